"""The main screen: it puts the panes together, turns keys into actions, and says what became of them."""

from asyncio import shield
from collections.abc import Coroutine
from contextlib import suppress
from inspect import iscoroutine
from typing import TYPE_CHECKING, Any, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.screen import Screen

from desk.errors import DeskError, NotAllowed
from desk.language.words import words
from desk.tui import handlers
from desk.tui.actions import TABLE, Deed, Group, When
from desk.tui.availability import Situation, why_not
from desk.tui.drawers.drawer import Drawer
from desk.tui.errands import Errands
from desk.tui.keeping import keep_place
from desk.tui.messages import Complained, CursorMoved, DeedAsked, FilterTyped, PlaceChanged, RowClicked
from desk.tui.protocols import Workflow
from desk.tui.shift import Shift
from desk.tui.showing import Showing
from desk.tui.watching import Watching
from desk.tui.widgets.lines import ActionBar, QueueTabs, StatusLine, UrgentLine
from desk.tui.widgets.panes import CaseHeading, PostPane, WhyPane, Workspace
from desk.tui.widgets.queue_view import QueueView
from desk.workflow.views import CaseView

if TYPE_CHECKING:
    from desk.tui.app import DeskApp

Answer = TypeVar("Answer")


class DeskScreen(Screen[None], inherit_bindings=False):
    """Queue, post, why, and what can be done."""

    app: "DeskApp"

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012  Textual's own name and type

    def __init__(self) -> None:
        """Prepare a shift; the workflow comes later, after the first paint."""
        super().__init__()
        self.shift = Shift()
        self.errands = Errands()
        self.desk: Workflow | None = None
        self.busy = False
        self.stopping = False
        self.drawer: Drawer[Any] | None = None
        self._promised: object = None
        self.showing = Showing(self)
        self.watching = Watching(self)

    def compose(self) -> ComposeResult:
        """Queues, what came in and can't wait, workspace, what just happened, keys."""
        yield QueueTabs(id="tabs")
        yield UrgentLine(id="urgent")
        yield Workspace(id="workspace")
        yield StatusLine(id="status")
        yield ActionBar(id="actions")

    def on_mount(self) -> None:
        """Show the queue at once; open the workflow when that is painted."""
        self.queue = self.query_one(QueueView)
        self.heading = self.query_one(CaseHeading)
        self.post = self.query_one(PostPane)
        self.why = self.query_one(WhyPane)
        self.tabs = self.query_one(QueueTabs)
        self.status = self.query_one(StatusLine)
        self.urgent = self.query_one(UrgentLine)
        self.actions = self.query_one(ActionBar)
        self.workspace = self.query_one(Workspace)
        self.workspace.focus()
        self.dim_actions()
        self.watching.begin()

    async def on_unmount(self) -> None:
        """Give an open case back and remember where the person stands, however they leave; take no more errands."""
        with suppress(DeskError):
            await self._give_back()
        with suppress(DeskError):
            await keep_place(self)
        self.errands.close()

    async def _give_back(self) -> None:
        desk, key = self.desk, self.shift.opened
        if desk and key:
            await self.errands.run(lambda: desk.release(key))

    def on_deed_asked(self, message: DeedAsked) -> None:
        """Somebody asked for an action."""
        self.perform(message.deed)

    @on(CursorMoved)
    def follow_cursor(self) -> None:
        """The case follows the cursor; what is urgent and new counts as looked at when the cursor rests on it."""
        self.showing.follow_cursor()
        self.watching.tell_urgent()

    def on_row_clicked(self, message: RowClicked) -> None:
        """Go to a row; never while a drawer asks about another one."""
        if self.prompted:
            self.tell(words().text("tui.no.drawer"), "warn")
        else:
            self.queue.move_to(message.place)

    def on_filter_typed(self, message: FilterTyped) -> None:
        """The queue follows the filter."""
        self.queue.choose(self.queue.queue, message.text.strip())

    @property
    def workflow(self) -> Workflow:
        """The workflow, once it is open.

        Raises:
            NotAllowed: it is not open yet.
        """
        if self.desk is None:
            raise NotAllowed("tui.no.desk")
        return self.desk

    @property
    def case(self) -> CaseView:
        """The case that the panes show.

        Raises:
            NotAllowed: it is not read yet.
        """
        if self.showing.case is None:
            raise NotAllowed("tui.no.loading")
        return self.showing.case

    def on_place_changed(self, message: PlaceChanged) -> None:
        """A drawer has keys of its own."""
        if self.drawer:
            self.actions.guide(message.keys)

    def on_complained(self, message: Complained) -> None:
        """A drawer can't take an answer."""
        self.tell(message.text, "error")

    def situation(self) -> Situation:
        """Return where the person stands."""
        return Situation(
            ready=self.desk is not None,
            row=self.queue.current,
            case=self.showing.case,
            searching=bool(self.queue.search),
            folded=self.showing.folded,
            marked=len(self.queue.marked),
            busy=self.busy,
        )

    def perform(self, deed: Deed) -> None:
        """Do what an action does, or say why it can't be done now.

        A key pressed while its case is still being read waits for it. While a drawer is open or on its way, keys are
        meant for it: none of them acts on the desk, but the one that leaves it.
        """
        row = self.queue.current
        if self.prompted and deed.id != "quit":
            self.tell(words().text("tui.no.drawer"), "warn")
        elif row and deed.when is When.CASE and self.showing.awaited:
            self._begin(deed, self._perform_on_arrival(deed, row.key))
        else:
            self._perform(deed)

    @property
    def prompted(self) -> bool:
        """Whether a drawer is open, or will be in a moment."""
        return self.drawer is not None or self._promised is not None

    async def _perform_on_arrival(self, deed: Deed, key: str) -> None:
        """Act on the case that was meant by the key press, never on one that came under the cursor since."""
        await self.showing.arrival()
        row = self.queue.current
        if row and row.key == key:
            self._perform(deed)
        else:
            self.tell(words().text("tui.no.moved", title=deed.title), "warn")

    def _perform(self, deed: Deed) -> None:
        if reason := why_not(deed, self.situation()):
            self.tell(reason, "warn")
            return
        try:
            done = handlers.find(deed)(self, deed)
        except DeskError as error:
            self.tell(str(error), "error")
            return
        if iscoroutine(done):
            self._begin(deed, done)

    def _begin(self, deed: Deed, work: Coroutine[Any, Any, None]) -> None:
        """Let an action go on beside the screen; one that asks has the keys from this moment on."""
        if deed.asks:
            self._promised = work
        self.start(self._kept(work))

    async def _kept(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        finally:
            if self._promised is work:
                self._promised = None

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        """Let something go on beside the screen; if it is refused, the status line says so."""
        self.run_worker(self._heard(work), exit_on_error=True)

    async def ask(self, drawer: Drawer[Answer]) -> Answer | None:
        """Open a drawer and wait for its answer, None if the person leaves it.

        Raises:
            NotAllowed: another drawer is open.
        """
        if self.drawer:
            raise NotAllowed("tui.no.drawer")
        self._promised, self.drawer = None, drawer
        self.watching.tell_urgent()
        self.queue.stay()
        self.workspace.can_focus = False
        self.workspace.add_class("-prompted")
        self.workspace.set_class(drawer.has_class("full"), "-covered")
        try:
            await self.mount(drawer, before=self.status)
            return await shield(drawer.answer)  # when the desk closes, the drawer still has to see it is unanswered
        finally:
            await self._close(drawer)

    async def _close(self, drawer: Drawer[Answer]) -> None:
        """Give the keys back to the desk."""
        self.workspace.remove_class("-prompted", "-covered")
        await drawer.remove()
        self.drawer = None
        self.watching.tell_urgent()
        self.workspace.can_focus = True
        self.workspace.focus()
        self.dim_actions()

    def tell(self, text: str, role: str = "text") -> None:
        """Say in one line what happened; never a text of a post."""
        self.status.tell(text, role)

    def tell_marks(self) -> None:
        """Say how many cases are marked, and what the queue is filtered by."""
        parts = []
        if self.queue.marked:
            parts.append(words().text("tui.status.marked", count=len(self.queue.marked)))
        if self.queue.search:
            parts.append(words().text("tui.status.filter", search=self.queue.search, count=self.queue.total))
        self.status.beside("  ".join(parts))

    def dim_actions(self) -> None:
        """Show in the bar what can be done with the case under the cursor; an open drawer shows its own keys there."""
        if self.drawer:
            return
        here = self.situation()
        decisions = [deed for deed in TABLE if deed.bar and deed.group is Group.DECIDE]
        dimmed = {deed.id: bool(why_not(deed, here)) for deed in decisions}
        self.actions.tell(dimmed)

    async def _heard(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except DeskError as error:
            self.tell(str(error), "error")
