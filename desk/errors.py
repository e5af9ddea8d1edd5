"""The errors a person can meet, each with a title, one clear sentence and the exit code of the command line.

    DeskError                    1
    ├── Refused                  1   lines or values that could not be taken
    │   └── RuleError            1   a rule, policy or settings file that does not hold
    ├── WrongUsage               2   what was asked for does not exist
    ├── NotAllowed               3   rights, policy, state, a stale version, another person's claim
    │   ├── StaleVersion         3
    │   ├── ClaimedByOther       3
    │   └── IllegalTransition    3
    └── Unreachable              4   database, service, disk

A message never contains the text of a post or of a reply.
"""

from typing import ClassVar


class DeskError(Exception):
    """Something a person can understand and mend; `str(error)` is the sentence for them."""

    title: ClassVar[str] = "Desk"
    exit_code: ClassVar[int] = 1

    def __init__(self, key: str, /, **values: object) -> None:
        """Take the key of a sentence in the language room and the values it names."""
        super().__init__(key)
        self.key = key
        self.values = values

    def __str__(self) -> str:
        from desk.language.words import words  # noqa: PLC0415  sentences are read only when one is spoken

        return words().text(self.key, **self.values)


class Refused(DeskError):
    """A line, value or file that can't be taken."""


class RuleError(Refused):
    """A rule, policy or settings file that does not hold: names file, place and the nearest valid key."""


class WrongUsage(DeskError):
    """What was asked for does not exist or can't be asked so."""

    exit_code = 2


class NotAllowed(DeskError):
    """The desk understood and refuses: rights, policy or state."""

    exit_code = 3


class StaleVersion(NotAllowed):
    """Somebody decided in the meantime."""


class ClaimedByOther(NotAllowed):
    """Somebody else is working on the case."""


class IllegalTransition(NotAllowed):
    """The state of the case does not admit this step."""


class Unreachable(DeskError):
    """Database, disk or service can't be reached."""

    exit_code = 4
