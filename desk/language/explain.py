"""Why a finding stands where it stands, in one line a moderator understands. Needs no rule and no spaCy."""

from desk.language.words import Words
from desk.model.findings import Finding, Reason
from desk.plain_text import one_line

_LONGEST = 60
"""Characters of the post that one reason quotes."""


def explain(finding: Finding, words: Words, *, quoted: bool = False) -> str:
    """Return the reasons of a finding, in the order in which they were weighed.

    Where its passage is `quoted` beside them, they do not repeat which words were found.
    """
    return " · ".join(_sentence(reason, words) for reason in finding.why if not (quoted and reason.code == "words"))


def _sentence(reason: Reason, words: Words) -> str:
    if reason.code == "identifier.shape":
        quoted = ", ".join(words.name("identifier_type", kind) for kind in reason.words)
    else:
        quoted = ", ".join(words.text("why.quotation", words=one_line(one, _LONGEST)) for one in reason.words)
    sentence = words.text(f"why.{reason.code}", words=quoted)
    return sentence if quoted else sentence.removesuffix(": ")
