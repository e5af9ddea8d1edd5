"""The program on the screen: themes, keys, and the screen it starts with."""

from collections.abc import Callable
from datetime import tzinfo
from pathlib import Path
from typing import ClassVar

from textual import events
from textual.app import App
from textual.binding import BindingType
from textual.command import Provider
from textual.screen import Screen

from desk.errors import DeskError, Refused
from desk.settings import Settings
from desk.tui.actions import Context
from desk.tui.keymap import Keymap
from desk.tui.palette import Actions
from desk.tui.protocols import Clock, OpenDesk, OpenPages
from desk.tui.screens.desk_screen import DeskScreen
from desk.tui.start import Start
from desk.tui.themes import PALETTES, PLAIN, Ink, theme, without_colours


class DeskApp(App[None], inherit_bindings=False):
    """Desk."""

    TITLE = "Desk"
    CSS_PATH = Path(__file__).with_name("desk.tcss")
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = []
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {Actions}

    def __init__(
        self,
        *,
        pages: OpenPages,
        open_desk: OpenDesk,
        clock: Clock,
        settings: Settings,
        zone: tzinfo | None = None,
        welcome: Callable[[Start], None] | None = None,
        trouble: Callable[[], str] = str,
    ) -> None:
        """Take what the screen needs; nothing is opened yet.

        Args:
            pages: opens the queues, None while there is no database.
            open_desk: opens the workflow; slow, called beside the screen after the first paint.
            clock: what time it is.
            settings: theme, keys, animations, timing.
            zone: in which times are shown; the zone of this machine if None.
            welcome: what to do with the choice of somebody who starts for the first time; None: no such screen.
            trouble: says in one sentence what keeps posts from coming in and being screened, empty if nothing does.

        Raises:
            Refused: a theme that does not exist, or keys that do not hold.
        """
        self.keymap = Keymap(settings.keys)
        if settings.theme not in PALETTES:
            raise Refused("tui.theme.unknown", theme=settings.theme, known=", ".join(PALETTES))
        self.ink = Ink(PALETTES[settings.theme])
        super().__init__()
        self.open_pages = pages
        self.open_desk = open_desk
        self.clock = clock
        self.settings = settings
        self.zone = zone
        self.trouble = trouble
        self.login = ""
        self._refusal: DeskError | None = None
        self._welcome = welcome
        self._dress()

    def _dress(self) -> None:
        for name in PALETTES:
            self.register_theme(theme(name))
        # Without colours only light and dark are left, and the plain theme has most of both.
        self.theme = PLAIN if self.no_color else self.settings.theme
        if not self.settings.animations:
            self.animation_level = "none"

    def get_default_screen(self) -> Screen[None]:
        """Start on the desk itself: pushing a screen would cost time before the first paint."""
        return DeskScreen()

    def on_mount(self) -> None:
        """Ask how to begin, on a first start."""
        if self._welcome:
            from desk.tui.screens.welcome import WelcomeScreen  # noqa: PLC0415  needed once in the life of a desk

            self.push_screen(WelcomeScreen(), self._begin)

    def _begin(self, start: Start | None) -> None:
        if self._welcome is None or start in {None, Start.QUIT}:
            self.exit()
        elif start:
            self._welcome(start)

    @property
    def failure(self) -> BaseException | None:
        """What ended the program, for whoever ran it; None if a person ended it."""
        return self._refusal or self._exception

    def refuse(self, error: DeskError) -> None:
        """Close the desk to somebody who may not sit down at it."""
        self._refusal = error
        self.exit(return_code=error.exit_code)

    def on_key(self, event: events.Key) -> None:
        """Leave from anywhere, drawers and palette too."""
        deed = self.keymap.deed(Context.DESK, event.key)
        if deed and deed.id == "quit":
            event.stop()
            self.exit()

    def _fatal_error(self) -> None:
        """End without Textual's own report: it prints local values, and those hold texts of posts."""
        self._close_messages_no_wait()

    def watch_theme(self, name: str) -> None:
        """Mix the inks of the theme."""
        if palette := PALETTES.get(name):
            self.ink = Ink(without_colours(palette) if self.no_color else palette)
