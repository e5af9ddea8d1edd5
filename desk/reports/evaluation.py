"""What screening finds, compared with what people labelled. Pure functions; no word of a post goes out."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

import msgspec

from desk.model.findings import Finding, Screened
from desk.model.names import Axis, IdentifierType, Subject
from desk.reports.scores import Count, Tally

IDENTIFIERS_OF_PERSONS: frozenset[str] = frozenset(
    {
        IdentifierType.KVNR,
        IdentifierType.RVNR,
        IdentifierType.AHV,
        IdentifierType.SVNR_AT,
        IdentifierType.TAX_ID,
        IdentifierType.IBAN,
        IdentifierType.ID_CARD,
        IdentifierType.CASE_NUMBER,
        IdentifierType.PHONE,
        IdentifierType.EMAIL,
        IdentifierType.POSTAL_ADDRESS,
        IdentifierType.BIRTH_DATE,
        IdentifierType.PERSON_NAME,
        IdentifierType.HANDLE,
        IdentifierType.LICENCE_PLATE,
        IdentifierType.ROOM,
        IdentifierType.SECRET,
    }
)
"""Always judged. Numbers of institutions, products and codes are judged only in a file that labels them."""

EITHER_READING: Mapping[str, frozenset[str]] = {
    Subject.DECEASED: frozenset(
        {Subject.RELATIVE, Subject.CHILD, Subject.IDENTIFIED_PERSON, Subject.UNIDENTIFIED_PERSON}
    ),
    Subject.CHILD: frozenset({Subject.RELATIVE, Subject.IDENTIFIED_PERSON, Subject.UNIDENTIFIED_PERSON}),
    Subject.STAFF: frozenset({Subject.SELF, Subject.IDENTIFIED_PERSON, Subject.UNIDENTIFIED_PERSON}),
}
"""A dead mother is deceased and may be called a relative too: beside the first label the others are not judged."""

NOBODY_FOUND = "nothing"
"""In the confusion of subjects: no other subject was found in its place."""

_BETWEEN = re.compile(r"[\s./()\-–‑]")
_AXES = {"categories": Axis.HEALTH, "urgency": Axis.URGENCY, "conduct": Axis.CONDUCT, "dialogue": Axis.DIALOGUE}


class LabelledIdentifier(msgspec.Struct, frozen=True):
    """An identifier as a person copied it from the post."""

    type: str
    text: str


class Gold(msgspec.Struct, frozen=True):
    """The labels people gave a post; other keys of its line are ignored."""

    disclosure: bool
    subjects: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()
    identifiers: tuple[LabelledIdentifier, ...] = ()
    urgency: frozenset[str] = frozenset()
    conduct: frozenset[str] = frozenset()
    dialogue: frozenset[str] = frozenset()

    def labels(self, axis: str) -> frozenset[str]:
        """Return the labels of an axis."""
        labels: frozenset[str] = getattr(self, axis)
        return labels


@dataclass(frozen=True, slots=True)
class Judged:
    """A labelled post and what screening said of it."""

    key: str
    text: str
    gold: Gold
    screened: Screened


@dataclass(frozen=True, slots=True)
class Wrong:
    """A label that went wrong, and the rules that did it: those that found it, or those whose finding was set aside."""

    key: str
    axis: str
    label: str
    kind: Literal["missed", "false"]
    rules: tuple[str, ...]


@dataclass(slots=True)
class Evaluation:
    """Counts over all posts.

    `confusion` counts, where both sides see a disclosure, which subject was found for which labelled one.
    """

    posts: int = 0
    disclosure: Count = field(default_factory=Count)
    axes: dict[str, Tally] = field(default_factory=dict)
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)
    wrong: list[Wrong] = field(default_factory=list)
    rules_version: str = ""


def evaluate(posts: Iterable[Judged], identifiers: frozenset[str] = IDENTIFIERS_OF_PERSONS) -> Evaluation:
    """Compare all posts; `identifiers` are the types that are judged."""
    names = ("categories", "subjects", "identifiers", "urgency", "conduct", "dialogue")
    result = Evaluation(axes={name: Tally() for name in names})
    for post in posts:
        result.posts += 1
        result.rules_version = post.screened.rules_version
        _count_disclosure(result, post)
        _count_labels(result, post)
        _count_subjects(result, post)
        _count_identifiers(result, post, identifiers)
    return result


def _count_disclosure(result: Evaluation, post: Judged) -> None:
    gold, found = post.gold.disclosure, post.screened.disclosure
    result.disclosure.add(Count(right=gold and found, false=found and not gold, missed=gold and not found))
    if gold != found:
        health = (finding for finding in post.screened.findings if finding.axis is Axis.HEALTH)
        rules = _rules(finding for finding in health if finding.counted is found)
        result.wrong.append(Wrong(post.key, "disclosure", "disclosure", _kind(missed=gold), rules))


def _count_labels(result: Evaluation, post: Judged) -> None:
    for name, axis in _AXES.items():
        gold, found = post.gold.labels(name), frozenset(post.screened.labels(axis))
        result.axes[name].add(gold, found)
        for label in sorted(gold ^ found):
            rules = _rules(_about(post.screened, axis, label, counted=label in found))
            result.wrong.append(Wrong(post.key, name, label, _kind(missed=label in gold), rules))


def _count_subjects(result: Evaluation, post: Judged) -> None:
    gold, found = _without_either(post.gold.subjects, frozenset(map(str, post.screened.subjects)))
    result.axes["subjects"].add(gold, found)
    if post.gold.disclosure and post.screened.disclosure:
        result.confusion.update(_confused(gold, found))
    for label in sorted(gold ^ found):
        rules = _rules(finding for finding in post.screened.counted(Axis.HEALTH) if _fits(finding, label, gold))
        result.wrong.append(Wrong(post.key, "subjects", label, _kind(missed=label in gold), rules))


def _fits(finding: Finding, label: str, gold: frozenset[str]) -> bool:
    """Whether a finding is to blame: it took the wrong subject, or another one in the place of the right one."""
    return finding.subject not in gold if label in gold else finding.subject == label


def _without_either(gold: frozenset[str], found: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Leave out what another label makes optional, unless both sides say it."""
    optional = frozenset[str]().union(*(EITHER_READING.get(label, frozenset()) for label in gold)) - (gold & found)
    return gold - optional, found - optional


