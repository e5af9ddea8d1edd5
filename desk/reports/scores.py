"""How well something finds what people found: counts, precision, recall and F1. Pure arithmetic."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Count:
    """How often a label was found rightly, found wrongly, and missed."""

    right: int = 0
    false: int = 0
    missed: int = 0

    def add(self, other: "Count") -> None:
        """Count everything another one counted, too."""
        self.right += other.right
        self.false += other.false
        self.missed += other.missed

    def figures(self) -> "Figures":
        """Return what follows from the counts; where there was nothing to find or nothing found, a share is 0."""
        precision = _share(self.right, self.right + self.false)
        recall = _share(self.right, self.right + self.missed)
        f1 = _share(2 * self.right, 2 * self.right + self.false + self.missed)
        return Figures(precision, recall, f1, self.right + self.missed, self.right + self.false)


@dataclass(frozen=True, slots=True)
class Figures:
    """Precision, recall and F1 from 0 to 1; how often people gave a label, and how often it was found."""

    precision: float
    recall: float
    f1: float
    gold: int
    found: int


@dataclass(slots=True)
class Tally:
    """Counts of all labels of one axis."""

    labels: dict[str, Count] = field(default_factory=dict)

    def add(self, gold: Collection[str], found: Collection[str]) -> None:
        """Count the labels of one post."""
        for label in {*gold, *found}:
            count = self.of(label)
            count.right += label in gold and label in found
            count.false += label not in gold
            count.missed += label not in found

    def of(self, label: str) -> Count:
        """Return the count of a label."""
        return self.labels.setdefault(label, Count())

    def micro(self) -> Figures:
        """Return the figures of all labels thrown together: the frequent ones weigh most."""
        total = Count()
        for count in self.labels.values():
            total.add(count)
        return total.figures()

    def macro(self) -> Figures:
        """Return the mean of the figures of each label: the rare ones weigh as much as the frequent ones."""
        each = [count.figures() for count in self.labels.values()]
        return Figures(
            precision=_mean(figures.precision for figures in each),
            recall=_mean(figures.recall for figures in each),
            f1=_mean(figures.f1 for figures in each),
            gold=sum(figures.gold for figures in each),
            found=sum(figures.found for figures in each),
        )


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _mean(values: Iterable[float]) -> float:
    listed = list(values)
    return sum(listed) / len(listed) if listed else 0.0
