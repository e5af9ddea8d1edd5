"""The case under the cursor: its heading, the post, the reasons."""

from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content

from desk.language.words import words
from desk.plain_text import harmless, one_line
from desk.tui.actions import Context
from desk.tui.messages import DeedAsked
from desk.tui.post_text import Reading, heading, post_content
from desk.tui.protocols import Row
from desk.tui.why_text import Asking, why_content
from desk.tui.widgets.lines import Line
from desk.tui.widgets.queue_view import QueueView
from desk.tui.widgets.text_pane import TextPane
from desk.workflow.views import CaseView

if TYPE_CHECKING:
    from desk.tui.app import DeskApp

_NAME = 60


class PostPane(TextPane):
    """The post, what it answers, its thread, its author, what was done with it."""

    def tell(self, case: CaseView, reading: Reading, *, keep_place: bool) -> None:
        """Show a case."""
        self.show(post_content(case, reading), keep_place=keep_place)

    def preview(self, row: Row, *, folded: bool) -> None:
        """Show what the queue knows until the case is read."""
        text = words().text("tui.row.folded") if folded else harmless(row.excerpt)
        self.show(Content(text))


class WhyPane(TextPane):
    """How urgent and why; what was found by which rule; what the policy allows."""

    def tell(self, case: CaseView, asking: Asking, *, keep_place: bool) -> None:
        """Show a case."""
        self.show(why_content(case, asking), keep_place=keep_place)


class CaseHeading(Line):
    """Who, where, when; at the right what state the case is in and who holds it."""

    def tell(self, case: CaseView, reading: Reading) -> None:
        """Show a case."""
        say = words()
        state = say.name("state", case.state)
        if case.escalated_to:
            state = f"{state} → {say.name('role', case.escalated_to)}"
        hands = ""
        if case.claimant:
            who = one_line(case.claimant, _NAME)
            hands = say.text("tui.heading.mine") if case.mine else say.text("tui.heading.theirs", who=who)
        right = Content.assemble((f" {state} ", "muted"), (f"{hands} ", "ok" if case.mine else "warn"))
        self.say(heading(case, reading), right)

    def preview(self, row: Row) -> None:
        """Show what the queue knows until the case is read."""
        self.say(Content.styled(f" {one_line(row.author, _NAME)}", "strong"))


class Workspace(Vertical, can_focus=True):
    """Queue and case. The keys of the desk live here, so that no drawer's key ever decides a case."""

    app: "DeskApp"

    def compose(self) -> ComposeResult:
        """Queue above, case below."""
        yield QueueView(id="queue")
        yield CaseHeading(id="heading")
        with Horizontal(id="panes"):
            yield PostPane(id="post")
            yield WhyPane(id="why")

    def on_key(self, event: events.Key) -> None:
        """Ask for what the key means on the desk."""
        if deed := self.app.keymap.deed(Context.DESK, event.key):
            event.stop()
            event.prevent_default()
            self.post_message(DeedAsked(deed))
