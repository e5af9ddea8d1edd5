"""What every use case needs at hand beside its session: who acts, what time it is, and the documents in force."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from desk.policy.documents import PolicyBook
from desk.workflow.protocols import Clock
from desk.workflow.views import Actor

SERVICE = "desk"
"""Who acts in the audit log where no person does."""


@dataclass(frozen=True, slots=True)
class Workplace:
    """The surroundings of a use case.

    Attributes:
        hold: how long an effect waits in the outbox.
        lease: how long a claim lasts without a sign of life.
    """

    actor: Actor
    clock: Clock
    policies: PolicyBook
    hold: timedelta
    lease: timedelta

    @property
    def now(self) -> datetime:
        """The present, aware, UTC."""
        return self.clock()

    def acting(self, actor: Actor) -> "Workplace":
        """Return the same surroundings for somebody else."""
        return replace(self, actor=actor)
