"""A desk in memory with a few dozen made-up cases: what the screen needs of store and workflow, without either."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from desk.errors import ClaimedByOther, NotAllowed, StaleVersion
from desk.model.bookmarks import Bookmark
from desk.model.findings import Finding, Reason
from desk.model.names import (
    Action,
    Axis,
    Band,
    ChannelKind,
    Ground,
    HouseKind,
    Priority,
    Queue,
    Role,
    State,
    Status,
    Subject,
)
from desk.workflow.views import (
    Actor,
    CaseView,
    Choice,
    Decide,
    DraftView,
    FindingView,
    HistoryEntry,
    Outcome,
    PastDecision,
    ThreadPost,
)

NOW = datetime(2025, 11, 21, 13, 0, tzinfo=UTC)
LEA = Actor(1, "lea", "Lea Leitung", Role.LEAD, synthetic=True)
MIRO = Actor(2, "miro", "Miro Moderation", Role.MODERATOR, synthetic=True)
_OPEN = frozenset({State.RECEIVED, State.OPEN, State.CLAIMED, State.REOPENED})
_USUAL = (Action.APPROVE, Action.REPLY, Action.ASK_EDIT, Action.REDACT, Action.HIDE, Action.NO_REPLY)
_BANDS = ((7, Band.VERY_HIGH), (5, Band.HIGH), (3, Band.MEDIUM), (0, Band.LOW))


@dataclass(frozen=True, slots=True)
class FakeRow:
    """One line of a queue."""

    key: str
    priority: str | None
    severity: int
    deadline_at: datetime
    state: str
    channel: str
    author: str
    excerpt: str
    labels: dict[str, list[str]]
    claimant: str
    screened: bool


@dataclass(frozen=True, slots=True)
class FakeTemplate:
    """A reply template."""

    id: str
    title: str
    text: str
    unfilled: tuple[str, ...] = ()


def clock() -> datetime:
    """Return the one moment of all tests."""
    return NOW


def found(
    text: str,
    words: str,
    category: str,
    *,
    axis: Axis = Axis.HEALTH,
    subject: Subject = Subject.SELF,
    status: Status = Status.ASSERTED,
    counted: bool = True,
    weight: int = 3,
) -> Finding:
    """Return a finding at the place where some words stand in a text."""
    start = text.index(words)
    why = (
        (Reason("words", (words,)), Reason(f"status.{status}")) if axis is Axis.HEALTH else (Reason("words", (words,)),)
    )
    rule = f"de.{category}.example"
    return Finding(
        rule, axis, category, start, start + len(words), status, subject, counted=counted, weight=weight, why=why
    )


def case(  # a made-up case says only what matters for its test
    key: str,
    text: str,
    findings: Sequence[Finding] = (),
    *,
    priority: Priority | None = Priority.P3,
    severity: int = 4,
    due: timedelta = timedelta(hours=4),
    channel: ChannelKind = ChannelKind.FORUM,
    author: str = "berghexe",
    thread: tuple[ThreadPost, ...] = (),
    allowed: frozenset[Action] | None = None,
    **more: object,
) -> CaseView:
    """Return a case around a text and its findings."""
    may = frozenset(_USUAL) if allowed is None else allowed
    choices = tuple(Choice(action, allowed=action in may, why=_why(action, may)) for action in (*_USUAL, Action.DELETE))
    view = CaseView(
        key=key,
        version=1,
        state=State.OPEN if priority else State.RECEIVED,
        house=HouseKind.INSURER,
        site="Musterkasse",
        channel=channel,
        channel_name="Rund um Reha",
        author=author,
        text=text,
        revision=1,
        posted_at=NOW - timedelta(minutes=58),
        arrived_at=NOW - timedelta(minutes=40),
        edited_at=None,
        deleted_at=None,
        url=f"https://forum.example/beitrag/{key}",
        locale="de-DE",
        attachments=(),
        thread=thread,
        assessed=priority is not None,
        checked=True,
        language="de",
        identifiability=1,
        sentiment="neutral",
        rules_version="fake",
        findings=tuple(FindingView(number, finding) for number, finding in enumerate(findings, start=1)),
        priority=priority,
        severity=severity,
        band=next(band for points, band in _BANDS if severity >= points) if priority else None,
        deadline_at=NOW + due,
        reasons=((Reason("policy.severity.category.diagnosis"), 3), (Reason("policy.severity.identifiability.1"), 1))
        if findings
        else (),
        row="K3",
        clause={
            "de": "Eigene Angaben, kaum zuzuordnen: stehen lassen, antworten oder um Kürzung bitten.",
            "en": "Own data, hardly attributable: leave it, reply or ask to shorten.",
        },
        policy_version="1",
        trial=False,
        decides=(Role.MODERATOR,),
        grounds=(Ground.OWN_HEALTH_PROTECTED, Ground.THIRD_PERSON_DATA),
        choices=choices,
        templates=("schutz-leicht",),
        claimant="",
        mine=False,
        lease_until=None,
        escalated_to=None,
        snoozed_until=None,
        hold_until=None,
        author_posts=3,
        author_measures=0,
    )
    return replace(view, **more)  # type: ignore[arg-type]  # fields of the view, by name


def _why(action: Action, may: frozenset[Action]) -> Reason | None:
    return None if action in may else Reason("policy.refused.no_ground")


@dataclass(slots=True)
class FakeDesk:
    """Workflow and pages in one: what is decided here is what the queue shows."""

    cases: dict[str, CaseView]
    actor: Actor = LEA
    login: str = "lea"
    commands: list[Decide] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    _undone: list[tuple[CaseView, Decide]] = field(default_factory=list)
    _undid: bool = False
    _before: list[tuple[CaseView, Decide]] = field(default_factory=list)
    _writes: int = 1
    _seen: int = 0
    _places: dict[tuple[Queue, str], list[str]] = field(default_factory=dict)
    eased: Priority | None = None
    drafts: dict[tuple[str, str], DraftView] = field(default_factory=dict)
    bookmarks: dict[str, Bookmark] = field(default_factory=dict)

    # What the queue reads.

    def rows(self, queue: Queue, search: str, start: int, count: int) -> list[FakeRow]:
        """Return rows where they stood when last asked anew, as pages do that remember places."""
        keys = self._places.setdefault((queue, search), [view.key for view in self._ordered(queue, search)])
        return [made_row(self.cases[key]) for key in keys[start : start + count]]

    def counts(self, queue: Queue, search: str) -> int:
        return len(self._ordered(queue, search))

    def summary(self) -> dict[Queue, int]:
        return {queue: self.counts(queue, "") for queue in Queue}

    def place_of(self, key: str, queue: Queue, search: str) -> int | None:
        keys = [view.key for view in self._ordered(queue, search)]
        return keys.index(key) if key in keys else None

    def near(self, key: str, queue: Queue, search: str) -> int:
        return self.place_of(key, queue, search) or 0

    def bookmark(self) -> Bookmark:
        return self.bookmarks.get(self.login, Bookmark())

    def changed(self) -> bool:
        changed = self._seen != self._writes
        self._seen = self._writes
        return changed

    def forget(self) -> None:
        self._places.clear()

    # What the workflow does.

    def people(self) -> list[Actor]:
        return [LEA, MIRO]

    def act_as(self, login: str) -> Actor:
        self.actor = next(person for person in self.people() if person.login == login)
        return self.actor

    def case(self, key: str) -> CaseView:
        view = self.cases[key]
        return replace(view, mine=view.claimant == self.actor.login)

    def claim(self, key: str) -> CaseView:
        view = self.cases[key]
        if view.claimant not in {"", self.actor.login}:
            raise ClaimedByOther("tui.heading.theirs", who=view.claimant)
        self.put(replace(view, claimant=self.actor.login, state=State.CLAIMED))
        self.calls.append(f"claim {key}")
        return self.case(key)

    def claim_next(self, queue: Queue = Queue.ALL, skip: Sequence[str] = ()) -> CaseView | None:
        free = [view.key for view in self._ordered(queue, "") if not view.claimant and view.key not in skip]
        return self.claim(free[0]) if free else None

    def release(self, key: str) -> None:
        view = self.cases[key]
        if view.state is State.CLAIMED:
            self.put(replace(view, claimant="", state=State.OPEN))
        self.calls.append(f"release {key}")

    def heartbeat(self) -> int:
        self.calls.append("heartbeat")
        return 0

    def decide(self, command: Decide) -> Outcome:
        view = self.cases[command.key]
        if view.claimant not in {"", self.actor.login}:
            raise ClaimedByOther("tui.heading.theirs", who=view.claimant)
        if command.version != view.version:
            raise StaleVersion("tui.heading.theirs", who="Miro Moderation")
        self.commands.append(command)
        self._before.append((view, command))
        return self._carry_out(view, command)

    def undoable(self, key: str | None = None, *, earlier: bool = False) -> PastDecision:
        self.calls.append(f"undoable {key or ''}")
        if not self._before or (self._undid and not earlier):
            raise NotAllowed("errors.nothing_to_undo")
        return self._past(self._before, latest=not self._undid)

    def undo(self, decision_id: int) -> Outcome:
        self.calls.append(f"undo {decision_id}")
        assert decision_id == len(self._before)
        view, command = self._before.pop()
        self._undone.append((view, command))
        self._undid = True
        self.put(replace(view, version=self.cases[view.key].version + 1, claimant="", state=State.OPEN))
        return Outcome(view.key, command.action, State.OPEN, view.version + 2, undone=True)

    def redoable(self) -> PastDecision:
        if not self._undone:
            raise NotAllowed("errors.nothing_to_redo")
        return self._past(self._undone)

    def redo(self, decision_id: int) -> Outcome:
        assert decision_id == len(self._undone)
        view, command = self._undone.pop()
        self._before.append((view, command))
        return self._carry_out(self.cases[view.key], command)

    def note(self, key: str, text: str) -> CaseView:
        view = self.cases[key]
        self.put(replace(view, notes=(*view.notes, (NOW, self.actor.name, text))))
        return self.case(key)

    def dismiss(self, key: str, version: int, finding_id: int, reason: str) -> CaseView:
        view = self.cases[key]
        findings = tuple(replace(f, dismissed=True) if f.id == finding_id else f for f in view.findings)
        priority = self.eased or view.priority
        self.put(replace(view, findings=findings, version=version + 1, priority=priority))
        self.calls.append(f"dismiss {finding_id} {reason}")
        return self.case(key)

    def draft(self, key: str) -> DraftView:
        return self.drafts.get((self.actor.login, key), DraftView())

    def keep_draft(self, key: str, draft: DraftView) -> None:
        if draft.text:
            self.drafts[self.actor.login, key] = draft
        else:
            self.drafts.pop((self.actor.login, key), None)

    def keep_bookmark(self, bookmark: Bookmark) -> None:
        self.bookmarks[self.actor.login] = bookmark

    def templates(self, case: CaseView, language: str) -> list[FakeTemplate]:
        self.calls.append(f"templates {case.key} {language}")
        return [
            FakeTemplate("danke", "Dank", "Vielen Dank für Ihre Rückmeldung."),
            FakeTemplate("kanal", "Geschützter Kanal", "Bitte schreiben Sie uns unter [Kanal].", ("Kanal",)),
        ]

    # What tests do behind the screen's back.

    def put(self, view: CaseView) -> None:
        self.cases[view.key] = view
        self._writes += 1

    def _past(self, decisions: list[tuple[CaseView, Decide]], *, latest: bool = True) -> PastDecision:
        view, command = decisions[-1]
        at = NOW - timedelta(minutes=12)
        return PastDecision(len(decisions), command.action, view.key, view.channel, view.author, at, latest)

    def _carry_out(self, view: CaseView, command: Decide) -> Outcome:
        self._undid = False
        state = {Action.ESCALATE: State.ESCALATED, Action.SNOOZE: State.SNOOZED}.get(
            command.action, State.EFFECTS_PENDING
        )
        entry = HistoryEntry(NOW, self.actor.name, command.action, ground=command.ground, reason=command.reason)
        self.put(
            replace(
                view,
                state=state,
                claimant="",
                version=view.version + 1,
                history=(*view.history, entry),
                escalated_to=command.to,
            )
        )
        hold = NOW + timedelta(seconds=10)
        return Outcome(
            view.key, command.action, state, view.version + 1, decision_id=len(self.commands), hold_until=hold
        )

    def _ordered(self, queue: Queue, search: str) -> list[CaseView]:
        views = [view for view in self.cases.values() if _stands_in(view, queue, self.login)]
        views = [view for view in views if all(word in view.text.lower() for word in search.lower().split())]
        return sorted(views, key=lambda view: (view.priority.rank if view.priority else 3, view.deadline_at, view.key))


def _stands_in(view: CaseView, queue: Queue, login: str) -> bool:
    conditions: dict[Queue, Callable[[], bool]] = {
        Queue.ALL: lambda: view.state in _OPEN,
        Queue.URGENT: lambda: view.state in _OPEN and view.priority in {Priority.P0, Priority.P1},
        Queue.MINE: lambda: view.state is State.CLAIMED and view.claimant == login,
        Queue.ESCALATED: lambda: view.state is State.ESCALATED,
        Queue.AWAITING_RELEASE: lambda: view.state is State.AWAITING_RELEASE,
        Queue.SNOOZED: lambda: view.state is State.SNOOZED,
        Queue.DONE: lambda: view.state in {State.EFFECTS_PENDING, State.DONE},
    }
    return conditions[queue]()


def made_row(view: CaseView) -> FakeRow:
    labels: dict[str, list[str]] = {"subjects": []}
    for item in view.findings:
        if item.finding.counted and not item.dismissed:
            kind = "categories" if item.finding.axis is Axis.HEALTH else str(item.finding.axis)
            labels.setdefault(kind, []).append(item.finding.category)
            if item.finding.axis is Axis.HEALTH and item.finding.subject not in labels["subjects"]:
                labels["subjects"].append(item.finding.subject)
    return FakeRow(
        view.key,
        view.priority,
        view.severity,
        view.deadline_at,
        view.state,
        view.channel,
        view.author,
        view.text[:240],
        labels,
        view.claimant,
        view.assessed,
    )
