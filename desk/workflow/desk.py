"""One way in: every change of state goes through this object, each of its methods in one transaction."""

from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import islice

from sqlmodel import Session, col, select

from desk.channels.protocol import Publisher
from desk.errors import WrongUsage
from desk.model.bookmarks import Bookmark
from desk.model.names import Queue, State
from desk.model.tables import Case, Dismissal, Note
from desk.model.tables.columns import stored
from desk.replies.templates import Rendered, TemplateBook
from desk.store import audit
from desk.store.database import Store
from desk.workflow import answering, claiming, deciding, effects, intake, screening, settling, underway, undoing
from desk.workflow.admission import check_may_act_as
from desk.workflow.assessing import (
    circumstances_of,
    finding_of,
    finding_rows,
    latest_screening,
    remember_policy,
    screened_of,
    standing_assessment,
    write_assessment,
)
from desk.workflow.protocols import Screener
from desk.workflow.reading import case_view
from desk.workflow.transitions import Step, after
from desk.workflow.views import Actor, CaseView, Decide, DraftView, Intake, Outcome, PastDecision
from desk.workflow.workplace import SERVICE, Workplace

_INTAKE_BATCH = 1000
_SCREENING_BATCH = 64


class Desk:
    """A desk with its database, its policy and the person who acts."""

    def __init__(self, store: Store, place: Workplace, templates: TemplateBook, publisher: Publisher) -> None:
        """Put together what `desk.bootstrap` built."""
        self.store = store
        self.place = place
        self._templates = templates
        self._publisher = publisher

    @property
    def actor(self) -> Actor:
        """Who acts."""
        return self.place.actor

    # people

    def people(self) -> list[Actor]:
        """Return everyone who can act at this desk."""
        with self.store.reading() as session:
            return settling.people(session)

    def act_as(self, login: str) -> Actor:
        """Act as somebody else from now on.

        Raises:
            WrongUsage: nobody has this login.
            NotAllowed: on a real desk, for a person that is not the one who logged in.
        """
        with self.store.transaction() as session:
            people = {person.login: person for person in settling.people(session)}
            check_may_act_as(login, people, sample=settling.is_sample(session))
            if login != self.actor.login:
                audit.append(session, at=self.place.now, actor=self.actor.login, kind="acts_as", payload={"as": login})
        self.place = self.place.acting(people[login])
        return self.actor

    # one case

    def case(self, key: str) -> CaseView:
        """Read one case."""
        with self.store.reading() as session:
            return case_view(session, key, self.place)

    def claim(self, key: str) -> CaseView:
        """Take one case; one that is done is taken up again."""
        with self.store.transaction() as session:
            claiming.claim(session, claiming.case_of(session, key)[0], self.place)
            return case_view(session, key, self.place)

    def claim_next(self, queue: Queue = Queue.ALL, skip: Collection[str] = ()) -> CaseView | None:
        """Take the most urgent case of a queue that nobody holds; None if there is none."""
        with self.store.transaction() as session:
            case = claiming.claim_next(session, queue, self.place, skip)
            return case_view(session, case.post_key, self.place) if case else None

    def release(self, key: str) -> None:
        """Give a case back."""
        with self.store.transaction() as session:
            claiming.release(session, claiming.case_of(session, key)[0], self.place)

    def heartbeat(self) -> int:
        """Renew the leases of the person who acts; return how many."""
        with self.store.transaction() as session:
            return claiming.heartbeat(session, self.place)

    # decisions

    def decide(self, command: Decide) -> Outcome:
        """Decide a case."""
        with self.store.transaction() as session:
            return deciding.decide(session, command, self.place, self._templates)

    def undoable(self, key: str | None = None, *, earlier: bool = False) -> PastDecision:
        """Say which decision of the person who acts can be taken back, `earlier` ones than the very last if wanted."""
        with self.store.reading() as session:
            return undoing.undoable(session, self.place, key, earlier=earlier)

    def undo(self, decision_id: int) -> Outcome:
        """Take back exactly this decision."""
        with self.store.transaction() as session:
            return undoing.undo(session, decision_id, self.place)

    def redoable(self) -> PastDecision:
        """Say which decision can be done again."""
        with self.store.reading() as session:
            return undoing.redoable(session, self.place)

    def redo(self, decision_id: int) -> Outcome:
        """Decide again exactly this decision, which was taken back last."""
        with self.store.transaction() as session:
            return undoing.redo(session, decision_id, self.place, self._templates)

    def note(self, key: str, text: str) -> CaseView:
        """Write an internal note; it never leaves the desk.

        Raises:
            WrongUsage: the note is empty.
        """
        claiming.check_works_here(self.place)
        deciding.check_writable(text)
        if not text.strip():
            raise WrongUsage("errors.empty_note")
        with self.store.transaction() as session:
            case, _ = claiming.case_of(session, key)
            note = Note(case_id=stored(case.id), staff_id=self.actor.id, text=text, written_at=self.place.now)
            session.add(note)
            session.flush()
            self._record(session, case, "noted", note=note.id, note_digest=audit.keyed_digest(session, text))
            return case_view(session, key, self.place)

    def dismiss(self, key: str, version: int, finding_id: int, reason: str) -> CaseView:
        """Say that a finding is wrong: it no longer counts, and the policy looks at the case again.

        Raises:
            WrongUsage: the post's present text has no such finding, or the reason is empty.
        """
        deciding.check_writable(reason)
        if not reason.strip():
            raise WrongUsage("errors.needs_reason")
        with self.store.transaction() as session:
            case, post = claiming.case_of(session, key)
            deciding.check_version(session, case, version)
            claiming.check_decidable(case)
            claiming.claim(session, case, self.place)
            found = latest_screening(session, post)
            rows = finding_rows(session, found) if found else []
            row = next((row for row, gone in rows if row.id == finding_id and not gone), None)
            if found is None or row is None:
                raise WrongUsage("errors.no_such_finding", key=key)
            session.add(
                Dismissal(finding_id=finding_id, staff_id=self.actor.id, reason=reason, dismissed_at=self.place.now)
            )
            session.flush()
            self._assess_again(session, case)
            self._record(
                session,
                case,
                "finding_dismissed",
                finding=finding_id,
                rule=row.rule,
                reason_digest=audit.keyed_digest(session, reason),
            )
            return case_view(session, key, self.place)

    def _assess_again(self, session: Session, case: Case) -> None:
        _, post = claiming.case_of(session, case.post_key)
        found = latest_screening(session, post)
        assessment = standing_assessment(session, self.place.policies, case, post)
        if found and assessment:
            left = [finding_of(row) for row, gone in finding_rows(session, found) if not gone]
            write_assessment(case, screened_of(found, left), assessment, self.place.now)
            remember_policy(session, assessment, circumstances_of(session, case).house, self.place.now)
            case.version += 1

    def templates(self, case: CaseView, language: str) -> list[Rendered]:
        """Return the templates the policy proposes for a case, then all others, filled from the house's profile."""
        with self.store.reading() as session:
            return answering.offered(session, *claiming.case_of(session, case.key), language, self._templates)

    # what a person has under way

    def draft(self, key: str) -> DraftView:
        """Return the reply that the person who acts began for a post, an empty one if there is none."""
        with self.store.reading() as session:
            return underway.draft(session, key, self.place)

    def keep_draft(self, key: str, draft: DraftView) -> None:
        """Keep a reply as far as it is written; an empty one takes away what was kept."""
        deciding.check_writable(draft.text)
        with self.store.transaction() as session:
            underway.keep_draft(session, key, draft, self.place)

    def keep_bookmark(self, bookmark: Bookmark) -> None:
        """Remember where the person who acts stands on the screen."""
        deciding.check_writable(bookmark.search)
        with self.store.transaction() as session:
            underway.keep_bookmark(session, bookmark, self.place)

    # what runs by itself

    def receive(self, arrivals: Iterable[intake.Arrival], progress: Callable[[int], None] = lambda _: None) -> Intake:
        """Take in posts, a thousand at a time; what was taken in stays, whatever happens to the rest."""
        tally = intake.Tally()
        stream = iter(arrivals)
        while batch := list(islice(stream, _INTAKE_BATCH)):
            with self.store.transaction() as session:
                intake.receive(session, batch, tally)
            progress(len(batch))
        return tally.result()

    def screen_waiting(self, screener: Screener, progress: Callable[[int], None] = lambda _: None) -> int:
        """Screen every post that waits; return how many."""
        return sum(1 for _ in self._screen_batches(screener, progress))

    def _screen_batches(self, screener: Screener, progress: Callable[[int], None]) -> Iterator[None]:
        while True:
            with self.store.reading() as session:
                batch = screening.waiting(session, _SCREENING_BATCH)
            if not batch:
                return
            results = screening.screen(batch, screener)
            with self.store.transaction() as session:
                filed = screening.file_screenings(session, results, self.place.policies, self.place.now)
            progress(len(batch))
            yield from (None for _ in range(filed))

    def deliver_due(self) -> int:
        """Deliver every effect whose hold time is over; return how many."""
        return effects.deliver_due(self.store, self._publisher, self.place.now)

    def wake(self) -> int:
        """Bring back every snoozed case whose time has come, give back whose holder is gone; return how many."""
        with self.store.reading() as session:
            if not (self._sleepers(session) or claiming.expired(session, self.place.now)):
                return 0
        with self.store.transaction() as session:
            left = claiming.give_back_expired(session, self.place)
            sleepers = self._sleepers(session)
            for case in sleepers:
                case.state, case.snoozed_until = after(case.state, Step.WAKE), None
                case.version += 1
                case.changed_at = self.place.now
                audit.append(session, at=self.place.now, actor=SERVICE, kind="woken", case_id=case.id)
            return left + len(sleepers)

    def _sleepers(self, session: Session) -> list[Case]:
        query = select(Case).where(Case.state == State.SNOOZED, col(Case.snoozed_until) <= self.place.now)
        return list(session.exec(query).all())

    def _record(self, session: Session, case: Case, kind: str, **payload: object) -> None:
        audit.append(session, at=self.place.now, actor=self.actor.login, kind=kind, case_id=case.id, payload=payload)
