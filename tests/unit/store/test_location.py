from pathlib import Path

import pytest

from desk.errors import WrongUsage
from desk.store.location import path_of


@pytest.mark.parametrize(
    ("database", "path"),
    [
        ("/srv/desk.db", "/srv/desk.db"),
        ("sqlite:////srv/desk.db", "/srv/desk.db"),
        ("sqlite+pysqlite:////srv/desk.db", "/srv/desk.db"),
        ("/srv/50%/a?b#c.db", "/srv/50%/a?b#c.db"),
    ],
)
def test_a_path_and_a_url_name_the_same_file(database: str, path: str) -> None:
    assert path_of(database) == Path(path)


@pytest.mark.parametrize("database", ["desk.db", "sqlite:///desk.db"])
def test_a_relative_path_starts_where_the_person_stands(
    database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert path_of(database) == tmp_path / "desk.db"


def test_a_tilde_is_the_home_of_the_person(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/kim")
    assert path_of("~/desk.db") == Path("/home/kim/desk.db")


@pytest.mark.parametrize("database", ["postgresql://kim:geheim@db/desk", "sqlite://", "sqlite:///", "http://x/y"])
def test_what_is_no_sqlite_file_is_refused_without_its_password(database: str) -> None:
    with pytest.raises(WrongUsage) as refused:
        path_of(database)
    assert "geheim" not in str(refused.value) + repr(refused.value.values)
