"""What the workflow asks of a network: publish one thing, and say whether it stands there already."""

from dataclasses import dataclass
from typing import Protocol

from desk.model.names import Action


@dataclass(frozen=True, slots=True)
class Publication:
    """One thing to carry out at the source.

    Attributes:
        idempotency_key: the same at every attempt.
        text: the reply, byte for byte as it was decided; empty for other actions.
        spans: passages to black out, in characters of the post's text.
    """

    idempotency_key: str
    action: Action
    channel: str
    post_key: str
    url: str = ""
    text: str = ""
    spans: tuple[tuple[int, int], ...] = ()


class Publisher(Protocol):
    """A network, or the file of a desk that has none."""

    def publish(self, publication: Publication) -> str:
        """Carry it out and return where it now stands."""
        ...

    def find(self, idempotency_key: str) -> str | None:
        """Return where a publication stands, None if it never arrived."""
        ...
