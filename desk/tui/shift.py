"""What the screen remembers while somebody works: none of it outlives the shift, none of it decides anything."""

from collections import OrderedDict
from dataclasses import dataclass, field

from desk.model.bookmarks import Bookmark
from desk.workflow.views import CaseView, Decide

_PAUSE_EVERY = 5
_KEPT = 64


@dataclass(slots=True)
class Shift:
    """The memory of one shift.

    Attributes:
        opened: the case that is open, empty while the queue is looked at.
        last: the last decision, for repeating it.
        range_from: where a range of marks begins.
        kept: where somebody stood when that was last remembered, and who.
    """

    opened: str = ""
    last: Decide | None = None
    range_from: int | None = None
    kept: tuple[str, Bookmark] | None = None
    _unfolded: set[str] = field(default_factory=set)

    def concluded(self, command: Decide) -> None:
        """A decision was taken: it can be repeated."""
        self.last = command

    def unfold(self, key: str) -> None:
        """Somebody opened a distressing text."""
        self._unfolded.add(key)

    def unfolded(self, key: str) -> bool:
        """Whether somebody opened this text already."""
        return key in self._unfolded

    @property
    def distressing(self) -> int:
        """How many distressing texts were opened in this shift."""
        return len(self._unfolded)

    @property
    def pause_due(self) -> bool:
        """Whether it is time to suggest a break."""
        return bool(self._unfolded) and len(self._unfolded) % _PAUSE_EVERY == 0


class Shelf:
    """Cases read lately, so that a step to a neighbour needs no waiting. Emptied whenever anything was written."""

    def __init__(self) -> None:
        """Start empty."""
        self._cases: OrderedDict[str, CaseView] = OrderedDict()

    def put(self, case: CaseView) -> None:
        """Keep a case."""
        self._cases[case.key] = case
        self._cases.move_to_end(case.key)
        if len(self._cases) > _KEPT:
            self._cases.popitem(last=False)

    def get(self, key: str) -> CaseView | None:
        """Return a case, None if it is not here."""
        return self._cases.get(key)

    def clear(self) -> None:
        """Forget all."""
        self._cases.clear()
