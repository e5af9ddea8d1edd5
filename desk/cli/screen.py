"""Opens the screen: starts the companion, paints, and builds the workflow once the first rows stand.

Nothing heavy is imported before the first paint: the queue is read with the bare driver, SQLModel comes in a thread of
the screen.
"""

import gc
import os
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from desk import bootstrap, locations
from desk.account import account
from desk.companion_process import CompanionProcess
from desk.errors import NotAllowed, Unreachable
from desk.language.words import words
from desk.settings import Settings
from desk.store.pages import QueuePages
from desk.workflow.admission import check_admitted, check_may_act_as

if TYPE_CHECKING:
    from desk.tui.start import Start
    from desk.workflow.desk import Desk

_ESCAPE_DELAY = "25"  # milliseconds; a terminal's own default makes the escape key wait 100


@dataclass(slots=True)
class Sitting:
    """One sitting at a desk: which database, beside which companion."""

    settings: Settings
    path: Path
    login: str | None = None
    inbox: str = ""
    speed: float = 0.0
    now: datetime | None = None
    trouble: str = ""
    _companion: CompanionProcess | None = None
    _running: ExitStack = field(default_factory=ExitStack)

    @property
    def clock(self) -> bootstrap.Clock:
        """The clock of this desk."""
        return bootstrap.fixed_clock(self.now) if self.now else bootstrap.system_clock

    def begin(self) -> None:
        """Start the companion; it has its order once the first rows are painted, or are waited for."""
        self._companion = self._running.enter_context(CompanionProcess(self._order(), self._hear, waits=True))
        bootstrap.remember_desk(self.path)

    def begin_with(self, start: "Start") -> None:
        """Begin as somebody chose who starts for the first time."""
        if start.value == "sample":
            self.inbox = str(locations.sample_inbox())
            self.path = bootstrap.replay_database(self.inbox)
        self.begin()

    def end(self) -> None:
        """End the companion."""
        self._running.close()

    def pages(self) -> QueuePages | None:
        """Open the queues, None while the companion is still making the database.

        Raises:
            WrongUsage: nobody at this desk has the login.
            NotAllowed: this desk does not know the account, or it may not act as this person.
        """
        pages = QueuePages(self.path, now=self.clock)
        if not (pages.ready and pages.logins()):
            self._go()
            return None
        _check_person(pages, self.login)
        pages.login = self.login or pages.first_login(_account())
        return pages

    def open_desk(self) -> "Desk":
        """Open the workflow. Slow; asked for when the first rows are painted."""
        self._go()
        try:
            return bootstrap.open_desk(
                self.settings, self.path, login=self.login, clock=self.clock, sample=bool(self.inbox)
            )
        finally:
            gc.freeze()  # what is imported stays: a search for garbage among all of it held keys up for 60–110 ms

    def _go(self) -> None:
        if self._companion:
            self._companion.go()

    def say_trouble(self) -> str:
        """Return what keeps the companion from its work, in one sentence, empty if nothing does."""
        return self.trouble

    def _order(self) -> bytes:
        return msgspec.json.encode(
            {
                "settings": self.settings,
                "database": str(self.path),
                "sample": bool(self.inbox),
                "inbox": self.inbox,
                "speed": self.speed,
                "start": self.clock(),
                "now": self.now,
            }
        )

    def _hear(self, event: dict[str, Any]) -> None:
        match event["event"]:
            case "failed":
                self.trouble = words().text("cli.companion_failed", sentence=event["sentence"])
            case "died":
                self.trouble = words().text("cli.companion_died")
            case "screening":
                self.trouble = ""
            case _:
                pass


def open_screen(
    settings: Settings,
    path: Path,
    *,
    login: str | None = None,
    inbox: str = "",
    speed: float = 0.0,
    now: datetime | None = None,
) -> None:
    """Sit down at a desk until the person leaves.

    Args:
        settings: what a person set.
        path: the database; if there is none and nothing is replayed, the person is asked how to begin.
        login: who acts.
        inbox: a file to replay into the desk, `speed` times as fast as it was written.
        speed: 0 for at once.
        now: a clock that stands still.

    Raises:
        Refused: the theme or the keys in the settings do not hold.
        WrongUsage: nobody at this desk has the login.
        NotAllowed: this desk does not know the account, or it may not act as this person.
    """
    if path.is_file():
        _check_before(path, login)
    os.environ.setdefault("ESCDELAY", _ESCAPE_DELAY)
    sitting = Sitting(settings, path, login, inbox, speed, now)
    asks = not inbox and not path.exists()
    if not asks:
        sitting.begin()
    try:
        _show(sitting, asks=asks)
    finally:
        sitting.end()


def _check_before(path: Path, login: str | None) -> None:
    """Refuse who may not sit down before the screen opens; a database not yet in order is judged when it is."""
    with closing(QueuePages(path)) as pages, suppress(Unreachable):
        if pages.ready and pages.logins():
            _check_person(pages, login)


def _check_person(pages: QueuePages, login: str | None) -> None:
    """Refuse who may not sit down here: nobody sees a row who may not work on it."""
    logins, sample = pages.logins(), pages.is_sample()
    check_admitted(logins, sample=sample)
    if login:
        check_may_act_as(login, logins, sample=sample)


def _account() -> str:
    """Return who is logged in, empty if the machine has no name for them: a sample desk needs none."""
    try:
        return account()
    except NotAllowed:
        return ""


def _show(sitting: Sitting, *, asks: bool) -> None:
    from desk.tui.app import DeskApp  # noqa: PLC0415  the companion starts while Textual is imported

    app = DeskApp(
        pages=sitting.pages,
        open_desk=sitting.open_desk,
        clock=sitting.clock,
        settings=sitting.settings,
        welcome=sitting.begin_with if asks else None,
        trouble=sitting.say_trouble,
    )
    app.run()
    if app.failure:
        raise app.failure
