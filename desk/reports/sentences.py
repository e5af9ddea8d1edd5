"""Reasons of the policy as sentences in the language in force."""

from desk.language.words import words
from desk.model.findings import Reason
from desk.plain_text import one_line

_WORD = 60


def reason_sentence(reason: Reason) -> str:
    """Return what the policy says, with the words that decided it made harmless."""
    return words().text(reason.code, words=", ".join(one_line(word, _WORD) for word in reason.words))
