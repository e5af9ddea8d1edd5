import pytest

from desk.errors import IllegalTransition
from desk.model.names import State
from desk.workflow.transitions import TRANSITIONS, Step, after

LEGAL = {
    State.RECEIVED: "screen→screened revise→received withdraw→withdrawn",
    State.SCREENED: "open→open revise→screened withdraw→withdrawn",
    State.OPEN: "claim→claimed revise→open withdraw→withdrawn",
    State.CLAIMED: (
        "claim→claimed release_claim→open give_back_done→done decide→decided escalate→escalated snooze→snoozed "
        "await_release→awaiting_release revise→claimed withdraw→withdrawn"
    ),
    State.DECIDED: "queue_effects→effects_pending finish→done take_back→claimed revise→reopened withdraw→withdrawn",
    State.EFFECTS_PENDING: (
        "finish→done take_back→claimed take_back_release→awaiting_release revise→reopened withdraw→withdrawn"
    ),
    State.DONE: (
        "reopen→claimed take_back→claimed take_back_release→awaiting_release revise→reopened withdraw→withdrawn"
    ),
    State.ESCALATED: "claim→claimed take_back→claimed revise→reopened withdraw→withdrawn",
    State.AWAITING_RELEASE: "claim→claimed release→decided take_back→claimed revise→reopened withdraw→withdrawn",
    State.SNOOZED: "claim→claimed wake→open take_back→claimed revise→reopened withdraw→withdrawn",
    State.REOPENED: "claim→claimed revise→reopened withdraw→withdrawn",
    State.WITHDRAWN: "revise→reopened withdraw→withdrawn",
}


def pairs() -> dict[tuple[State, Step], State]:
    steps = [(state, step.split("→")) for state, told in LEGAL.items() for step in told.split()]
    return {(state, Step(name)): State(following) for state, (name, following) in steps}


def test_the_table_holds_exactly_the_steps_of_a_cases_life() -> None:
    assert pairs() == TRANSITIONS


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("step", Step)
def test_every_other_step_is_refused_with_both_names(state: State, step: Step) -> None:
    if (state, step) in pairs():
        assert after(state, step) is pairs()[state, step]
        return
    with pytest.raises(IllegalTransition) as refused:
        after(state, step)
    assert refused.value.values == {"state": state.value, "step": step.value}
    assert state.value in str(refused.value)


def test_every_state_can_be_reached_and_every_step_is_used() -> None:
    assert {State.RECEIVED, *TRANSITIONS.values()} == set(State)
    assert {step for _, step in TRANSITIONS} == set(Step)


def test_a_deletion_at_the_source_ends_a_case_wherever_it_stands() -> None:
    assert {after(state, Step.WITHDRAW) for state in State} == {State.WITHDRAWN}
