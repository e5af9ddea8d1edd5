"""The second witness: what it says, and from which weights."""

import msgspec
import pytest

from desk.screening.witness import Leaning, Lesson, Lessons, Witness, WitnessRule, lessons, likelihood, weighed

RULE = WitnessRule(id="any.witness", description="", weights="weights.json", aside_below=0.2, speaks_from=0.6)


def witness(**labels: Lesson) -> Witness:
    return Witness(RULE, Lessons({"posts.jsonl": 3}, labels))


def test_words_speak_for_a_label_and_against_it() -> None:
    lesson = Lesson(Leaning(0.0, {"word:weh": 2.0, "word:zug": -2.0}), threshold=0.5)
    asked = witness(disclosure=lesson)
    assert asked.hear({"word:weh": 1.0}, {})["disclosure"].holds
    assert not asked.hear({"word:zug": 1.0}, {})["disclosure"].holds


def test_what_the_rules_found_is_weighed_against_the_words() -> None:
    lesson = Lesson(Leaning(-1.0, {}), threshold=0.5, trust=Leaning(0.0, {"text": 1.0, "discloses": 3.0}))
    asked = witness(disclosure=lesson)
    assert asked.hear({}, {"discloses": 1.0})["disclosure"].holds
    assert not asked.hear({}, {"discloses": 0.0})["disclosure"].holds


@pytest.mark.parametrize(("score", "probability"), [(0.0, 0.5), (1e9, 1.0), (-1e9, 0.0)])
def test_a_score_is_a_probability_however_large_it_is(score: float, probability: float) -> None:
    assert likelihood(score) == pytest.approx(probability, abs=1e-9)


def test_features_nobody_learnt_weigh_nothing() -> None:
    assert weighed(Leaning(0.25, {"word:a": 1.0}), {"word:b": 5.0}) == 0.25


def test_a_weight_file_is_read_as_it_was_written() -> None:
    learnt = Lessons({"posts.jsonl": 3}, {"disclosure": Lesson(Leaning(0.5, {"word:a": 1.0}), 0.4)})
    assert lessons(msgspec.json.encode(learnt)) == learnt
    with pytest.raises(msgspec.MsgspecError):
        lessons(b'{"labels": 3}')
