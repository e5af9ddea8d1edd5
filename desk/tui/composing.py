"""What a reply has to be before it may be sent: its slots filled, something said, and no longer than people read."""

import re
from dataclasses import dataclass

from desk.language.words import words

Place = tuple[int, int]
"""Line and column."""

LONGEST = 600
"""Reply rule R16: longer ones are allowed and pointed out."""

_SLOT = re.compile(r"\[[^\[\]\n]{2,60}\]")  # a slot that nobody has filled stands in the text as its label in brackets


@dataclass(frozen=True, slots=True)
class Draft:
    """A reply as it stands."""

    text: str

    @property
    def slots(self) -> list[tuple[Place, Place]]:
        """Where slots are still open: line and column of their start and end."""
        return [(self._place(match.start()), self._place(match.end())) for match in _SLOT.finditer(self.text)]

    @property
    def problem(self) -> str:
        """Why it can't be sent, empty if it can."""
        if not self.text.strip():
            return words().text("tui.compose.empty")
        names = dict.fromkeys(_SLOT.findall(self.text))
        return words().text("tui.compose.slots", names=", ".join(names)) if names else ""

    @property
    def long(self) -> bool:
        """Whether it is longer than a reply should be."""
        return len(self.text.strip()) > LONGEST

    def slot_after(self, place: Place) -> tuple[Place, Place] | None:
        """Return the next open slot behind a place, from the start again at the end."""
        return next((slot for slot in self.slots if slot[0] >= place), next(iter(self.slots), None))

    def _place(self, offset: int) -> Place:
        before = self.text[:offset]
        return before.count("\n"), offset - (before.rfind("\n") + 1)
