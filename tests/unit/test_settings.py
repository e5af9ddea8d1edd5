import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from desk import locations
from desk.errors import Refused
from desk.settings import Settings, Timing, default_file, load, schema


def written(text: str) -> Path:
    file = default_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def test_without_file_variables_and_options_the_defaults_hold() -> None:
    assert load() == Settings()
    assert load().timing == Timing(hold=10, lease=300, poll=0.5)


def test_the_file_goes_before_the_defaults() -> None:
    written('lang = "en"\n[timing]\nhold = 5\n[keys]\napprove = "y"\n')
    settings = load()
    assert (settings.lang, settings.timing.hold, settings.timing.lease) == ("en", 5, 300)
    assert settings.keys == {"approve": "y"}


def test_a_variable_goes_before_the_file_and_an_option_before_both(monkeypatch: pytest.MonkeyPatch) -> None:
    written('lang = "en"\ntheme = "a"\ndatabase = "a.db"\n')
    monkeypatch.setenv("DESK_THEME", "b")
    monkeypatch.setenv("DESK_DATABASE", "b.db")
    settings = load(database="c.db", theme=None)
    assert (settings.lang, settings.theme, settings.database) == ("en", "b", "c.db")


def test_an_empty_variable_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    written('lang = "en"\n')
    monkeypatch.setenv("DESK_LANG", "")
    assert load().lang == "en"


def test_a_named_file_takes_the_place_of_the_default_one(tmp_path: Path) -> None:
    written('lang = "en"\ntheme = "a"\n')
    other = tmp_path / "other.toml"
    other.write_text('lang = "de-CH"\n', encoding="utf-8")
    assert load(other) == Settings(lang="de-CH")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('langg = "de"', "lang"),
        ("[timing]\nholdd = 3", "hold"),
        ('themes = "x"', "theme"),
    ],
)
def test_an_unknown_key_is_refused_with_the_nearest_valid_one(text: str, named: str) -> None:
    written(text)
    with pytest.raises(Refused) as refused:
        load()
    assert str(refused.value.values["problem"]).endswith(f"→ {named}?")


@pytest.mark.parametrize(
    "text",
    [
        "lang = 5",
        'animations = "ja"',
        "keys = []",
        "keys = {approve = 1}",
        "timing = 3",
        '[timing]\nhold = "lang"',
        "[timing]\nhold = -1",
        "[timing]\nhold = nan",
        "[timing]\nhold = inf",
        "[timing]\nhold = 1e300",
        "[timing]\nlease = 0",
        "[timing]\nlease = -5",
        "[timing]\npoll = 0",
        "[timing]\npoll = -1",
        "kein toml",
        'lang = "de"\nlang = "en"',
        "lang = 'ä",
    ],
)
def test_a_value_that_cannot_hold_is_refused_with_the_file(text: str) -> None:
    file = written(text)
    with pytest.raises(Refused) as refused:
        load()
    assert refused.value.values["file"] == file
    assert str(file) in str(refused.value)


@pytest.mark.parametrize("content", [b"\xff\xfe", b"\x00"])
def test_a_file_that_is_no_text_is_refused(content: bytes) -> None:
    written("").write_bytes(content)
    with pytest.raises(Refused):
        load()


@pytest.mark.parametrize("name", ["nowhere.toml", "."])
def test_a_named_file_that_is_none_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        load(tmp_path / name)
    assert refused.value.exit_code == 1


def test_the_rules_are_those_that_came_with_the_desk_unless_somebody_says_otherwise(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HOME", "/home/kim")
    assert Settings().rules_folder == locations.shipped_rules()
    assert Settings(rules="~/rules").rules_folder == Path("/home/kim/rules")


def test_two_settings_share_no_keys() -> None:
    assert Settings().keys is not Settings().keys


def test_settings_travel_to_the_companion_and_back() -> None:
    settings = Settings(lang="de-AT", keys={"approve": "y"}, timing=Timing(hold=3))
    assert msgspec.json.decode(msgspec.json.encode(settings), type=Settings) == settings


def test_the_schema_names_every_setting() -> None:
    told: dict[str, Any] = schema()
    assert json.loads(json.dumps(told)) == told
    assert set(told["$defs"]["Settings"]["properties"]) == set(Settings.__struct_fields__)
    assert set(told["$defs"]["Timing"]["properties"]) == set(Timing.__struct_fields__)
