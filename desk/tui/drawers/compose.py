"""Writes a reply: a template, its open slots, how long it is. It never looks like a note: no note is published."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.timer import Timer
from textual.widgets import TextArea
from textual.widgets.text_area import Selection

from desk.language.words import words
from desk.tui.actions import Context
from desk.tui.composing import LONGEST, Draft
from desk.tui.drawers.drawer import Drawer
from desk.tui.drawers.options import Option, Options
from desk.tui.protocols import Template
from desk.tui.widgets.lines import Line
from desk.workflow.views import DraftView

Keep = Callable[[DraftView], Awaitable[bool]]
"""Keeps a reply as far as it is written; whether it could."""

_PAUSE = 1.0
_NOTHING = DraftView()


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply that may be sent, and the template it began with."""

    text: str
    template: str = ""


class _Paper(TextArea):
    """A text area that leaves `/` and `?` to the composer while nothing is written."""

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "tab" or (event.key in {"slash", "question_mark"} and not self.text):
            event.prevent_default()  # else the text area would write it all the same
            return
        await super()._on_key(event)


class ComposeDrawer(Drawer[Reply]):
    """Edits the text; what is not filled in can't be sent. What is not sent is kept, after every pause in typing."""

    context = Context.COMPOSE

    def __init__(self, title: str, templates: Sequence[Template], keep: Keep, kept: DraftView = _NOTHING) -> None:
        """Begin with what was kept, else with the best template."""
        super().__init__(title, classes="reply")
        self._templates = {template.id: template for template in templates}
        self._keep, self._kept = keep, kept
        self._pause: Timer | None = None
        begun = kept if kept.text else next((DraftView(one.text, one.id) for one in templates), _NOTHING)
        self._template = begun.template
        self._paper = _Paper(begun.text, soft_wrap=True, compact=True, show_line_numbers=False)
        self._options = Options([Option(template.id, template.title, template.id) for template in templates])
        self._state = Line()

    @property
    def draft(self) -> DraftView:
        """The reply as far as it is written, to be kept; empty while it says no more than its template."""
        text, template = self._paper.text, self._templates.get(self._template)
        if not text.strip() or (template and text.strip() == template.text.strip()):
            return _NOTHING
        return DraftView(text, self._template)

    def compose(self) -> ComposeResult:
        """Head, templates while they are asked for, paper, how long it is."""
        yield self.head
        yield self._options
        yield self._paper
        yield self._state

    def begin(self) -> None:
        """Write at once, at the first open slot."""
        self._options.display = False
        self._paper.cursor_blink = self.app.settings.animations
        self._paper.focus()
        self._measure()
        self.next_slot()

    def place(self) -> Context:
        """Choosing a template and writing have different keys."""
        return Context.PICK if self._options.has_focus else Context.COMPOSE

    def hinted(self) -> tuple[str, ...]:
        """Name the keys of the place."""
        if self.place() is Context.PICK:
            return super().hinted()
        return "composing.send", "composing.templates", "composing.slot", "composing.cancel"

    def on_text_area_changed(self) -> None:
        """Count, and keep the text when nobody has typed for a moment."""
        self._measure()
        if self._pause:
            self._pause.stop()
        self._pause = self.set_timer(_PAUSE, lambda: self.run_worker(self.keep()))

    async def on_unmount(self) -> None:
        """Keep what was not sent, however the reply was left."""
        if not (self.answer.done() and self.answer.result()):
            await self.keep()

    async def keep(self) -> None:
        """Keep the reply as far as it is written, if that is news."""
        draft = self.draft
        if draft != self._kept and await self._keep(draft):
            self._kept = draft

    def on_options_chosen(self) -> None:
        """A number key takes a template at once."""
        self.take()

    def discard(self) -> None:
        """Begin with an empty paper; what was kept goes with it, and undoing in the text brings it back."""
        self._paper.replace("", (0, 0), self._paper.document.end)
        self._template = ""
        self._back_to_paper()
        self._measure()

    def templates(self) -> None:
        """Offer the templates."""
        if not self._templates:
            self.complain(words().text("tui.compose.no_templates"))
            return
        self._options.display = True
        self._options.focus()

    def down(self) -> None:
        """Next template."""
        self._options.move(1)

    def up(self) -> None:
        """Previous template."""
        self._options.move(-1)

    def take(self) -> None:
        """Write the chosen template onto the paper."""
        if option := self._options.current:
            self._template = option.value
            self._paper.text = self._templates[option.value].text
        self._back_to_paper()

    def cancel(self) -> None:
        """Leave the templates first, then the reply."""
        if self._options.has_focus:
            self._back_to_paper()
        else:
            super().cancel()

    def send(self) -> None:
        """Hand the reply over if nothing stands against it."""
        draft = Draft(self._paper.text)
        if draft.problem:
            self.complain(draft.problem)
            self.next_slot()
        else:
            self.settle(Reply(draft.text.strip(), self._template))

    def next_slot(self) -> None:
        """Select the next open slot, so that writing fills it."""
        if slot := Draft(self._paper.text).slot_after(self._paper.selection.end):
            self._paper.selection = Selection(*slot)

    def _back_to_paper(self) -> None:
        self._options.display = False
        self._paper.focus()
        self.next_slot()

    def _measure(self) -> None:
        draft, say = Draft(self._paper.text), words()
        count = say.text("tui.compose.count", count=len(draft.text.strip()), longest=LONGEST)
        open_slots = say.text("tui.compose.open_slots", count=len(draft.slots)) if draft.slots else ""
        title = self._templates[self._template].title if self._template in self._templates else ""
        self._state.say(
            Content.assemble((f" {title}", "reply"), (f"  {open_slots}", "warn")),
            Content.styled(f"{count} ", "warn" if draft.long else "muted"),
        )
