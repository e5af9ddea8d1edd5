"""The first start: the sample inbox, an empty desk, or not now."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen

from desk.language.words import words
from desk.tui.drawers.options import Option
from desk.tui.drawers.pick import PickDrawer, Question
from desk.tui.messages import PlaceChanged
from desk.tui.start import Start
from desk.tui.widgets.lines import ActionBar
from desk.tui.widgets.text_pane import TextPane


class WelcomeScreen(Screen[Start], inherit_bindings=False):
    """Says what Desk is and asks how to begin."""

    def compose(self) -> ComposeResult:
        """Greeting; the question comes up below it."""
        with Vertical(id="welcome"):
            yield TextPane(id="greeting")
        yield ActionBar(id="actions")

    def on_mount(self) -> None:
        """Greet and ask."""
        say = words()
        head = Content.styled(say.text("tui.welcome.title"), "heading")
        self.query_one(TextPane).show(Content("\n\n").join([head, Content(say.text("tui.welcome.text"))]))
        self.run_worker(self._ask())

    def on_place_changed(self, message: PlaceChanged) -> None:
        """Name the keys."""
        self.query_one(ActionBar).guide(message.keys)

    async def _ask(self) -> None:
        say = words()
        options = [
            Option(start, say.text(f"tui.welcome.{start}"), say.text(f"tui.welcome.{start}_hint")) for start in Start
        ]
        drawer = PickDrawer(Question(say.text("tui.welcome.question"), options))
        await self.query_one("#welcome").mount(drawer)
        picked = await drawer.answer
        self.dismiss(Start(picked.value) if picked else Start.QUIT)
