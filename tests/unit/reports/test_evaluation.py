from collections.abc import Set as AbstractSet

from desk.model.findings import Finding, Screened
from desk.model.names import Axis, Identifiability, Sentiment, Subject
from desk.reports.evaluation import Evaluation, Gold, Judged, LabelledIdentifier, evaluate


def _health(subject: Subject, category: str = "diagnosis", *, counted: bool = True) -> Finding:
    return Finding(f"rule.{category}", Axis.HEALTH, category, 0, 4, subject=subject, counted=counted)


def _screened(*findings: Finding) -> Screened:
    return Screened(findings, Identifiability.NONE, Sentiment.NEUTRAL, "de", checked=True, rules_version="r1")


def _evaluate(gold: Gold, *findings: Finding, text: str = "0151 / 23 45 67") -> Evaluation:
    return evaluate([Judged("p", text, gold, _screened(*findings))])


def _gold(*, categories: AbstractSet[str], subjects: AbstractSet[str] = frozenset()) -> Gold:
    return Gold(disclosure=True, subjects=frozenset(subjects), categories=frozenset(categories))


def test_a_label_that_was_found_and_one_that_was_missed() -> None:
    result = _evaluate(_gold(subjects={"self"}, categories={"diagnosis", "symptom"}), _health(Subject.SELF))
    figures = result.axes["categories"]
    assert (figures.of("diagnosis").right, figures.of("symptom").missed) == (1, 1)
    assert [(one.label, one.kind) for one in result.wrong] == [("symptom", "missed")]


def test_a_missed_label_names_the_rules_whose_findings_were_set_aside() -> None:
    result = _evaluate(_gold(categories={"diagnosis"}), _health(Subject.NOBODY, counted=False))
    assert {(one.axis, one.rules) for one in result.wrong} == {
        ("disclosure", ("rule.diagnosis",)),
        ("categories", ("rule.diagnosis",)),
    }


def test_subjects_that_were_confused_are_counted_by_what_was_found_instead() -> None:
    result = _evaluate(_gold(subjects={"relative"}, categories={"diagnosis"}), _health(Subject.SELF))
    assert result.confusion == {("relative", "self"): 1}
    assert [(one.label, one.kind, one.rules) for one in result.wrong if one.axis == "subjects"] == [
        ("relative", "missed", ("rule.diagnosis",)),
        ("self", "false", ("rule.diagnosis",)),
    ]


def test_a_right_subject_stands_on_the_diagonal() -> None:
    result = _evaluate(_gold(subjects={"self"}, categories={"diagnosis"}), _health(Subject.SELF))
    assert result.confusion == {("self", "self"): 1}
    assert result.wrong == []


def test_a_dead_relative_may_be_called_both() -> None:
    gold = _gold(subjects={"deceased"}, categories={"diagnosis"})
    result = _evaluate(gold, _health(Subject.DECEASED), _health(Subject.RELATIVE))
    assert result.axes["subjects"].micro().f1 == 1.0


def test_another_persons_subject_is_no_other_reading() -> None:
    result = _evaluate(_gold(subjects={"deceased"}, categories={"diagnosis"}), _health(Subject.SELF))
    assert result.axes["subjects"].of("self").false == 1


def _identifier(start: int, end: int, kind: str = "phone") -> Finding:
    return Finding("rule.phone", Axis.IDENTIFIER, kind, start, end)


def _with_identifiers(*texts: str) -> Gold:
    return Gold(disclosure=False, identifiers=tuple(LabelledIdentifier("phone", text) for text in texts))


def test_an_identifier_counts_however_it_is_spaced() -> None:
    result = _evaluate(_with_identifiers("0151234567"), _identifier(0, 15))
    assert result.axes["identifiers"].micro().f1 == 1.0


def test_one_finding_pays_for_one_label_only() -> None:
    result = _evaluate(_with_identifiers("0151234567", "0151234567"), _identifier(0, 15))
    count = result.axes["identifiers"].of("phone")
    assert (count.right, count.missed) == (1, 1)


def test_an_identifier_of_another_type_or_place_is_wrong() -> None:
    result = _evaluate(_with_identifiers("0151234567"), _identifier(0, 15, "iban"))
    assert result.axes["identifiers"].of("iban").false == 1
    assert result.axes["identifiers"].of("phone").missed == 1


def test_codes_of_products_are_judged_only_where_they_are_labelled() -> None:
    post = Judged("p", "PZN 1", Gold(disclosure=False), _screened(_identifier(0, 5, "pzn")))
    assert evaluate([post]).axes["identifiers"].labels == {}
    assert evaluate([post], frozenset({"pzn"})).axes["identifiers"].of("pzn").false == 1


def test_posts_and_rules_are_told() -> None:
    result = _evaluate(Gold(disclosure=False))
    assert (result.posts, result.rules_version, result.disclosure.figures().gold) == (1, "r1", 0)
