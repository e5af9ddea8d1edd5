"""Labels that words of a text carry, for patterns and conditions to ask for."""

from desk.model.names import Category

HEALTH = "health"
NAME = "name"
NUMBER = "num"
LABELS = frozenset({HEALTH, NAME, *Category})
"""What `{…}` may name in a pattern, beside word lists and `{num}`."""
ASKED = frozenset({f"{{{label}}}" for label in (*LABELS, NUMBER)})
"""The labels as a condition writes them."""
