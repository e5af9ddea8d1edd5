"""Policy files that do not hold are refused with file, row and the nearest valid name."""

from collections.abc import Callable
from pathlib import Path

import pytest

from desk import locations
from desk.errors import RuleError
from desk.policy.reading import read

Edit = Callable[..., Path]


@pytest.fixture
def edited(tmp_path: Path) -> Edit:
    """The shipped policy of the insurer, edited by hand."""
    shipped = (locations.shipped_rules() / "policy" / "insurer.toml").read_text(encoding="utf-8")

    def edit(old: str, new: str, *, count: int = 1) -> Path:
        assert old in shipped
        file = tmp_path / "insurer.toml"
        file.write_text(shipped.replace(old, new, count), encoding="utf-8")
        return file

    return edit


def refusal(file: Path) -> RuleError:
    with pytest.raises(RuleError) as refused:
        read(file)
    return refused.value


def test_a_mistyped_key_of_a_row_names_file_row_and_the_nearest_key(edited: Edit) -> None:
    error = refusal(edited('retention = "RC1"\nclause', 'retension = "RC1"\nclause'))
    assert error.key == "policy.errors.unknown_key"
    assert error.values == {"file": "insurer.toml", "row": "K1", "key": "retension", "nearest": "retention"}
    assert "retension" in str(error)
    assert "retention" in str(error)


def test_a_mistyped_key_of_a_condition_is_refused_as_well(edited: Edit) -> None:
    error = refusal(edited("identifiability_max = 1 }\nallow", "identifiability_maxi = 1 }\nallow"))
    assert (error.values["row"], error.values["nearest"]) == ("K3", "identifiability_max")


def test_a_name_nobody_knows_is_refused_with_the_nearest_one(edited: Edit) -> None:
    error = refusal(edited('"sick_leave"], subjects', '"sik_leave"], subjects'))
    assert error.key == "policy.errors.unknown_name"
    assert (error.values["name"], error.values["nearest"]) == ("sik_leave", "sick_leave")


def test_an_unknown_key_outside_the_rows_is_refused(edited: Edit) -> None:
    assert refusal(edited("[head]", "[head]\nsubtitle = 1")).values["key"] == "subtitle"


def test_a_span_of_time_without_a_known_unit_is_refused(edited: Edit) -> None:
    assert refusal(edited('first_look = "15 min"', 'first_look = "15 moments"')).key == "policy.errors.invalid"


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('id = "K2"', 'id = "K1"', "duplicate"),
        ('id = "data_breach"\n', 'id = "emergency"\n', "duplicate"),
        ('no_match = [{ dialogue = ["question_case"] }, { dialogue = ["praise"] }]', "no_match = []", "no_examples"),
        ('when = { dialogue = ["question_general", "question_benefit"] }\nallow', "when = []\nallow", "no_condition"),
        ('decides = ["mod", "smod"]', "decides = []", "no_decider"),
        ('grounds = ["G-6", "G-7"]\n', "", "no_ground"),
        ('allow = ["reply", "approve", "knowledge"]', 'allow = ["reply", "hide"]', "no_ground"),
        ('allow = ["reply", "refer", "approve"]\n', 'allow = ["hide"]\ngrounds = ["G-4"]\n', "hides_criticism"),
        ('allow = ["reply", "escalate", "seal"]\n', 'allow = ["reply"]\n', "urgent_alone"),
    ],
)
def test_a_row_that_does_not_hold_is_refused(old: str, new: str, key: str, edited: Edit) -> None:
    assert refusal(edited(old, new)).key == f"policy.errors.{key}"


def test_a_proposed_row_needs_its_reason(edited: Edit) -> None:
    reason = 'reason = "The matrix speaks of posts without any finding only where they ask a question (K1)."'
    error = refusal(edited(reason, 'reason = ""'))
    assert (error.key, error.values["row"]) == ("policy.errors.no_reason", "K33")


@pytest.mark.parametrize("content", [b"[head", b"\xff\xfe", None])
def test_a_file_that_is_no_toml_or_not_there_is_refused(content: bytes | None, tmp_path: Path) -> None:
    file = tmp_path / "insurer.toml"
    if content is not None:
        file.write_bytes(content)
    assert refusal(file).key == "policy.errors.unreadable"


def test_every_refusal_has_a_sentence_in_the_language_of_the_person(edited: Edit) -> None:
    assert "K1" in str(refusal(edited('id = "K2"', 'id = "K1"')))
