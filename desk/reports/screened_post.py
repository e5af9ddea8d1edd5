"""A screened post as other programs read it: the line of `desk screen`."""

from typing import Any

from desk.language.explain import explain
from desk.language.words import words
from desk.model.findings import Finding, Screened
from desk.model.names import Axis
from desk.policy.assessment import Assessment


def screened_post(key: str, text: str, screened: Screened, assessment: Assessment) -> dict[str, Any]:
    """Return everything screening and policy say of a post; `start` and `end` count characters of its text."""
    return {
        "id": key,
        "disclosure": screened.disclosure,
        "subjects": [subject.value for subject in screened.subjects],
        "categories": screened.labels(Axis.HEALTH),
        "identifiers": [_identifier(finding, text) for finding in screened.counted(Axis.IDENTIFIER)],
        "urgency": screened.labels(Axis.URGENCY),
        "conduct": screened.labels(Axis.CONDUCT),
        "dialogue": screened.labels(Axis.DIALOGUE),
        "sentiment": screened.sentiment,
        "language": screened.language,
        "checked": screened.checked,
        "identifiability": int(screened.identifiability),
        "severity": assessment.severity,
        "priority": assessment.priority,
        "findings": [written_finding(finding, text) for finding in screened.findings],
        "rules_version": screened.rules_version,
    }


def written_finding(finding: Finding, text: str) -> dict[str, Any]:
    """Return one finding, with the sentence that explains it in the language in force."""
    return {
        "rule": finding.rule,
        "axis": finding.axis,
        "category": finding.category,
        "status": finding.status,
        "subject": finding.subject,
        "start": finding.start,
        "end": finding.end,
        "text": text[finding.start : finding.end],
        "certainty": finding.certainty,
        "counted": finding.counted,
        "why": explain(finding, words()),
    }


def _identifier(finding: Finding, text: str) -> dict[str, Any]:
    return {
        "type": finding.category,
        "text": text[finding.start : finding.end],
        "start": finding.start,
        "end": finding.end,
    }
