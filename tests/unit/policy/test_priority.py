"""The most urgent class or row decides, and each is named."""

from typing import Any

import pytest

from desk.model.names import Priority


@pytest.mark.parametrize(
    ("labels", "priority"),
    [
        ({"urgency": ["threat_to_house"]}, Priority.P0),
        ({"urgency": ["data_breach"]}, Priority.P1),
        ({"identifiers": ["iban"], "identifiability": 4}, Priority.P1),
        ({"categories": ["symptom"], "subject": "child", "identifiability": 2}, Priority.P1),
        ({"categories": ["symptom"], "subject": "child", "weight": 1}, Priority.P2),
        ({"categories": ["finding"], "weight": 4, "identifiability": 3}, Priority.P1),
        ({"categories": ["finding"], "identifiability": 3}, Priority.P2),
        ({"conduct": ["hate"]}, Priority.P2),
        ({"conduct": ["press"]}, Priority.P2),
        ({"urgency": ["care_gap"]}, Priority.P2),
        ({"dialogue": ["question_case"]}, Priority.P3),
        ({"dialogue": ["complaint"]}, Priority.P3),
        ({"dialogue": ["question_general"]}, Priority.P4),
        ({"dialogue": ["suggestion"]}, Priority.P4),
        ({"categories": ["care_contact"], "weight": 1, "subject": "group"}, Priority.P4),
        ({"dialogue": ["praise"]}, Priority.P5),
        ({"dialogue": ["empty"]}, Priority.P5),
        ({"dialogue": ["praise", "complaint"]}, Priority.P3),
    ],
)
def test_the_most_urgent_class_or_row_decides(labels: dict[str, Any], priority: Priority, ask: Any) -> None:
    assert ask(**labels).priority is priority


def test_priority_names_its_classes_and_rows_with_0_points_the_most_urgent_first(ask: Any) -> None:
    reasons = ask(dialogue=["complaint"], conduct=["insult"]).reasons
    assert {points.points for points in reasons} == {0}
    assert [(points.reason.code, points.reason.words) for points in reasons] == [
        ("policy.class.abuse", ("P2",)),
        ("policy.priority.row", ("K19 (P2)",)),
        ("policy.class.criticism", ("P3",)),
        ("policy.priority.row", ("K17 (P3)",)),
    ]
