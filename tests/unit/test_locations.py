import stat
from pathlib import Path

import platformdirs
import pytest

from desk import locations


def test_desk_home_moves_everything_into_one_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DESK_HOME", str(tmp_path))
    folders = [
        locations.config_folder(),
        locations.data_folder(),
        locations.state_folder(),
        locations.cache_folder(),
    ]
    assert folders == [tmp_path / name for name in ("config", "data", "state", "cache")]


def test_without_it_each_lies_where_the_system_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DESK_HOME")
    assert locations.config_folder() == platformdirs.user_config_path("desk")
    assert locations.data_folder() == platformdirs.user_data_path("desk")
    assert locations.state_folder() == platformdirs.user_state_path("desk")
    assert locations.cache_folder() == platformdirs.user_cache_path("desk")


def test_an_empty_desk_home_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DESK_HOME", "")
    assert locations.data_folder() == platformdirs.user_data_path("desk")


def test_a_tilde_is_the_home_of_the_person(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/kim")
    monkeypatch.setenv("DESK_HOME", "~/desk")
    assert locations.data_folder() == Path("/home/kim/desk/data")


def test_to_ask_where_something_lies_makes_no_folder() -> None:
    assert not locations.data_folder().exists()
    assert not locations.state_folder().exists()


def test_a_private_folder_is_for_its_owner_only(tmp_path: Path) -> None:
    folder = locations.private_folder(tmp_path / "a" / "b")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert locations.private_folder(folder) == folder


def test_a_folder_that_others_share_is_left_as_it_is(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir(0o755)
    shared.chmod(0o755)
    locations.private_folder(shared)
    assert stat.S_IMODE(shared.stat().st_mode) == 0o755


def test_the_rules_that_came_with_the_desk_are_there() -> None:
    assert (locations.shipped_rules() / "policy").is_dir()
