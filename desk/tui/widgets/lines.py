"""The single lines of the screen: queues at the top, the case's heading, what just happened, the keys at the bottom."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from textual.content import Content
from textual.strip import Strip
from textual.widget import Widget

from desk.language.words import words
from desk.model.names import Queue
from desk.tui.actions import TABLE, Deed
from desk.tui.widgets.text_pane import painted
from desk.workflow.views import Actor

if TYPE_CHECKING:
    from desk.tui.app import DeskApp


class Line(Widget, can_focus=False):
    """One line of content in the inks of the theme."""

    app: "DeskApp"

    RAISED = True

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's own name for it
        """Start empty."""
        super().__init__(id=id)
        self._left = Content()
        self._right = Content()

    @property
    def plain(self) -> str:
        """What stands on the line, without its inks."""
        return f"{self._left.plain} {self._right.plain}".strip()

    def say(self, left: Content, right: Content | None = None) -> None:
        """Replace what stands on the line; the right part stands at its right end, where there is room."""
        self._left, self._right = left, right or Content()
        self.refresh()

    def render_line(self, y: int) -> Strip:  # noqa: ARG002  Textual asks by line, and there is one
        """Return the line."""
        width = self.size.width
        room = width - self._right.cell_length
        left, right = self._left, self._right
        if room < width // 2:
            room, right = width, Content()
        line = left.truncate(room, ellipsis=True).pad_right(max(0, room - min(room, left.cell_length))) + right
        return painted(line, self.app.ink, width, raised=self.RAISED)


class TitleBar(Line):
    """The coloured head of a drawer: a note, a reply and what takes something away can't be confused."""

    def __init__(self, title: str, role: str) -> None:
        """Take the title and the role it is painted in."""
        super().__init__()
        self._title = title
        self._role = role

    def render_line(self, y: int) -> Strip:  # noqa: ARG002  Textual asks by line, and there is one
        """Return the line, coloured to its end."""
        width = self.size.width
        title = Content.styled(f" {self._title}".ljust(width), self._role)
        return painted(title.truncate(width, ellipsis=True), self.app.ink, width)


class QueueTabs(Line):
    """The queues with their keys and how many cases stand in each."""

    def tell(self, counts: Mapping[Queue, int], current: Queue, actor: Actor | None) -> None:
        """Show the queues, as short as the width asks for; an empty one shows no number."""
        who = Content.styled(f"{actor.name} ", "strong") if actor else Content()
        room = self.size.width - who.cell_length
        tabs = [_tabs(counts, current, shape) for shape in ("long", "short", "number")]
        self.say(next((fitting for fitting in tabs if fitting.cell_length <= room), tabs[-1]), who)


def _tabs(counts: Mapping[Queue, int], current: Queue, shape: str) -> Content:
    tabs: list[Content] = []
    for number, queue in enumerate(Queue, start=1):
        here = queue is current
        name = (
            ""
            if shape == "number" and not here
            else words().text(f"tui.queue.{'long' if shape == 'long' else 'short'}.{queue}")
        )
        count = str(counts.get(queue, "")) if counts.get(queue) or here else ""
        text = " ".join(part for part in (str(number), name, count) if part)
        tabs.append(Content.styled(f" {text} ", "chosen" if here else "text"))
    return Content("").join(tabs)


class StatusLine(Line):
    """What just happened: always one line, never a text of a post."""

    def tell(self, text: str, role: str = "text") -> None:
        """Say it."""
        self.say(Content.styled(f" {text}", role), self._right)

    def beside(self, text: str) -> None:
        """Say at the right end what lasts: marks, filter, progress."""
        self.say(self._left, Content.styled(f"{text} ", "muted"))


class ActionBar(Line):
    """The most used actions with their keys; what can't act now is dimmed."""

    def tell(self, dimmed: Mapping[str, bool], shown: Mapping[str, str]) -> None:
        """Show as many as fit; help and command line always do.

        Args:
            dimmed: whether an action can't act now, by id.
            shown: first key of each action, by id.
        """
        deeds = sorted((deed for deed in TABLE if deed.bar), key=lambda deed: deed.bar)
        entries = {deed.bar: _entry(deed, shown, dim=dimmed.get(deed.id, False)) for deed in deeds}
        always, room = deeds[-2:], self.size.width
        fitting: list[int] = []
        for deed in (*always, *sorted(deeds[:-2], key=lambda deed: (dimmed.get(deed.id, False), deed.bar))):
            if entries[deed.bar].cell_length <= room:
                fitting.append(deed.bar)
                room -= entries[deed.bar].cell_length
        self.say(Content("").join(entries[bar] for bar in sorted(fitting)))

    def guide(self, keys: Sequence[tuple[str, str]]) -> None:
        """Show the keys of a drawer, as long as it is open."""
        self.say(Content.assemble(*(part for key, title in keys for part in ((f" {key} ", "key"), f"{title} "))))


def _entry(deed: Deed, shown: Mapping[str, str], *, dim: bool) -> Content:
    key = shown.get(deed.id, "")
    return Content.assemble((f" {key} ", "key-off" if dim else "key"), (f"{deed.title} ", "off" if dim else "text"))
