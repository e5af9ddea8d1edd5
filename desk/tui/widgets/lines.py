"""The single lines of the screen: queues at the top, the case's heading, what just happened, the keys at the bottom."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from textual.content import Content
from textual.strip import Strip
from textual.widget import Widget

from desk.language.words import words
from desk.model.names import Queue
from desk.plain_text import one_line
from desk.tui.actions import TABLE, Deed
from desk.tui.widgets.text_pane import painted, wrapped
from desk.workflow.views import Actor

if TYPE_CHECKING:
    from desk.tui.app import DeskApp

_NAME = 60
_ALWAYS = 2
_COUNT = 3
_MOST = 999
_TALLEST = 3


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
        left, right = self.parts(self.size.width)
        return f"{left.plain} {right.plain}".strip()

    def parts(self, width: int) -> tuple[Content, Content]:  # noqa: ARG002  some lines say more where there is more room
        """Return what stands at the left and at the right end of a line this wide."""
        return self._left, self._right

    def say(self, left: Content, right: Content | None = None) -> None:
        """Replace what stands on the line; the right part stands at its right end, where there is room."""
        self._left, self._right = left, right or Content()
        self.refresh()

    def render_line(self, y: int) -> Strip:  # noqa: ARG002  Textual asks by line, and there is one
        """Return the line."""
        width = self.size.width
        left, right = self.parts(width)
        room = width - right.cell_length
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
    """The queues with their keys and how many cases stand in each; an empty one shows no number."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's own name for it
        """Start without numbers."""
        super().__init__(id=id)
        self._counts: Mapping[Queue, int] = {}
        self._current = Queue.ALL
        self._who = ""

    def tell(self, counts: Mapping[Queue, int], current: Queue, actor: Actor | None) -> None:
        """Show the queues, and at the right who acts."""
        self._counts, self._current = counts, current
        self._who = one_line(actor.name, _NAME) if actor else ""
        self.refresh()

    def parts(self, width: int) -> tuple[Content, Content]:
        """Return queues and person, their names as short as the width asks for."""
        first_name = self._who.partition(" ")[0]
        shapes = (
            ("long", self._who),
            ("long", first_name),
            ("short", self._who),
            ("short", first_name),
            ("short", ""),
            ("", self._who),
        )
        for shape, who in shapes:
            tabs, person = self._tabs(shape), Content.styled(f"{who} " if who else "", "strong")
            if tabs.cell_length + person.cell_length <= width:
                return tabs, person
        return self._tabs(""), Content()

    def _tabs(self, shape: str) -> Content:
        return Content("").join(self._tab(queue, shape) for queue in Queue)

    def _tab(self, queue: Queue, shape: str) -> Content:
        here, count = queue is self._current, self._counts.get(queue, 0)
        key = self.app.keymap.shown(f"queue_{queue}")
        text = f" {_name(queue, shape)}" if shape or here else ""
        if queue is not Queue.DONE or shape == "long":  # only ever grows, and nobody waits for it
            text = f"{text} {_counted(count):<{_COUNT}}"
        ink, edge = ("chosen", "chosen") if here else ("text", "key"), "" if shape == "short" else " "
        return Content.assemble((f" {key}", ink[1]), (f"{text}{edge}", ink[0]))


def _name(queue: Queue, shape: str) -> str:
    return words().name("queue", queue) if shape == "long" else words().text(f"tui.queue.short.{queue}")


def _counted(count: int) -> str:
    """Return a number that never takes more room than another, so that tabs keep their place as it grows."""
    return f"{min(count // 1000, 99)}k" if count > _MOST else str(count or "")


class UrgentLine(Line):
    """What came in and can't wait, in words and colour; there only while there is something to tell."""

    def tell(self, count: int, *, in_a_drawer: bool) -> None:
        """Say how many cases, and which key goes to the first."""
        self.set_class(bool(count), "-told")
        shown = self.app.keymap.shown
        leave = shown("leave")
        form = "first_leave" if in_a_drawer else "one" if count == 1 else "many"
        text = words().text(f"tui.urgent_news.{form}", count=count, key=shown("new_urgent"), leave=leave)
        self.say(Content.styled(f" {text}".ljust(self.app.size.width), "bar-danger"))


class StatusLine(Line):
    """What just happened, never a text of a post: one line, or as many as it takes to say it in full."""

    def tell(self, text: str, role: str = "text") -> None:
        """Say it."""
        self.say(Content.styled(f" {text}", role), self._right)
        self._make_room()

    def beside(self, text: str) -> None:
        """Say at the right end what lasts: marks, filter, progress."""
        self.say(self._left, Content.styled(f"{text} " if text else "", "muted"))
        self._make_room()

    def on_resize(self) -> None:
        """Wrap for the new width."""
        self._make_room()

    def render_line(self, y: int) -> Strip:
        """Return one line; what lasts stands on the first one."""
        lines = self._wrapped()
        if len(lines) == 1:
            return super().render_line(y)
        width = self.size.width
        line = lines[y] if y < len(lines) else Content()
        right = Content() if y else self._right
        room = width - right.cell_length
        return painted(line.pad_right(max(0, room - line.cell_length)) + right, self.app.ink, width, raised=True)

    def _wrapped(self) -> list[Content]:
        """Return what happened in lines that leave room for what lasts; the last one is cut if there is still more."""
        room = self.size.width - self._right.cell_length
        if self._left.cell_length <= room or room < self.size.width // 2:
            return [self._left]
        lines = list(wrapped(self._left, room))
        if len(lines) > _TALLEST:
            lines[_TALLEST - 1 :] = [lines[_TALLEST - 1].truncate(room - 1) + "…"]
        return lines

    def _make_room(self) -> None:
        tall = len(self._wrapped()) if self.size.width else 1
        if self.styles.height is None or self.styles.height.value != tall:
            self.styles.height = tall


class ActionBar(Line):
    """The most used actions with their keys, dimmed where they can't act now; in a drawer, its keys."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's own name for it
        """Start with everything undimmed."""
        super().__init__(id=id)
        self._dimmed: Mapping[str, bool] = {}

    def tell(self, dimmed: Mapping[str, bool]) -> None:
        """Show the actions of the desk.

        Args:
            dimmed: whether an action can't act now, by id.
        """
        self._dimmed = dimmed
        self.say(Content())

    def guide(self, keys: Sequence[tuple[str, str]]) -> None:
        """Show the keys of a drawer, as long as it is open."""
        self.say(Content.assemble(*(part for key, title in keys for part in ((f" {key} ", "key"), f"{title} "))))

    def parts(self, width: int) -> tuple[Content, Content]:
        """Return as many actions as fit, rather those that can act; help and command line always."""
        if self._left:
            return super().parts(width)
        deeds = sorted((deed for deed in TABLE if deed.bar), key=lambda deed: deed.bar)
        entries = {deed.bar: self._entry(deed) for deed in deeds}
        wanted = sorted(deeds[:-_ALWAYS], key=lambda deed: (self._dimmed.get(deed.id, False), deed.bar))
        fitting: list[int] = []
        for deed in (*deeds[-_ALWAYS:], *wanted):
            if entries[deed.bar].cell_length <= width:
                fitting.append(deed.bar)
                width -= entries[deed.bar].cell_length
        return Content("").join(entries[bar] for bar in sorted(fitting)), Content()

    def _entry(self, deed: Deed) -> Content:
        dim = self._dimmed.get(deed.id, False)
        key = self.app.keymap.shown(deed.id)
        return Content.assemble((f" {key} ", "key-off" if dim else "key"), (f"{deed.title} ", "off" if dim else "text"))
