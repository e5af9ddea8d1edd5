"""Every name of the desk has a name for people, in both languages."""

import tomllib
from enum import Enum
from importlib import resources

import pytest

from desk.language.words import LANGUAGES, Words
from desk.model import names

KINDS: dict[str, type[Enum]] = {
    "axis": names.Axis,
    "category": names.Category,
    "status": names.Status,
    "subject": names.Subject,
    "identifier_type": names.IdentifierType,
    "urgency": names.Urgency,
    "conduct": names.Conduct,
    "dialogue": names.Dialogue,
    "sentiment": names.Sentiment,
    "identifiability": names.Identifiability,
    "band": names.Band,
    "priority": names.Priority,
    "action": names.Action,
    "ground": names.Ground,
    "retention": names.Retention,
    "role": names.Role,
    "state": names.State,
    "effect_state": names.EffectState,
    "channel_kind": names.ChannelKind,
    "house_kind": names.HouseKind,
    "queue": names.Queue,
}
_LONGEST = 40


def test_no_enumeration_is_forgotten() -> None:
    enumerations = {kind for kind in vars(names).values() if isinstance(kind, type) and issubclass(kind, Enum)}
    assert {kind for kind in enumerations if len(kind)} == set(KINDS.values())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_member_has_a_short_name(kind: str, language: str) -> None:
    words = Words(language)
    for member in KINDS[kind]:
        name = words.name(kind, str(member.value))
        assert name != f"names.{kind}.{member.value}"
        assert 0 < len(name) <= _LONGEST


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_name_stands_for_something_that_is_gone(language: str) -> None:
    file = resources.files("desk.language") / language / "names.toml"
    written = tomllib.loads(file.read_text(encoding="utf-8"))
    assert {kind: set(table) for kind, table in written.items()} == {
        kind: {str(member.value) for member in members} for kind, members in KINDS.items()
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_no_two_members_share_a_name(kind: str, language: str) -> None:
    named = [Words(language).name(kind, str(member.value)) for member in KINDS[kind]]
    assert len(named) == len(set(named))
