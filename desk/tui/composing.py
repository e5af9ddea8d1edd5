"""What a reply has to be before it may be sent: its slots filled, something said, and no longer than people read."""

import re
from dataclasses import dataclass

from desk.language.words import words

LONGEST = 600
"""Reply rule R16: longer ones are allowed and pointed out."""

_SLOT = re.compile(r"\{[^{}\n]{1,60}\}")


@dataclass(frozen=True, slots=True)
class Draft:
    """A reply as it stands."""

    text: str

    @property
    def slots(self) -> list[tuple[int, int]]:
        """Where slots are still open."""
        return [match.span() for match in _SLOT.finditer(self.text)]

    @property
    def problem(self) -> str:
        """Why it can't be sent, empty if it can."""
        if not self.text.strip():
            return words().text("tui.compose.empty")
        names = [self.text[start:end] for start, end in self.slots]
        return words().text("tui.compose.slots", names=", ".join(dict.fromkeys(names))) if names else ""

    @property
    def long(self) -> bool:
        """Whether it is longer than a reply should be."""
        return len(self.text.strip()) > LONGEST

    def slot_after(self, offset: int) -> tuple[int, int] | None:
        """Return the next open slot behind a place, from the start again at the end."""
        return next((slot for slot in self.slots if slot[0] >= offset), next(iter(self.slots), None))
