"""What the two front ends show and hand back: plain values, read in one go, without a session behind them."""

from dataclasses import dataclass, field
from datetime import datetime

from desk.model.findings import Finding, Reason
from desk.model.names import Action, Band, ChannelKind, EffectState, Ground, HouseKind, Priority, Role, State


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts."""

    id: int
    login: str
    name: str
    role: Role
    synthetic: bool = False


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding with its row, and whether a person dismissed it."""

    id: int
    finding: Finding
    dismissed: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """An action in its present place: allowed, or refused for a reason."""

    action: Action
    allowed: bool
    why: Reason | None = None
    four_eyes: bool = False


@dataclass(frozen=True, slots=True)
class ThreadPost:
    """Another post of the same thread, or the title answered (`key` empty)."""

    key: str
    author: str
    text: str
    posted_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One thing that was done with a case."""

    at: datetime
    who: str
    action: Action
    undo: bool = False
    undone: bool = False
    ground: Ground | None = None
    reason: str = ""
    reply: str = ""
    effect: EffectState | None = None
    spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class DraftView:
    """A reply as far as somebody wrote it, and the template it began with; empty if nothing is kept."""

    text: str = ""
    template: str = ""


@dataclass(frozen=True, slots=True)
class CaseView:
    """Everything the screen says about one case.

    `version` has to be handed back with every decision. `assessed` is False until the post was screened: it is then
    not to be read as harmless.
    """

    key: str
    version: int
    state: State
    house: HouseKind
    site: str
    channel: ChannelKind
    channel_name: str
    author: str
    text: str
    revision: int
    posted_at: datetime | None
    arrived_at: datetime
    edited_at: datetime | None
    deleted_at: datetime | None
    url: str
    locale: str
    attachments: tuple[str, ...]
    thread: tuple[ThreadPost, ...]
    assessed: bool
    checked: bool
    language: str
    identifiability: int
    sentiment: str
    rules_version: str
    findings: tuple[FindingView, ...]
    priority: Priority | None
    severity: int
    band: Band | None
    deadline_at: datetime
    reasons: tuple[tuple[Reason, int], ...]
    row: str
    clause: dict[str, str]
    policy_version: str
    trial: bool
    decides: tuple[Role, ...]
    grounds: tuple[Ground, ...]
    choices: tuple[Choice, ...]
    templates: tuple[str, ...]
    claimant: str
    mine: bool
    lease_until: datetime | None
    escalated_to: Role | None
    snoozed_until: datetime | None
    hold_until: datetime | None
    author_posts: int
    author_measures: int
    history: tuple[HistoryEntry, ...] = ()
    notes: tuple[tuple[datetime, str, str], ...] = ()


REASONED = frozenset({Action.DELETE, Action.BLOCK, Action.NO_REPLY})
"""Actions that a person has to justify in their own words."""


@dataclass(frozen=True, slots=True)
class Decide:
    """Decide a case, as seen in `version`."""

    key: str
    version: int
    action: Action
    ground: Ground | None = None
    reason: str = ""
    reply: str = ""
    template: str = ""
    spans: tuple[tuple[int, int], ...] = ()
    to: Role | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class PastDecision:
    """A decision to be taken back or done again, told so that its person knows which one is meant.

    `latest` is False if taking it back reaches further back than the last thing this person did.
    """

    id: int
    action: Action
    key: str
    channel: ChannelKind
    author: str
    decided_at: datetime
    latest: bool = True


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command did: past tense. `after_deadline` is the deadline beyond which a case now rests, None if none."""

    key: str
    action: Action
    state: State
    version: int
    decision_id: int | None = None
    hold_until: datetime | None = None
    undone: bool = False
    after_deadline: datetime | None = None


@dataclass(frozen=True, slots=True)
class Intake:
    """What became of the posts of an inbox."""

    new: int = 0
    revised: int = 0
    withdrawn: int = 0
    unchanged: int = 0
    refused: tuple[tuple[int, str], ...] = field(default=())
