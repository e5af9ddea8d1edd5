"""How surely a reader could tell who is meant: I0 to I4.

The surest identifier decides; below that the account's name and soft details (age, date, ward, kinship with an age,
profession, place) add up.
"""

import re
from collections.abc import Iterable

from desk.model.names import Identifiability
from desk.screening.identifiers import Identified
from desk.screening.reading import Reading

_FIRST = r"[A-ZÄÖÜ][a-zäöüßéèç]{1,20}(?:-[A-ZÄÖÜ][a-zäöüß]{1,20})?"
_SURNAME = r"[A-ZÄÖÜ][a-zäöüßéèç]{0,20}\.?(?:-[A-ZÄÖÜ][a-zäöüß]{1,20})?"
_TITLE = r"(?:(?:Dr|Prof|Mag|Dipl)\.?-?[A-Za-z]{0,5}\.? )?"
_REAL_NAME = re.compile(f"{_TITLE}{_FIRST} {_SURNAME}")

_AGE = (
    r" (?:\d{1,3} jahre|jahrgang \d{2,4}|\d{1,3} years old|bin \d{2}|\( \d{1,2} \)|in \d{4} geboren"
    r"|(?:sohn|tochter|kind|kleine|kleiner) \d{1,2}) "
)
_DATE = (
    r" (?:\d{1,2} \. (?:jan|feb|maerz|april|mai|juni|juli|aug|sep|okt|nov|dez)[a-z]{0,6}"
    r"|\d{1,2}\.\d{1,2}(?:\.\d{2,4})?) "
)
_WARD = r" (?:station|zimmer|bett|ward|room) (?:\d|[a-z] )"
_SMALL_PLACE = (
    r" (?:aus|in|im|bei|from) (?:dem |der |einem |a )?"
    r"(?:dorf|kleiner ort|kleinstadt|allgaeu|tal|gemeinde|village|small town) "
)
_PROFESSION = (
    r" (?:bin|als|arbeite als|i am a|i'm a) [a-z]{0,30}"
    r"(?:lehrer|polizist|pfleger|krankenschwester|baecker|fahrer|verkaeufer|erzieher|wirt|teacher|nurse|driver)(?:in)? "
)
_SIBLINGS = r" (?:drilling|zwilling|triplet|twin)[a-z]{0,4} "
_SOFT = tuple(map(re.compile, (_AGE, _DATE, _WARD, _SMALL_PLACE, _PROFESSION, _SIBLINGS)))
"""One expression for each kind of soft detail, on the line of folded words."""
_TWO_SOFT, _THREE_SOFT, _FOUR_SOFT = 1, 3, 4
_LOOKED_AT = 20_000


def identifiability(reading: Reading, author: str, found: Iterable[Identified], *, person: bool) -> Identifiability:
    """Return the level of a text.

    Args:
        reading: the text.
        author: name of the account beside it.
        found: the identifiers in it.
        person: whether the text speaks of a person's health; else only identifiers count.
    """
    level = max((one.rule.level for one in found), default=Identifiability.NONE)
    return max(level, _name_and_details(reading, author)) if person else level


def _name_and_details(reading: Reading, author: str) -> Identifiability:
    details = soft_details(reading)
    if details >= _FOUR_SOFT:
        return Identifiability.NAMED
    if details >= _THREE_SOFT or looks_real(author):
        return Identifiability.NAME_LIKE
    return Identifiability.SOFT if details >= _TWO_SOFT else Identifiability.NONE


def looks_real(author: str) -> bool:
    """Whether an account's name reads like first name and surname."""
    return _REAL_NAME.fullmatch(author[:80].strip()) is not None


def soft_details(reading: Reading) -> int:
    """Return how many kinds of soft details a text gives."""
    return sum(pattern.search(reading.line, 0, _LOOKED_AT) is not None for pattern in _SOFT)
