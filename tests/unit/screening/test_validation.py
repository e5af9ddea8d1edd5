"""What a rule must hold beyond its types."""

from typing import Any

import pytest

from desk.model.names import Identifiability, IdentifierType
from desk.screening.documents import IdentifierRule, Rule
from desk.screening.validation import problems_of
from desk.screening.word_lists import WordLists

LISTS = WordLists({"de": {"KIN": ("mutter",)}})


def rule(**more: Any) -> Rule:
    values: dict[str, Any] = {
        "id": "de.x", "description": "x", "axis": "health", "language": "de", "category": "diagnosis",
        "terms": ("rheuma",), "match": ("Ja",), "no_match": ("Nein",),
    }  # fmt: skip
    return Rule(**values | more)


def number(**more: Any) -> IdentifierRule:
    values: dict[str, Any] = {
        "id": "any.x", "type": IdentifierType.KVNR, "description": "x", "shape": r"\d{3}",
        "level": Identifiability.NUMBERED, "match": ("Ja",), "no_match": ("Nein",),
    }  # fmt: skip
    return IdentifierRule(**values | more)


def said(one: Rule | IdentifierRule) -> list[tuple[str, str, str]]:
    return [(problem.code, problem.key, problem.nearest) for problem in problems_of(one, "x.toml", LISTS)]


@pytest.mark.parametrize(
    "one", [rule(), number(), rule(axis="status", category="", status="negated", terms=(), patterns=("kein",))]
)
def test_a_rule_that_holds_has_no_problem(one: Rule | IdentifierRule) -> None:
    assert said(one) == []


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ({"match": ()}, ("no_examples", "match", "")),
        ({"no_match": ()}, ("no_examples", "no_match", "")),
        ({"category": "diagnose"}, ("unknown_value", "category = diagnose", "diagnosis")),
        ({"category": ""}, ("unknown_value", "category = ", "")),
        ({"terms": ()}, ("missing_key", "terms", "")),
        ({"terms": ("*",)}, ("empty", "terms: *", "")),
        ({"terms": ("su*zid",)}, ("star_inside", "terms: su*zid", "")),
        ({"except_": ("{KINN}",)}, ("unknown_list", "except: KINN", "KIN")),
        ({"near": ("{diagnose}",)}, ("unknown_list", "near: diagnose", "diagnosis")),
        ({"patterns": ("(a",)}, ("bracket", "patterns: (a", "")),
        ({"patterns": ("{helth} da",)}, ("unknown_label", "patterns: helth", "health")),
        ({"patterns": ("{KINN} da",)}, ("unknown_list", "patterns: KINN", "KIN")),
        ({"status": "negated"}, ("misplaced", "status", "")),
        ({"axis": "status", "category": "", "terms": (), "patterns": ("kein",)}, ("missing_key", "status", "")),
        (
            {"axis": "status", "category": "", "status": "negated"},
            ("misplaced", "terms", ""),
        ),
    ],
)
def test_what_does_not_hold_is_said(more: dict[str, Any], problem: tuple[str, str, str]) -> None:
    assert problem in said(rule(**more))


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ({"check": "kvn"}, ("unknown_value", "check = kvn", "kvnr")),
        ({"needs": "check"}, ("missing_key", "check", "")),
        ({"needs": "context"}, ("missing_key", "context", "")),
        ({"shape": r"\d+"}, ("unbounded", r"shape: \d+", "")),
        ({"shape": "{KINN}"}, ("unknown_list", "shape: KINN", "KIN")),
        ({"context": ("*",)}, ("empty", "context: *", "")),
    ],
)
def test_what_does_not_hold_of_a_number_is_said(more: dict[str, Any], problem: tuple[str, str, str]) -> None:
    assert problem in said(number(**more))
