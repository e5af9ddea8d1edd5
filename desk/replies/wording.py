"""Whether an answer keeps to the words of the house."""

import re
from collections.abc import Iterable, Sequence

from desk.replies.templates import Rendered

_BLANKS = re.compile(r"\s+")


def keeps_to(text: str, template: Rendered) -> bool:
    """Return whether a text is a template with nothing but its open slots filled.

    The literal parts of the template stand in the text from its first word to its last, in their order, with something
    in every slot between them. How lines are broken and how wide blanks are makes no difference.
    """
    said = _even(text).strip()
    first, *between = map(_even, template.literals)
    if not between:
        return said == first.strip()
    first, last = first.lstrip(), between.pop().rstrip()
    filled = said.removeprefix(first).removesuffix(last)
    return len(filled) + len(first) + len(last) == len(said) and _holds(filled, between)


def left_open(text: str, labels: Iterable[str]) -> list[str]:
    """Return the labels of slots that still stand in an answer, however they are broken and spelled, in their order."""
    said = _plain(text)
    places = {label: said.find(_plain(label)) for label in labels}
    return sorted((label for label, place in places.items() if place >= 0), key=places.__getitem__)


def _plain(text: str) -> str:
    """Casefolding writes ß as Swiss German does."""
    return _even(text).casefold()


def _holds(text: str, parts: Sequence[str]) -> bool:
    """Whether the parts stand in a text in their order, with something before, between and behind them."""
    for part in filter(None, parts):
        text = text[1:].partition(part)[2]
    return bool(text)


def _even(text: str) -> str:
    return _BLANKS.sub(" ", text)
