"""What is wrong in a rule file, said so that the person who wrote it can mend it."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from desk.language.words import words


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a rule file that does not hold.

    Attributes:
        code: which sentence of the language room says it.
        rule: id of the rule, or its number in the file where it has none.
        key: the key or the value that is meant.
        nearest: what would have been right, if something is near.
    """

    code: str
    file: str
    rule: str = ""
    key: str = ""
    nearest: str = ""
    detail: str = ""

    @property
    def values(self) -> dict[str, str]:
        """What the sentence names."""
        place = f"{self.file}, {self.rule}" if self.rule else self.file
        return {
            "place": place,
            "key": self.key,
            "nearest": f" → {self.nearest}?" if self.nearest else "",
            "detail": self.detail,
        }

    def __str__(self) -> str:
        return words().text(f"screening.rules.{self.code}", **self.values)


def nearest(wrong: str, valid: Iterable[str]) -> str:
    """Return the valid word that looks most like a wrong one, empty if none does."""
    return next(iter(get_close_matches(wrong, list(valid), n=1, cutoff=0.5)), "")
