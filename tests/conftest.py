"""What every test stands on: a folder of its own, German, a clock that stands still, and a desk on a real database."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from desk.language.words import speak
from desk.model.names import Role
from tests.fakes import HOUSE, MarkerScreener, Network, StoppedClock, incoming

if TYPE_CHECKING:
    from desk.policy.documents import PolicyBook
    from desk.store.database import Store
    from desk.workflow.desk import Desk
    from desk.workflow.workplace import Workplace

Opener = Callable[[str], "Desk"]


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the folders of whoever runs it."""
    for name in ("DATABASE", "LANG", "RULES", "POLICY", "THEME"):
        monkeypatch.delenv(f"DESK_{name}", raising=False)
    monkeypatch.setenv("DESK_HOME", str(tmp_path / "home"))


@pytest.fixture(autouse=True)
def _german() -> None:
    """Sentences are German, whatever the machine speaks."""
    speak("de")


@pytest.fixture
def clock() -> StoppedClock:
    """Noon of a Monday, until the test moves it."""
    return StoppedClock()


@pytest.fixture
def screener() -> MarkerScreener:
    """Finds markers in the text."""
    return MarkerScreener()


@pytest.fixture
def network() -> Network:
    """A publisher in memory."""
    return Network()


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Where the test's database lies."""
    return tmp_path / "data" / "desk.db"


@pytest.fixture
def store(database: Path) -> Iterator["Store"]:
    """An up-to-date database with the people of a sample desk."""
    from desk import bootstrap  # noqa: PLC0415  most tests need no database
    from desk.workflow import settling  # noqa: PLC0415

    store = bootstrap.open_store(database)
    with store.transaction() as session:
        settling.settle_sample(session, {"insurer": {"name": "Musterkasse"}, "hospital": {}, "practice": {}})
    yield store
    store.close()


@pytest.fixture(scope="session")
def policies() -> "PolicyBook":
    """The policies of the small house."""
    from desk.policy.documents import load  # noqa: PLC0415

    return load(HOUSE / "policy")


@pytest.fixture
def place(store: "Store", policies: "PolicyBook", clock: StoppedClock) -> "Workplace":
    """The surroundings of the lead: ten seconds of hold, five minutes of lease."""
    from desk.workflow import settling  # noqa: PLC0415
    from desk.workflow.workplace import Workplace  # noqa: PLC0415

    with store.reading() as session:
        lead = next(person for person in settling.people(session) if person.role is Role.LEAD)
    return Workplace(actor=lead, clock=clock, policies=policies, hold=timedelta(seconds=10), lease=timedelta(minutes=5))


@pytest.fixture
def sit_down(store: "Store", place: "Workplace", network: Network) -> Opener:
    """Seat a person at the desk: `sit_down("moderation")`. All share database, clock and network."""
    from desk.replies.templates import load  # noqa: PLC0415
    from desk.workflow.desk import Desk  # noqa: PLC0415

    templates = load(HOUSE / "replies")

    def seat(login: str) -> "Desk":
        desk = Desk(store, place, templates, network)
        desk.act_as(login)
        return desk

    return seat


@pytest.fixture
def desk(sit_down: Opener) -> "Desk":
    """The desk of the lead."""
    return sit_down("leitung")


@pytest.fixture
def opened(desk: "Desk", screener: MarkerScreener) -> Callable[..., str]:
    """Bring a post to the desk and screen it: `opened("p1", "[ich] huste")`."""

    def bring(key: str = "p1", text: str = "Guten Tag", **more: Any) -> str:
        desk.receive([(incoming(key, text, **more), desk.place.now)])
        desk.screen_waiting(screener)
        return key

    return bring
