import pwd
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import select

from desk import bootstrap
from desk.errors import NotAllowed
from desk.model.names import Role
from desk.model.tables import Staff
from desk.settings import Settings
from desk.store.database import Store
from desk.workflow import settling
from desk.workflow.desk import Desk
from tests.fakes import HOUSE

HOUSES_OF_TESTS = Settings(rules=str(HOUSE))


@pytest.fixture
def real(database: Path) -> Iterator[Store]:
    """A real desk that the account `kim` made."""
    store = bootstrap.open_store(database)
    with store.transaction() as session:
        settling.settle_owner(session, "kim")
    yield store
    store.close()


@pytest.fixture
def nameless(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that knows no name for who is logged in, as in a container without a password file."""

    def unknown(uid: int) -> pwd.struct_passwd:
        raise KeyError(uid)

    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(pwd, "getpwuid", unknown)


def sit_down(path: Path, *, login: str | None = None, sample: bool = False) -> Desk:
    desk = bootstrap.open_desk(HOUSES_OF_TESTS, path, login=login, sample=sample)
    desk.store.close()
    return desk


def refused(path: Path, login: str | None = None) -> NotAllowed:
    with pytest.raises(NotAllowed) as error:
        sit_down(path, login=login)
    assert str(error.value) != error.value.key
    return error.value


def test_the_account_that_opens_a_new_desk_is_its_first_person(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "kim")
    assert sit_down(database).actor.login == "kim"
    assert sit_down(database).actor.role is Role.LEAD


@pytest.mark.parametrize("login", [None, "kim", "mallory"])
def test_an_account_that_a_real_desk_does_not_know_is_refused_and_acts_as_nobody(
    real: Store, monkeypatch: pytest.MonkeyPatch, login: str | None
) -> None:
    monkeypatch.setenv("LOGNAME", "mallory")
    error = refused(real.path, login)
    assert (error.key, error.values["login"]) == ("workflow.unknown_account", "mallory")


def test_somebody_who_left_a_real_desk_no_longer_opens_it(real: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "kim")
    with real.transaction() as session:
        session.exec(select(Staff)).one().active = False
    assert refused(real.path).key == "workflow.unknown_account"


def test_a_sample_desk_opens_as_its_lead_whoever_is_logged_in(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "mallory")
    assert sit_down(store.path).actor.login == "leitung"
    assert sit_down(store.path, login="moderation").actor.role is Role.MODERATOR


@pytest.mark.usefixtures("nameless")
def test_a_machine_without_a_name_for_the_account_is_told_in_one_sentence(real: Store, database: Path) -> None:
    assert refused(real.path).key == "workflow.no_account"
    assert refused(database.with_name("new.db")).key == "workflow.no_account"


@pytest.mark.usefixtures("nameless")
def test_a_sample_desk_needs_no_name_for_the_account(database: Path) -> None:
    assert sit_down(database, sample=True).actor.login == "leitung"
    assert sit_down(database, login="datenschutz").actor.login == "datenschutz"
