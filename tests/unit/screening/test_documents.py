"""Rule documents."""

from typing import get_args

from desk.model.names import Category, Subject
from desk.screening.documents import LABELS, MENTIONED, WEIGHTS, Rule, SubjectName
from desk.screening.example_posts import Example, examples


def test_subjects_of_rules_are_those_of_the_model_and_one_that_points_back() -> None:
    assert set(get_args(SubjectName)) == {*Subject, MENTIONED}


def test_every_category_has_base_points() -> None:
    assert set(WEIGHTS) == set(Category) == LABELS["health"]


def test_a_rule_has_its_own_points_or_those_of_its_category() -> None:
    plain = Rule(id="x", description="x", axis="health", language="de", category="infection")
    heavy = Rule(id="x", description="x", axis="health", language="de", category="infection", weight=4)
    mood = Rule(id="x", description="x", axis="sentiment", language="de", weight=3)
    assert (plain.points, heavy.points, mood.points) == (2, 4, 0)


def test_examples_come_in_one_form() -> None:
    assert examples(("a", Example("b", parent="c"))) == [Example("a"), Example("b", parent="c")]
