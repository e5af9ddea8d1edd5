"""What happens by itself: the desk opens, changes made elsewhere appear, claims are renewed, deadlines come nearer."""

from collections.abc import Mapping
from time import monotonic
from typing import TYPE_CHECKING

from textual.content import Content

from desk.errors import DeskError, NotAllowed, Unreachable, WrongUsage
from desk.language.words import words
from desk.model.names import Queue
from desk.tui import handlers
from desk.tui.keeping import keep_place
from desk.tui.protocols import Pages, Workflow
from desk.tui.urgent_news import LOOKED_THROUGH, SORTED_BY_URGENCY, UrgentNews

if TYPE_CHECKING:
    from desk.tui.screens.desk_screen import DeskScreen

_CLOCK = 15.0
_AGAIN = 2.0
_REST = 9
_BEATS_PER_LEASE = 3


class Watching:
    """The timers of the screen."""

    def __init__(self, screen: "DeskScreen") -> None:
        """Watch for this screen."""
        self._screen = screen
        self._pages: Pages | None = None
        self._counts: Mapping[Queue, int] = {}
        self._rests_until = 0.0
        self._trouble = ""
        self.news = UrgentNews()

    def begin(self) -> None:
        """Read the queue before the first paint, open the workflow after it."""
        screen = self._screen
        timing = screen.app.settings.timing
        self.look()
        screen.set_interval(timing.poll, self.look)
        screen.set_interval(timing.lease / _BEATS_PER_LEASE, lambda: screen.start(self.beat()))
        screen.set_interval(_CLOCK, self._tick)

    def look(self) -> None:
        """Show what changed since last looked, wherever it was changed.

        While an intake writes without end, looking takes no more than a tenth of the time: keys come first.
        """
        began = monotonic()
        if began < self._rests_until:
            return
        self._tell_trouble()
        try:
            pages = self._pages or self._open_pages()
            if pages and pages.changed():
                self.refresh()
        except Unreachable as error:
            self._screen.tell(str(error), "error")
        except (NotAllowed, WrongUsage) as error:
            self._screen.app.refuse(error)
        self._rests_until = monotonic() + _REST * (monotonic() - began)

    def _tell_trouble(self) -> None:
        """Say once what keeps posts from being screened: a queue that stands still is not a quiet day."""
        trouble = self._screen.app.trouble()
        if trouble and trouble != self._trouble:
            self._screen.tell(trouble, "error")
        self._trouble = trouble

    def refresh(self, *, after: str = "") -> None:
        """Read the queue and the case anew.

        Args:
            after: a case that was just dealt with: the cursor moves on from it.
        """
        self._screen.queue.reload(after=after)
        self._screen.showing.forget()
        if self._pages:
            self.news.read(self._pages.rows(Queue.URGENT, "", 0, LOOKED_THROUGH), self._screen.app.login)
        self.tell_urgent()
        self._screen.call_after_refresh(self.count)

    def tell_urgent(self) -> None:
        """Say at the top what came in and can't wait, until somebody looks at it; with one bell where nothing stood."""
        screen = self._screen
        ordered = screen.queue.queue in SORTED_BY_URGENCY and not screen.queue.search
        if self.news.look(screen.queue.current, sorted_by_urgency=ordered) and screen.app.settings.bell:
            screen.app.bell()
        screen.urgent.tell(self.news.count, in_a_drawer=screen.drawer is not None)

    def count(self) -> None:
        """Count the cases of each queue anew."""
        if self._pages:
            self._counts = self._pages.summary()
            self.show_counts()
            if self._screen.queue.current is None:
                self._screen.showing.follow_cursor()

    @property
    def begun(self) -> bool:
        """Whether the desk is open and any post was ever received: only then is an empty queue a finished one."""
        return self._screen.desk is not None and any(self._counts.values())

    def show_counts(self) -> None:
        """Show how many cases stand in each queue, and which of them is looked at."""
        screen = self._screen
        screen.tabs.tell(self._counts, screen.queue.queue, screen.desk.actor if screen.desk else None)

    def own(self, login: str) -> None:
        """From now on the cases of this person are one's own."""
        self._screen.app.login = login
        if self._pages:
            self._pages.login = login

    def _open_pages(self) -> Pages | None:
        screen = self._screen
        self._pages = screen.app.open_pages()
        if self._pages is None:
            screen.post.show(Content.styled(words().text("tui.ready.preparing"), "muted"))
            return None
        screen.app.login = self._pages.login
        self._pages.changed()  # asked first: what is written from now on is a change, what stands is read here
        screen.queue.read(self._pages, self._pages.bookmark())
        self.show_counts()
        screen.tell_marks()
        screen.call_after_refresh(self.count)
        screen.call_after_refresh(lambda: screen.start(self._open_desk()))
        return self._pages

    async def _open_desk(self) -> None:
        screen = self._screen
        try:
            await screen.errands.run(handlers.load)
            screen.desk = await screen.errands.run(screen.app.open_desk)
        except (NotAllowed, WrongUsage) as error:
            screen.app.refuse(error)
            return
        except DeskError as error:
            screen.tell(str(error), "error")
            screen.set_timer(_AGAIN, lambda: screen.start(self._open_desk()))
            return
        self._welcome(screen.desk)

    def _welcome(self, desk: Workflow) -> None:
        screen = self._screen
        self.own(desk.actor.login)
        if not self._trouble:
            screen.tell(words().text("tui.ready.open", name=desk.actor.name, help=screen.app.keymap.shown("help")))
        self.refresh()

    async def beat(self) -> None:
        """Renew the claims, and remember where the person stands: a terminal may be closed without a word."""
        if desk := self._screen.desk:
            await self._screen.errands.run(desk.heartbeat)
            await keep_place(self._screen)

    def _tick(self) -> None:
        self._screen.queue.repaint()
        self._screen.showing.paint()
