"""Why a finding counts and why the policy says what it says, each in one line. Needs no rule and no spaCy."""

from desk.language.words import Words
from desk.model.findings import Finding, Reason
from desk.model.names import Role
from desk.plain_text import one_line

_LONGEST = 60
"""Characters of the post that one reason quotes."""
_NAMES_ROLES = "policy.rights.decides"


def explain(finding: Finding, words: Words, *, quoted: bool = False) -> str:
    """Return the reasons of a finding, in the order in which they were weighed.

    Where its passage is `quoted` beside them, they do not repeat which words were found.
    """
    return " · ".join(_sentence(reason, words) for reason in finding.why if not (quoted and reason.code == "words"))


def policy_sentence(reason: Reason, words: Words) -> str:
    """Return what the policy says, with the words that decided it made harmless; roles by name, not by code."""
    said = [one_line(word, _LONGEST) for word in reason.words]
    if reason.code == _NAMES_ROLES:
        said = [words.name("role", Role(word.lower())) for word in reason.words]
    return words.text(reason.code, words=", ".join(said))


def _sentence(reason: Reason, words: Words) -> str:
    if reason.code == "identifier.shape":
        quoted = ", ".join(words.name("identifier_type", kind) for kind in reason.words)
    else:
        quoted = ", ".join(words.text("why.quotation", words=one_line(one, _LONGEST)) for one in reason.words)
    sentence = words.text(f"why.{reason.code}", words=quoted)
    return sentence if quoted else sentence.removesuffix(": ")
