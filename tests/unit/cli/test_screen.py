from pathlib import Path

import pytest

from desk import bootstrap
from desk.cli.screen import Sitting, open_screen
from desk.errors import NotAllowed, WrongUsage
from desk.settings import Settings
from desk.workflow import settling


def _real_desk(path: Path) -> Path:
    store = bootstrap.open_store(path)
    with store.transaction() as session:
        settling.settle_owner(session, "kim")
    store.close()
    return path


@pytest.mark.parametrize(("account", "login"), [("mallory", None), ("mallory", "kim"), ("kim", "mallory")])
def test_an_account_that_a_real_desk_does_not_know_is_refused_before_the_screen_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, account: str, login: str | None
) -> None:
    monkeypatch.setenv("LOGNAME", account)
    path = _real_desk(tmp_path / "real.db")
    with pytest.raises((NotAllowed, WrongUsage)) as refused:
        open_screen(Settings(), path, login=login)
    assert refused.value.values["login"] == "mallory"
    assert bootstrap.last_desk() is None


def test_rows_of_a_desk_made_meanwhile_are_shown_to_nobody_it_does_not_know(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "kim")
    sitting = Sitting(Settings(), tmp_path / "real.db")
    assert sitting.pages() is None
    _real_desk(sitting.path)
    pages = sitting.pages()
    assert pages
    assert pages.login == "kim"
    pages.close()
    monkeypatch.setenv("LOGNAME", "mallory")
    with pytest.raises(NotAllowed) as refused:
        sitting.pages()
    assert refused.value.key == "workflow.unknown_account"


def test_a_desk_that_nobody_settled_is_not_ready(tmp_path: Path) -> None:
    sitting = Sitting(Settings(), tmp_path / "new.db")
    bootstrap.open_store(sitting.path).close()
    assert sitting.pages() is None


def test_a_login_that_nobody_has_is_refused_before_the_screen_opens(replayed: Path) -> None:
    path = bootstrap.last_desk()
    assert path
    with pytest.raises(WrongUsage) as refused:
        open_screen(Settings(), path, login="niemand")
    assert (refused.value.exit_code, refused.value.values["login"]) == (2, "niemand")


def test_the_first_rows_are_those_of_whoever_sits_down(replayed: Path) -> None:
    path = bootstrap.last_desk()
    assert path
    for asked, login in ((None, "leitung"), ("moderation", "moderation")):
        pages = Sitting(Settings(), path, asked).pages()
        assert pages
        assert pages.login == login
        pages.close()
