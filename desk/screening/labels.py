"""Labels that words of a text carry, for patterns and conditions to ask for."""

from desk.model.names import Category

HEALTH = "health"
NAME = "name"
NUMBER = "num"
LABELS = frozenset({HEALTH, NAME, *Category})
"""What `{…}` may name in a pattern, beside word lists and `{num}`."""
ASKED = frozenset({f"{{{label}}}" for label in (*LABELS, NUMBER)})
"""The labels as a condition writes them."""

UNNAMED = "subject.unnamed"
"""Why somebody is meant whom nothing names: a rule for posts that name nobody says so."""
