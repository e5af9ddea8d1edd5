"""Policies put together from their files: inheritance, versions, and what makes a set of files unfit."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from shutil import copytree

import pytest

from desk import locations
from desk.errors import RuleError
from desk.model.names import Band, HouseKind, Priority, Retention
from desk.policy.documents import PolicyBook, load

_NORM = re.compile(r"§|section|Arts?\.|BGH|BVerwG|recital|Erwägungsgrund|Landespresse|press acts|Hausrecht|house rules")
Edit = Callable[[str, str, str], Path]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped policies."""
    return copytree(locations.shipped_rules() / "policy", tmp_path / "policy")


@pytest.fixture
def edit(folder: Path) -> Edit:
    """Edit one of them by hand."""

    def change(name: str, old: str, new: str) -> Path:
        file = folder / name
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
        return folder

    return change


def refusal(folder: Path) -> RuleError:
    with pytest.raises(RuleError) as refused:
        load(folder)
    return refused.value


def test_a_hospital_inherits_every_row_of_the_insurer_and_a_practice_those_of_the_hospital(shipped: PolicyBook) -> None:
    insurer, hospital, practice = (shipped.of(house) for house in HouseKind)
    assert {row.id for row in insurer.rows} < {row.id for row in hospital.rows} < {row.id for row in practice.rows}


def test_the_matrix_is_complete(shipped: PolicyBook) -> None:
    rows = {row.id for row in shipped.of(HouseKind.PRACTICE).rows}
    assert {f"K{number}" for number in range(1, 33)} | {f"H{number}" for number in range(1, 23)} <= rows


def test_a_row_of_the_same_id_takes_the_place_of_the_inherited_one(shipped: PolicyBook) -> None:
    for house, words in (
        (HouseKind.INSURER, "SGB"),
        (HouseKind.HOSPITAL, "203 StGB"),
        (HouseKind.PRACTICE, "203 StGB"),
    ):
        row = shipped.of(house).row("K7")
        assert row is not None
        assert words in row.clause.de


def test_every_row_says_in_both_languages_on_what_it_rests(shipped: PolicyBook) -> None:
    for row in shipped.of(HouseKind.PRACTICE).rows:
        for sentence in (row.clause.de, row.clause.en):
            assert _NORM.search(sentence), (row.id, sentence)
            assert sentence.endswith(".")


def test_a_policy_is_on_trial_until_somebody_approves_it(shipped: PolicyBook, edit: Edit) -> None:
    assert shipped.of(HouseKind.INSURER).trial
    assert not load(edit("insurer.toml", 'status = "trial"', 'status = "in_force"')).of(HouseKind.INSURER).trial


def test_a_version_changes_with_every_file_it_rests_on(shipped: PolicyBook, edit: Edit) -> None:
    changed = load(edit("hospital.toml", "# The policy of a hospital", "# The policy of the hospital"))
    versions = {house: (shipped.of(house).version, changed.of(house).version) for house in HouseKind}
    assert [house for house, (before, after) in versions.items() if before != after] == ["hospital", "practice"]
    assert versions[HouseKind.HOSPITAL][1].partition("+")[0] == "1"


def test_a_replacement_takes_the_place_of_the_policy_of_its_house(
    shipped: PolicyBook, folder: Path, edit: Edit
) -> None:
    edit("insurer.toml", 'version = "1"', 'version = "2"')
    book = load(locations.shipped_rules() / "policy", folder / "insurer.toml")
    assert book.of(HouseKind.INSURER).version.startswith("2+")
    assert book.of(HouseKind.HOSPITAL).version != shipped.of(HouseKind.HOSPITAL).version


def test_two_rows_of_equal_share_are_refused_by_name(edit: Edit) -> None:
    row = 'when = { dialogue = ["suggestion"] }'
    error = refusal(edit("insurer.toml", row, 'when = { dialogue = ["praise"] }'))
    assert error.key == "policy.errors.tie"
    assert {error.values["first"], error.values["second"]} == {"K29", "K47"}


def test_a_policy_without_its_fallback_row_is_refused(edit: Edit) -> None:
    assert (
        refusal(edit("insurer.toml", 'fallback = true\nallow = ["hold", ', "allow = [")).key == "policy.errors.fallback"
    )


def test_a_house_without_a_policy_is_refused(folder: Path) -> None:
    (folder / "practice.toml").unlink()
    assert refusal(folder).values == {"house": "practice"}


def test_a_policy_that_inherits_from_itself_is_refused(edit: Edit) -> None:
    assert refusal(edit("hospital.toml", 'inherits = "insurer"', 'inherits = "practice"')).key == "policy.errors.circle"


@pytest.mark.parametrize(
    ("old", "part"),
    [
        ('P3 = { first_look = "4 h", answer = "1 working day" }\n', "deadlines.P3"),
        ('notice = { first_look = "4 h", answer = "2 working days" }', "deadlines.notice"),
        ("very_high = 7\n", "bands"),
    ],
)
def test_a_policy_that_lacks_a_part_is_refused_with_its_name(old: str, part: str, edit: Edit) -> None:
    assert refusal(edit("insurer.toml", old, "")).values["part"] == part


@pytest.mark.parametrize("section", ["severity", "four_eyes"])
def test_a_policy_without_a_scale_is_refused(section: str, folder: Path) -> None:
    file = folder / "insurer.toml"
    text = file.read_text(encoding="utf-8")
    start = text.index(f"[{section}]")
    file.write_text(text[:start] + text[text.index("\n\n", start) :], encoding="utf-8")
    assert refusal(folder).values["part"] == section


def test_a_retention_class_that_nobody_described_is_refused(edit: Edit) -> None:
    assert refusal(edit("insurer.toml", 'retention = "RC7"\ntext', 'retention = "RC9"\ntext')).values["part"] == (
        "retention RC7"
    )


@pytest.mark.parametrize(
    ("severity", "band"),
    [
        (0, Band.LOW),
        (2, Band.LOW),
        (3, Band.MEDIUM),
        (5, Band.HIGH),
        (6, Band.HIGH),
        (7, Band.VERY_HIGH),
        (10, Band.VERY_HIGH),
    ],
)
def test_bands_begin_where_the_scale_says(severity: int, band: Band, shipped: PolicyBook) -> None:
    assert shipped.of(HouseKind.INSURER).band(severity) is band


def test_first_looks_grow_from_class_to_class(shipped: PolicyBook) -> None:
    policy = shipped.of(HouseKind.INSURER)
    looks = [policy.first_look(priority, iter(())) for priority in Priority]
    assert looks == sorted(looks)
    assert looks[0] == timedelta(minutes=15)


def test_evidence_is_kept_longer_than_a_harmless_post(shipped: PolicyBook) -> None:
    keeping = shipped.of(HouseKind.INSURER).keeping
    assert keeping[Retention.RC4].text.duration > keeping[Retention.RC1].text.duration
