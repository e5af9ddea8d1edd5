"""Which grounds findings offer, and when a person has to name one."""

from typing import Any

import pytest

from desk.model.names import Action, Ground
from desk.policy.grounds import needs_ground


@pytest.mark.parametrize(
    ("labels", "grounds"),
    [
        ({"categories": ["symptom"], "subject": "identified_person"}, ("G-1",)),
        ({"categories": ["symptom"], "subject": "relative"}, ()),
        ({"categories": ["symptom"], "subject": "relative", "identifiability": 2}, ("G-1",)),
        ({"categories": ["symptom"], "subject": "child", "identifiability": 2}, ("G-1", "G-8")),
        ({"categories": ["mental_health"], "weight": 3, "identifiability": 2}, ("G-2",)),
        ({"categories": ["mental_health"], "weight": 3, "identifiability": 1}, ()),
        ({"identifiers": ["kvnr"], "identifiability": 4}, ("G-2",)),
        ({"conduct": ["doxxing"]}, ("G-3",)),
        ({"conduct": ["insult"]}, ("G-4",)),
        ({"conduct": ["misinformation"]}, ("G-5",)),
        ({"urgency": ["self_harm"]}, ("G-5",)),
        ({"conduct": ["spam"]}, ("G-6",)),
        ({"conduct": ["advertising"]}, ("G-7",)),
        ({"urgency": ["child_protection"]}, ("G-8",)),
        ({"conduct": ["image_rights"]}, ("G-3", "G-9")),
        ({"conduct": ["off_topic"]}, ()),
        ({"identifiers": ["person_name"], "identifiability": 3, "dialogue": ["criticism"]}, ()),
    ],
)
def test_findings_offer_the_grounds_of_the_closed_list(
    labels: dict[str, Any], grounds: tuple[str, ...], ask: Any
) -> None:
    assert ask(**labels).grounds == grounds


def test_a_house_under_private_law_may_act_on_off_topic_flooding(ask: Any) -> None:
    assert ask("hospital", conduct=["off_topic"]).grounds == (Ground.OFF_TOPIC_FLOODING,)


def test_a_hospital_protects_the_mentally_ill_earlier(ask: Any) -> None:
    labels: dict[str, Any] = {"categories": ["mental_health"], "weight": 3, "identifiability": 1}
    assert Action.HIDE in ask("hospital", **labels).actions
    assert Action.HIDE not in ask("insurer", **labels).actions


def test_every_restriction_needs_a_ground_but_the_provisional_hold_of_what_nobody_could_check(ask: Any) -> None:
    unchecked = ask(checked=False, premoderated=True)
    third = ask(categories=["symptom"], subject="identified_person", premoderated=True)
    assert not needs_ground(Action.HOLD, unchecked)
    assert needs_ground(Action.HOLD, third)
    assert needs_ground(Action.HIDE, unchecked)
    assert not needs_ground(Action.REPLY, third)
