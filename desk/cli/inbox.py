"""An inbox that a command reads: its posts go on, lines that can't be read are reported by number and counted."""

from collections.abc import Iterator
from dataclasses import dataclass

from desk.channels.inbox_file import RefusedLine, read_inbox
from desk.cli.output import say
from desk.model.posts import IncomingPost

REFUSED = 1
"""Exit code of a command that could not take every line."""


@dataclass(slots=True)
class Inbox:
    """A file of posts, or standard input (`-`)."""

    place: str
    refused: int = 0

    def posts(self) -> Iterator[IncomingPost]:
        """Yield what can be read, in the file's order.

        Raises:
            WrongUsage: there is no such file.
        """
        for line in read_inbox(self.place):
            if isinstance(line, RefusedLine):
                self.refuse(line.number, line.why)
            else:
                yield line

    def refuse(self, number: int, why: str) -> None:
        """Report a line that can't be taken."""
        self.refused += 1
        say("cli.refused_line", number=number, why=why)

    @property
    def exit_code(self) -> int:
        """How a command ends that read this inbox."""
        return REFUSED if self.refused else 0
