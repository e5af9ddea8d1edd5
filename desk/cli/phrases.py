"""Phrases that more than one command says: what a finding is called, what a reason is worth."""

from desk.language.words import words
from desk.model.findings import Finding, Reason
from desk.model.names import Axis
from desk.plain_text import one_line
from desk.reports.sentences import reason_sentence

_KINDS = {Axis.HEALTH: "category", Axis.IDENTIFIER: "identifier_type"}
_QUOTE = 80


def finding_name(finding: Finding) -> str:
    """Return the label of a finding, and for health whose it is and how it is said."""
    say = words()
    label = say.name(_KINDS.get(finding.axis, str(finding.axis)), finding.category)
    if finding.axis is not Axis.HEALTH:
        return label
    return " · ".join((label, say.name("subject", finding.subject), say.name("status", finding.status)))


def quote(finding: Finding, text: str) -> str:
    """Return the passage of a post in which something was found, in quotation marks."""
    return words().text("cli.case.quote", text=one_line(text[finding.start : finding.end], _QUOTE))


def reason_line(reason: Reason, points: int) -> str:
    """Return a reason with its points; one that only explains the priority has a dot in their place."""
    return f"  {points:+d} {reason_sentence(reason)}" if points else f"   · {reason_sentence(reason)}"
