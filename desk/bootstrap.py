"""The composition root: builds a desk from its settings. The only module that may import every room.

Heavy rooms are imported where they are built, so that a command pays only for what it uses.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from desk import locations
from desk.account import account
from desk.settings import Settings

if TYPE_CHECKING:
    from desk.replies.templates import Profiles
    from desk.screening.engine import Engine
    from desk.store.database import Store
    from desk.workflow.desk import Desk
    from desk.workflow.views import Actor

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """Return now."""
    return datetime.now(UTC)


def fixed_clock(moment: datetime) -> Clock:
    """Return a clock that stands still."""
    return lambda: moment


def database_path(settings: Settings) -> Path:
    """Return the file of the desk in force: the one named, else the one used last, else the one in the data folder."""
    from desk.store.location import path_of  # noqa: PLC0415

    return path_of(settings.database) if settings.database else last_desk() or locations.data_folder() / "desk.db"


def last_desk() -> Path | None:
    """Return the database that was opened last, None on a first start."""
    try:
        path = Path(_last_file().read_text(encoding="utf-8").strip())
    except (OSError, UnicodeDecodeError):
        return None
    return path if path.is_file() else None


def remember_desk(path: Path) -> None:
    """Remember which database was opened."""
    locations.private_folder(_last_file().parent)
    _last_file().write_text(f"{path}\n", encoding="utf-8")


def replay_database(inbox: str) -> Path:
    """Return the database for a replay if nobody names one: its own, where invented posts meet no real ones."""
    name = "standard-input" if inbox == "-" else Path(inbox).stem
    return locations.data_folder() / f"replay-{name}.db"


def _last_file() -> Path:
    return locations.state_folder() / "last_desk"


def engine(settings: Settings) -> "Engine":
    """Build the screening engine with the rules in force. Imports spaCy."""
    from desk.screening.cache import ready  # noqa: PLC0415
    from desk.screening.engine import Engine  # noqa: PLC0415

    return Engine(*ready(settings.rules_folder, locations.cache_folder()))


def open_store(path: Path) -> "Store":
    """Open a database and bring it up to date."""
    from desk.store.database import Store  # noqa: PLC0415
    from desk.store.upgrade import is_current, upgrade  # noqa: PLC0415

    store = Store(path)
    if not is_current(store):
        upgrade(store)
    return store


def open_desk(
    settings: Settings,
    path: Path,
    *,
    login: str | None = None,
    clock: Clock = system_clock,
    sample: bool = False,
) -> "Desk":
    """Open a desk; a new one gets its houses and its first person, a sample desk its synthetic people.

    Imports SQLModel.

    Raises:
        WrongUsage: nobody has this login. NotAllowed: this desk does not know the account, or it may not act as this
        person.
        RuleError: a policy or template file does not hold. Unreachable: the database can't be opened.
    """
    from desk.channels.file_sink import FileSink  # noqa: PLC0415
    from desk.policy.documents import load as load_policies  # noqa: PLC0415
    from desk.replies.templates import load as load_templates  # noqa: PLC0415
    from desk.workflow.desk import Desk  # noqa: PLC0415
    from desk.workflow.workplace import Workplace  # noqa: PLC0415

    rules = settings.rules_folder
    policies = load_policies(rules / "policy", Path(settings.policy) if settings.policy else None)
    templates = load_templates(rules / "replies")
    store = open_store(path)
    _settle(store, templates.sample_profiles, sample=sample)
    place = Workplace(
        actor=_first_actor(store),
        clock=clock,
        policies=policies,
        hold=timedelta(seconds=settings.timing.hold),
        lease=timedelta(seconds=settings.timing.lease),
    )
    desk = Desk(store, place, templates, FileSink(path.with_name("outbox.jsonl")))
    if login:
        desk.act_as(login)
    return desk


def _settle(store: "Store", profiles: "Profiles", *, sample: bool) -> None:
    from desk.workflow import settling  # noqa: PLC0415

    with store.reading() as session:
        if settling.is_settled(session):
            return
    with store.transaction() as session:
        if settling.is_settled(session):
            return
        if sample:
            settling.settle_sample(session, profiles)
        else:
            settling.settle_owner(session, account())


def _first_actor(store: "Store") -> "Actor":
    """Who sits down at this desk."""
    from desk.workflow import settling  # noqa: PLC0415

    with store.reading() as session:
        return settling.first_actor(session)