def _confused(gold: frozenset[str], found: frozenset[str]) -> Iterator[tuple[str, str]]:
    yield from ((label, label) for label in gold & found)
    instead = found - gold or {NOBODY_FOUND}
    yield from ((label, other) for label in gold - found for other in instead)


def _count_identifiers(result: Evaluation, post: Judged, judged: frozenset[str]) -> None:
    left = [finding for finding in post.screened.counted(Axis.IDENTIFIER) if finding.category in judged]
    tally = result.axes["identifiers"]
    for wanted in post.gold.identifiers:
        hit = next((finding for finding in left if _same(wanted, finding, post.text)), None)
        if hit:
            left.remove(hit)
            tally.of(wanted.type).right += 1
        else:
            tally.of(wanted.type).missed += 1
            rules = _rules(_about(post.screened, Axis.IDENTIFIER, wanted.type, counted=False))
            result.wrong.append(Wrong(post.key, "identifiers", wanted.type, "missed", rules))
    for finding in left:
        tally.of(finding.category).false += 1
        result.wrong.append(Wrong(post.key, "identifiers", finding.category, "false", (finding.rule,)))


def _same(wanted: LabelledIdentifier, finding: Finding, text: str) -> bool:
    """Whether both mean the same passage: one holds the other, whatever stands between the letters and digits."""
    ours, theirs = _bare(text[finding.start : finding.end]), _bare(wanted.text)
    return finding.category == wanted.type and bool(ours) and (ours in theirs or theirs in ours)


def _bare(text: str) -> str:
    return _BETWEEN.sub("", text).lower()


def _about(screened: Screened, axis: Axis, label: str, *, counted: bool) -> Iterator[Finding]:
    for finding in screened.findings:
        if finding.axis is axis and finding.category == label and finding.counted is counted:
            yield finding


def _rules(findings: Iterable[Finding]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(finding.rule for finding in findings))


def _kind(*, missed: bool) -> Literal["missed", "false"]:
    return "missed" if missed else "false"
