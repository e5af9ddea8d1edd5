"""Reasons of the policy as sentences in the language in force."""

from desk.language.explain import policy_sentence
from desk.language.words import words
from desk.model.findings import Reason


def reason_sentence(reason: Reason) -> str:
    """Return what the policy says, with the words that decided it made harmless."""
    return policy_sentence(reason, words())
