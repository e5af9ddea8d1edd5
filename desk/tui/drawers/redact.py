"""Asks which spans to blank, and shows what outsiders will see."""

from textual.app import ComposeResult
from textual.content import Content
from textual.strip import Strip
from textual.widget import Widget

from desk.language.words import words
from desk.plain_text import harmless, one_line
from desk.tui.actions import Context
from desk.tui.drawers.drawer import Drawer
from desk.tui.redaction import BLANK, Proposal, all_toggled, blanked, chosen, proposals, toggled
from desk.tui.themes import Ink
from desk.tui.widgets.text_pane import TextPane, painted
from desk.workflow.views import CaseView

Spans = tuple[tuple[int, int], ...]
_TALLEST = 4
_QUOTE = 60


class _Proposals(Widget, can_focus=True):
    """The spans, one a line."""

    def __init__(self, text: str, spans: list[Proposal]) -> None:
        super().__init__()
        self._text = text
        self.spans = spans
        self.cursor = 0
        self.styles.height = min(_TALLEST, len(spans))

    def render_line(self, y: int) -> Strip:
        ink: Ink = self.app.ink  # type: ignore[attr-defined]  # every widget of this room lives in a DeskApp
        first = max(0, min(self.cursor - _TALLEST + 2, len(self.spans) - _TALLEST))
        place = first + y
        span, here = self.spans[place], place == self.cursor
        line = Content.assemble(
            ("▸ " if here else "  ", "mark"),
            ("[x] " if span.chosen else "[ ] ", "key"),
            (one_line(self._text[span.start : span.end], _QUOTE), "strong" if span.chosen else "off"),
            (f"  {' '.join(span.badges)}", "muted"),
        )
        return painted(line, ink, self.size.width, cursor=here, raised=True)


class _Preview(TextPane):
    RAISED = True


class RedactDrawer(Drawer[Spans]):
    """Toggles spans; at least one has to be blanked."""

    context = Context.REDACT

    def __init__(self, case: CaseView) -> None:
        """Propose the spans of the case's findings."""
        super().__init__(words().text("tui.redact.title"), classes="danger")
        self._case = case
        self._proposals = _Proposals(case.text, proposals(case))
        self._preview = _Preview()

    def compose(self) -> ComposeResult:
        """Head, spans, what outsiders will see."""
        yield self.head
        yield self._proposals
        yield self._preview

    def begin(self) -> None:
        """Choose at once."""
        self._proposals.focus()
        self.call_after_refresh(self._show)

    def hinted(self) -> tuple[str, ...]:
        """Name the keys that toggle, too."""
        return "redacting.toggle", "redacting.all", *super().hinted()

    def down(self) -> None:
        """Next span."""
        self._move(1)

    def up(self) -> None:
        """Previous span."""
        self._move(-1)

    def toggle(self) -> None:
        """Choose a span or give it up."""
        self._proposals.spans = toggled(self._proposals.spans, self._proposals.cursor)
        self._show()

    def toggle_all(self) -> None:
        """Choose all spans, or none."""
        self._proposals.spans = all_toggled(self._proposals.spans)
        self._show()

    def take(self) -> None:
        """Go on with the chosen spans."""
        spans = chosen(self._proposals.spans)
        if not spans:
            self.complain(words().text("tui.redact.none"))
            return
        self.settle(spans)

    def _move(self, count: int) -> None:
        self._proposals.cursor = (self._proposals.cursor + count) % len(self._proposals.spans)
        self._proposals.refresh()

    def _show(self) -> None:
        self._proposals.refresh()
        seen = harmless(blanked(self._case.text, chosen(self._proposals.spans)))
        parts = seen.split(BLANK)
        pieces = [part for text in parts for part in (Content(text), Content.styled(BLANK, "blank"))][:-1]
        label = Content.styled(words().text("tui.redact.outside") + " ", "heading")
        self._preview.show(label + Content("").join(pieces))
