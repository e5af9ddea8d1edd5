"""The palette: every action that can act now, the people of the desk, the themes."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.command import DiscoveryHit, Hit, Hits, Provider

from desk.tui.actions import Context, Deed, of_context
from desk.tui.messages import DeedAsked

if TYPE_CHECKING:
    from desk.tui.app import DeskApp


class Actions(Provider):
    """Offers the action table."""

    async def discover(self) -> Hits:
        """Offer everything while nothing is typed."""
        for deed, title in self._deeds():
            yield DiscoveryHit(title, lambda deed=deed: self._ask_for(deed), help=deed.help)

    async def search(self, query: str) -> Hits:
        """Offer what fits."""
        matcher = self.matcher(query)
        for deed, title in self._deeds():
            if (score := matcher.match(f"{title} {deed.command}")) > 0:
                yield Hit(score, matcher.highlight(title), lambda deed=deed: self._ask_for(deed), help=deed.help)

    def _deeds(self) -> Iterator[tuple[Deed, str]]:
        app: DeskApp = self.app  # type: ignore[assignment]  # it offers itself to no other app
        for deed in of_context(Context.DESK):
            key = app.keymap.shown(deed.id)
            yield deed, f"{deed.title}  {key}" if key else deed.title

    def _ask_for(self, deed: Deed) -> None:
        self.screen.post_message(DeedAsked(deed))
