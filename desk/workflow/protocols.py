"""What the workflow asks of rooms that it does not import."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Protocol

from desk.model.findings import Screened, Utterance


class Screener(Protocol):
    """The screening engine, here or in another process."""

    @property
    def rules_version(self) -> str:
        """Hash of the rules in force."""
        ...

    def screen(self, utterances: Iterable[Utterance]) -> Iterator[Screened]:
        """Say what each text discloses, in order."""
        ...


class Clock(Protocol):
    """What time it is: aware, UTC."""

    def __call__(self) -> datetime:
        """Return now."""
        ...
