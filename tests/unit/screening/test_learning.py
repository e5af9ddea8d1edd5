"""The second witness learns what is there to be learnt, and says nothing of what is not."""

import pytest

from desk.model.findings import Utterance
from desk.screening.documents import RuleSet
from desk.screening.evidence import of_findings, of_text
from desk.screening.learning import Pupil, School
from desk.screening.witness import DISCLOSURE, Lessons, Witness, WitnessRule


def pupils(count: int) -> list[Pupil]:
    ill = [Pupil(of_text(["mir", "ist", "übel", f"w{n}"], []), {}, frozenset({DISCLOSURE}), True) for n in range(count)]
    well = [Pupil(of_text(["der", "zug", "kam", f"v{n}"], []), {}, frozenset(), True) for n in range(count)]
    return ill + well


def test_what_tells_two_kinds_of_posts_apart_is_learnt() -> None:
    lesson = School(pupils(20)).learn(DISCLOSURE)
    assert lesson is not None
    asked = Witness(
        WitnessRule(id="w", description="", weights="", aside_below=0.2, speaks_from=0.6),
        Lessons({}, {"disclosure": lesson}),
    )
    findings = of_findings([])
    said = [asked.hear(of_text(words, []), findings)[DISCLOSURE] for words in (["übel", "ist"], ["zug", "kam"])]
    assert said[0].probability > 0.5 > said[1].probability
    assert said[0].holds


def test_a_feature_of_one_post_alone_is_not_learnt() -> None:
    lesson = School(pupils(20)).learn(DISCLOSURE)
    assert lesson is not None
    assert "word:übel" in lesson.text.weights
    assert "word:w3" not in lesson.text.weights


@pytest.mark.parametrize("label", [DISCLOSURE, "dialogue:praise"])
def test_too_few_posts_teach_nothing(label: str) -> None:
    assert School(pupils(5)).learn(label) is None


def test_a_school_screens_its_posts_and_teaches_every_label(ruleset: RuleSet) -> None:
    posts = [(Utterance(f"Ich habe Rheuma {n}"), frozenset({DISCLOSURE}), True) for n in range(15)]
    posts += [(Utterance(f"Der Zug fährt {n}"), frozenset(), True) for n in range(15)]
    told: list[str] = []
    learnt = School.of(ruleset, posts).teach(told.append, {"posts.jsonl": 30})
    assert told == [DISCLOSURE]
    assert learnt.posts == {"posts.jsonl": 30}
    assert learnt.labels[DISCLOSURE].trust is not None
