"""Several people, a source that edits and deletes, a network that fails, and time: the desk holds together."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlmodel import col, select

from desk import bootstrap
from desk.errors import NotAllowed, Unreachable, WrongUsage
from desk.model.names import Action, EffectState, Ground, Queue, Role, State
from desk.model.tables import AuditEvent, Case, Decision, Effect, Staff
from desk.policy.documents import load as load_policies
from desk.replies.templates import load as load_templates
from desk.store import audit
from desk.workflow import settling
from desk.workflow.desk import Desk
from desk.workflow.transitions import TRANSITIONS
from desk.workflow.views import Decide
from desk.workflow.workplace import Workplace
from tests.fakes import HOUSE, MarkerScreener, Network, PowerCut, StoppedClock, incoming
from tests.unit.workflow.deeds import do_again, take_back

KEYS = st.sampled_from(["p1", "p2", "p3"])
PEOPLE = st.sampled_from([login for login, _, _ in settling.SAMPLE_PEOPLE])
TEXTS = st.sampled_from(["Danke", "[ich] huste", "[sie] ist krank", "[krise]", "[reklame]", "[?] nuqneH"])
POLICIES = load_policies(HOUSE / "policy")
TEMPLATES = load_templates(HOUSE / "replies")


class Life(RuleBasedStateMachine):
    """The desk under everything that can happen to it."""

    @initialize()
    def open_the_desk(self) -> None:
        self.folder = TemporaryDirectory()
        self.clock, self.network, self.screener = StoppedClock(), Network(), MarkerScreener()
        self.store = bootstrap.open_store(Path(self.folder.name) / "desk.db")
        with self.store.transaction() as session:
            settling.settle_sample(session, {"insurer": {}, "hospital": {}, "practice": {}})
        with self.store.reading() as session:
            people = settling.people(session)
        hold, lease = timedelta(seconds=10), timedelta(minutes=5)
        self.desks = {
            person.login: Desk(
                self.store, Workplace(person, self.clock, POLICIES, hold, lease), TEMPLATES, self.network
            )
            for person in people
        }
        self.versions: dict[str, int] = {}
        self.seen: dict[tuple[str, str], int] = {}
        self.desk = self.desks["leitung"]

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.store.close()
            self.folder.cleanup()

    def attempt(self, step: Callable[[], Any]) -> Any:
        """Whatever is refused is refused in a sentence, and changes nothing."""
        before = self.everything()
        try:
            return step()
        except (NotAllowed, WrongUsage) as refused:
            has_a_sentence = str(refused) != refused.key
        assert has_a_sentence
        assert self.everything() == before
        return None

    def everything(self) -> list[Any]:
        with self.store.reading() as session:
            return [
                [row.model_dump() for row in session.exec(select(table)).all()]
                for table in (Case, Decision, Effect, AuditEvent)
            ]

    # the source

    @rule(key=KEYS, text=TEXTS, channel=st.sampled_from(["facebook", "forum"]))
    def a_post_comes_in_or_is_edited(self, key: str, text: str, channel: str) -> None:
        self.clock.forward(seconds=1)
        self.desk.receive([(incoming(key, text, channel=channel, edited_at=self.clock.now), self.clock.now)])

    @rule(key=KEYS)
    def a_post_is_deleted(self, key: str) -> None:
        self.clock.forward(seconds=1)
        self.desk.receive([(incoming(key, deleted_at=self.clock.now), self.clock.now)])

    @rule()
    def waiting_posts_are_screened(self) -> None:
        self.desk.screen_waiting(self.screener)

    # the people

    @rule(login=PEOPLE, key=KEYS)
    def somebody_reads(self, login: str, key: str) -> None:
        if view := self.attempt(lambda: self.desks[login].case(key)):
            self.seen[login, key] = view.version

    @rule(login=PEOPLE, key=KEYS)
    def somebody_claims(self, login: str, key: str) -> None:
        if view := self.attempt(lambda: self.desks[login].claim(key)):
            assert view.mine
            self.seen[login, key] = view.version

    @rule(login=PEOPLE, queue=st.sampled_from(Queue))
    def somebody_asks_for_the_next(self, login: str, queue: Queue) -> None:
        if view := self.attempt(lambda: self.desks[login].claim_next(queue)):
            assert view.mine
            self.seen[login, view.key] = view.version

    @rule(login=PEOPLE, key=KEYS)
    def somebody_gives_back(self, login: str, key: str) -> None:
        self.attempt(lambda: self.desks[login].release(key))

    @rule(
        login=PEOPLE,
        key=KEYS,
        action=st.sampled_from(Action),
        ground=st.sampled_from([None, Ground.THIRD_PERSON_HEALTH, Ground.SPAM_FRAUD]),
        to=st.sampled_from([Role.LEGAL, Role.DATA_PROTECTION]),
    )
    def somebody_decides(self, login: str, key: str, action: Action, ground: Ground | None, to: Role) -> None:
        version = self.seen.get((login, key), 1)
        command = Decide(
            key,
            version,
            action,
            ground=ground,
            reason="Darum",
            reply="Bitte rufen Sie an: 0000 111",
            spans=((0, 3),),
            to=to,
            until=self.clock.now + timedelta(minutes=3),
        )
        if outcome := self.attempt(lambda: self.desks[login].decide(command)):
            assert outcome.version > version

    @rule(login=PEOPLE, key=KEYS | st.none())
    def somebody_takes_back(self, login: str, key: str | None) -> None:
        self.attempt(lambda: take_back(self.desks[login], key))

    @rule(login=PEOPLE)
    def somebody_does_it_again(self, login: str) -> None:
        self.attempt(lambda: do_again(self.desks[login]))

    @rule(login=PEOPLE, key=KEYS)
    def somebody_dismisses_a_finding(self, login: str, key: str) -> None:
        desk = self.desks[login]
        if (view := self.attempt(lambda: desk.case(key))) and view.findings:
            version = self.seen.get((login, key), 1)
            self.attempt(lambda: desk.dismiss(key, version, view.findings[0].id, "Irrtum"))

    # time and the network

    @rule(seconds=st.sampled_from([1, 11, 200, 400]))
    def time_passes(self, seconds: int) -> None:
        self.clock.forward(seconds=seconds)
        self.desk.wake()

    @rule(trouble=st.sampled_from(["", "", "dies_before", "dies_after", "away"]))
    def effects_are_delivered(self, trouble: str) -> None:
        self.network.dies_before = self.network.dies_after = 0
        self.network.refusal = Unreachable("errors.sink", file="x", problem="") if trouble == "away" else None
        if trouble.startswith("dies"):
            setattr(self.network, trouble, self.network.calls + 1)
        try:
            self.desk.deliver_due()
        except (PowerCut, Unreachable):
            assert trouble

    # what must be true at any time

    @invariant()
    def every_state_was_reached_by_the_table(self) -> None:
        following: dict[State, set[State]] = {}
        for (state, _), after in TRANSITIONS.items():
            following.setdefault(state, set()).add(after)
        with self.store.reading() as session:
            for decision in session.exec(select(Decision)).all():
                paths = following[decision.state_before] | {
                    last for first in following[decision.state_before] for last in following.get(first, set())
                }
                assert decision.state_after in paths

    @invariant()
    def versions_only_grow(self) -> None:
        with self.store.reading() as session:
            for case in session.exec(select(Case)).all():
                assert case.version >= self.versions.get(case.post_key, 0)
                self.versions[case.post_key] = case.version

    @invariant()
    def a_version_is_decided_once(self) -> None:
        with self.store.reading() as session:
            decided = session.exec(select(Decision.case_id, Decision.case_version)).all()
        assert len(decided) == len(set(decided))

    @invariant()
    def each_decision_is_taken_back_at_most_once(self) -> None:
        with self.store.reading() as session:
            undone = session.exec(select(Decision.undoes_id).where(col(Decision.undoes_id).is_not(None))).all()
        assert len(undone) == len(set(undone))

    @invariant()
    def effects_are_the_decisions_that_have_one_and_those_taken_back_never_go_out(self) -> None:
        with self.store.reading() as session:
            effects = session.exec(select(Effect)).all()
            acting = session.exec(
                select(Decision.id).where(
                    Decision.state_after == State.EFFECTS_PENDING, col(Decision.undoes_id).is_(None)
                )
            ).all()
            undone = set(session.exec(select(Decision.undoes_id)).all())
        assert Counter(effect.decision_id for effect in effects) == Counter(acting)
        assert all(effect.state is EffectState.TAKEN_BACK for effect in effects if effect.decision_id in undone)
        sent = [publication.idempotency_key for publication in self.network.published]
        assert len(sent) == len(set(sent))
        taken_back = {effect.idempotency_key for effect in effects if effect.state is EffectState.TAKEN_BACK}
        delivered = {effect.idempotency_key for effect in effects if effect.state is EffectState.DELIVERED}
        assert taken_back.isdisjoint(sent)
        assert delivered <= set(sent)

    @invariant()
    def a_case_waits_for_effects_exactly_while_it_has_some(self) -> None:
        with self.store.reading() as session:
            waiting = select(Effect.case_id).where(col(Effect.state).in_([EffectState.PENDING, EffectState.SENDING]))
            with_effects = set(session.exec(waiting).all())
            pending = {case.id for case in session.exec(select(Case).where(Case.state == State.EFFECTS_PENDING))}
        assert pending <= with_effects

    @invariant()
    def nothing_restricted_went_out_on_the_word_of_one_where_two_are_needed(self) -> None:
        with self.store.reading() as session:
            rows = {row.id: row for row in session.exec(select(Decision)).all()}
        for row in rows.values():
            if row.action is Action.DELETE and row.state_after is State.EFFECTS_PENDING:
                assert row.staff_id != rows[row.details["releases"]].staff_id

    @invariant()
    def who_holds_a_case_is_a_person_and_only_while_it_is_claimed(self) -> None:
        with self.store.reading() as session:
            people = set(session.exec(select(Staff.id)).all())
            for case in session.exec(select(Case)).all():
                assert (case.claimant_id in people) == (case.state is State.CLAIMED)
                assert case.snoozed_until is not None or case.state is not State.SNOOZED
                assert case.escalated_to is not None or case.state is not State.ESCALATED

    @invariant()
    def the_chain_holds(self) -> None:
        with self.store.reading() as session:
            assert audit.verify(session).broken == 0


TestLife = Life.TestCase
TestLife.settings = settings(
    max_examples=25, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
)
