"""What the screen needs from the rest of the house; store and workflow fit without knowing it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from desk.model.bookmarks import Bookmark
from desk.model.names import Queue
from desk.workflow.views import Actor, CaseView, Decide, DraftView, Outcome, PastDecision


class Row(Protocol):
    """One line of a queue."""

    @property
    def key(self) -> str:
        """The id of the case."""

    @property
    def priority(self) -> str | None:
        """`P0` to `P5`, None while the post is not screened."""

    @property
    def severity(self) -> int:
        """0 to 10."""

    @property
    def deadline_at(self) -> datetime:
        """When a person must have looked; aware."""

    @property
    def state(self) -> str:
        """State of the case."""

    @property
    def channel(self) -> str:
        """Kind of the channel."""

    @property
    def author(self) -> str:
        """Name under which the post was written; hostile."""

    @property
    def excerpt(self) -> str:
        """Start of the post; hostile."""

    @property
    def labels(self) -> Mapping[str, Sequence[str]]:
        """Counted labels: categories, subjects, urgency, conduct, dialogue."""

    @property
    def claimant(self) -> str:
        """Login of who works on it, or empty."""

    @property
    def screened(self) -> bool:
        """Whether screening has spoken."""


class Pages(Protocol):
    """The queues, read window by window; fast enough for the thread that paints.

    `login` says whose cases the queue of one's own holds.
    """

    login: str

    def rows(self, queue: Queue, search: str, start: int, count: int) -> Sequence[Row]:
        """Return at most `count` rows from `start` on."""

    def counts(self, queue: Queue, search: str) -> int:
        """Return how many rows there are."""

    def summary(self) -> Mapping[Queue, int]:
        """Return how many cases stand in each queue."""

    def place_of(self, key: str, queue: Queue, search: str) -> int | None:
        """Return the place of a case in a queue, None if it is not in it."""

    def near(self, key: str, queue: Queue, search: str) -> int:
        """Return where a case stands in a queue, or would stand if it were in it."""

    def bookmark(self) -> Bookmark:
        """Return where the person of `login` last stood."""

    def changed(self) -> bool:
        """Whether somebody wrote since last asked."""

    def forget(self) -> None:
        """Forget where rows stood; what is read next is read anew."""


class Template(Protocol):
    """A reply template, its slots filled as far as the house profile knows them."""

    @property
    def id(self) -> str:
        """Name of the template in the policy."""

    @property
    def title(self) -> str:
        """What people call it."""

    @property
    def text(self) -> str:
        """The reply; a slot that nobody could fill stands in it as its label in square brackets."""

    @property
    def unfilled(self) -> Sequence[str]:
        """Names of the slots that are still open."""


class Workflow(Protocol):
    """The use cases: synchronous, one transaction each, called from the one worker thread."""

    @property
    def actor(self) -> Actor:
        """Who acts."""

    def act_as(self, login: str) -> Actor:
        """Act as somebody else, where the account may."""

    def people(self) -> Sequence[Actor]:
        """Return whom the account may act as."""

    def case(self, key: str) -> CaseView:
        """Read a case."""

    def claim(self, key: str) -> CaseView:
        """Take a case."""

    def claim_next(self, queue: Queue = ..., skip: Sequence[str] = ...) -> CaseView | None:
        """Take the most urgent free case."""

    def release(self, key: str) -> None:
        """Give a case back."""

    def heartbeat(self) -> int:
        """Renew the claims of this desk."""

    def decide(self, command: Decide) -> Outcome:
        """Decide a case."""

    def undoable(self, key: str | None = ..., *, earlier: bool = ...) -> PastDecision:
        """Say which decision can be taken back."""

    def undo(self, decision_id: int) -> Outcome:
        """Take back exactly this decision."""

    def redoable(self) -> PastDecision:
        """Say which decision can be done again."""

    def redo(self, decision_id: int) -> Outcome:
        """Do exactly this decision again."""

    def note(self, key: str, text: str) -> CaseView:
        """Write an internal note."""

    def dismiss(self, key: str, version: int, finding_id: int, reason: str) -> CaseView:
        """Say that a finding is wrong."""

    def draft(self, key: str) -> DraftView:
        """Return the reply that was begun, empty if none was."""

    def keep_draft(self, key: str, draft: DraftView) -> None:
        """Keep a reply as far as it is written; an empty one takes away what was kept."""

    def keep_bookmark(self, bookmark: Bookmark) -> None:
        """Remember where the person stands."""

    def templates(self, case: CaseView, language: str) -> Sequence[Template]:
        """Return the reply templates that suit a case, best first."""


OpenPages = Callable[[], Pages | None]
"""Opens the queues; None while there is no database yet."""

OpenDesk = Callable[[], Workflow]
"""Opens the workflow; slow, called off the thread that paints."""

Clock = Callable[[], datetime]
"""What time it is; aware."""
