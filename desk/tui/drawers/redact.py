"""Asks which spans to blank, found ones and words that a person marks, and shows what outsiders will see."""

from textual.app import ComposeResult
from textual.content import Content
from textual.strip import Strip
from textual.widget import Widget

from desk.language.words import words
from desk.model.names import Action
from desk.plain_text import one_line
from desk.tui.actions import Context
from desk.tui.drawers.drawer import Drawer
from desk.tui.marking import Span
from desk.tui.redaction import Proposal, all_toggled, chosen, outside, proposals, toggled, united, with_marked
from desk.tui.themes import Ink
from desk.tui.widgets.text_pane import TextPane, painted
from desk.tui.widgets.word_pane import WordPane
from desk.workflow.views import CaseView

Spans = tuple[Span, ...]
_TALLEST = 4
_QUOTE = 60
_ABOVE = 2


class _Proposals(Widget, can_focus=True):
    """The spans, one a line."""

    def __init__(self, text: str, spans: list[Proposal]) -> None:
        super().__init__()
        self._text = text
        self.spans = spans
        self.cursor = 0
        self.offer(spans)

    @property
    def current(self) -> Proposal:
        return self.spans[self.cursor]

    def offer(self, spans: list[Proposal]) -> None:
        self.spans = spans
        self.styles.height = min(_TALLEST, len(spans))
        self.refresh()

    def move_to(self, place: int) -> None:
        self.cursor = place % len(self.spans)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        ink: Ink = self.app.ink  # type: ignore[attr-defined]  # every widget of this room lives in a DeskApp
        first = max(0, min(self.cursor - _TALLEST + 2, len(self.spans) - _TALLEST))
        place = first + y
        span, here = self.spans[place], place == self.cursor
        line = Content.assemble(
            ("▸ " if here else "  ", "mark"),
            ("[x] " if span.chosen else "[ ] ", "key"),
            (one_line(self._text[span.start : span.end], _QUOTE), "strong" if span.chosen else "off"),
            (f"  {' '.join(span.badges) or words().text('tui.redact.by_hand')}", "muted"),
        )
        return painted(line, ink, self.size.width, cursor=here, raised=True)


class _Preview(TextPane):
    """What outsiders will see; the blank that is looked at stays in view."""

    RAISED = True

    def show(self, content: Content, *, keep_place: bool = True) -> None:
        super().show(content, keep_place=keep_place)
        self._follow()

    def on_resize(self) -> None:
        super().on_resize()
        self._follow()

    def _follow(self) -> None:
        looked_at = (number for number, line in enumerate(self._lines) if any(s.style == "chosen" for s in line.spans))
        if (line := next(looked_at, None)) is not None:
            self.scroll_to(y=max(0, line - _ABOVE), animate=False)


class RedactDrawer(Drawer[Spans]):
    """Toggles spans, and marks words where nothing was found; at least one span has to be blanked."""

    def __init__(self, case: CaseView) -> None:
        """Propose the spans of the case's findings."""
        super().__init__(words().name("action", Action.REDACT), classes="danger")
        self._text = case.text
        self._proposals = _Proposals(case.text, proposals(case))
        self._words = WordPane(case.text)
        self._preview = _Preview()

    def compose(self) -> ComposeResult:
        """Head, spans or words, what outsiders will see."""
        yield self.head
        yield self._proposals
        yield self._words
        yield self._preview

    def begin(self) -> None:
        """Begin with what was found; where there is nothing, with the words."""
        if self._proposals.spans:
            self.to_spans()
        else:
            self.to_words()

    def place(self) -> Context:
        """Choosing spans and marking words have different keys."""
        return Context.MARK if self._words.has_focus else Context.REDACT

    def hinted(self) -> tuple[str, ...]:
        """Name the keys of the place."""
        if self.place() is Context.MARK:
            return "marking.right", "marking.mark", "marking.add", "marking.spans", "marking.leave"
        return "redacting.toggle", "redacting.all", "redacting.words", "redacting.take", "redacting.cancel"

    def on_word_pane_moved(self) -> None:
        """Show what the stretch would take out."""
        self._show()

    def on_word_pane_drawn(self) -> None:
        """Blank what the mouse drew over."""
        self.add()

    # Choosing spans.

    def down(self) -> None:
        """Next span."""
        self._look_at(self._proposals.cursor + 1)

    def up(self) -> None:
        """Previous span."""
        self._look_at(self._proposals.cursor - 1)

    def toggle(self) -> None:
        """Choose a span or give it up."""
        self._offer(toggled(self._proposals.spans, self._proposals.cursor))

    def toggle_all(self) -> None:
        """Choose all spans, or none."""
        self._offer(all_toggled(self._proposals.spans))

    def take(self) -> None:
        """Go on with the chosen spans."""
        spans = chosen(self._proposals.spans)
        if not spans:
            self.complain(words().text("tui.redact.none"))
            return
        self.settle(spans)

    def to_words(self) -> None:
        """Go to the words of the post, and mark some of them."""
        self._turn_to(self._words, self._proposals)

    # Marking words.

    def left(self) -> None:
        """Previous word."""
        self._words.move(-1)

    def right(self) -> None:
        """Next word."""
        self._words.move(1)

    def line_up(self) -> None:
        """The line above."""
        self._words.move_line(-1)

    def line_down(self) -> None:
        """The line below."""
        self._words.move_line(1)

    def mark(self) -> None:
        """Begin a stretch of words, or give it up."""
        self._words.toggle()

    def add(self) -> None:
        """Blank the stretch, else the word under the cursor."""
        marked = self._words.taken()
        spans = with_marked(self._proposals.spans, marked)
        self._proposals.cursor = [span.span for span in spans].index(marked)
        self._offer(spans)

    def to_spans(self) -> None:
        """Go to the spans, and on from there."""
        if not self._proposals.spans:
            self.complain(words().text("tui.redact.none"))
            return
        self._words.cursor.begun = None
        self._turn_to(self._proposals, self._words)

    def leave(self) -> None:
        """Give up the stretch, else go back to the spans; without any, leave."""
        if self._words.stretch:
            self.mark()
        elif self._proposals.spans:
            self.to_spans()
        else:
            self.cancel()

    def _turn_to(self, wanted: Widget, other: Widget) -> None:
        wanted.display, other.display = True, False
        wanted.focus()
        self.call_after_refresh(self._show)

    def _look_at(self, place: int) -> None:
        self._proposals.move_to(place)
        self._show()

    def _offer(self, spans: list[Proposal]) -> None:
        self._proposals.offer(spans)
        self._show()

    def _show(self) -> None:
        stretch, spans = self._words.stretch, chosen(self._proposals.spans)
        self._words.show(spans)
        here = stretch or (self._proposals.current.span if self._proposals.spans else None)
        seen = outside(self._text, united([*spans, stretch]) if stretch else spans, here)
        self._preview.show(Content.styled(words().text("tui.redact.outside") + " ", "heading") + seen)
