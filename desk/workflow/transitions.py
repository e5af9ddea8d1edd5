"""The life of a case: which step leads from which state to which. The one table; every writer asks it first."""

from enum import StrEnum

from desk.errors import IllegalTransition
from desk.model.names import State


class Step(StrEnum):
    """What can happen to a case."""

    SCREEN = "screen"
    OPEN = "open"
    CLAIM = "claim"
    RELEASE_CLAIM = "release_claim"
    REOPEN = "reopen"
    GIVE_BACK_DONE = "give_back_done"
    DECIDE = "decide"
    AWAIT_RELEASE = "await_release"
    RELEASE = "release"
    QUEUE_EFFECTS = "queue_effects"
    FINISH = "finish"
    ESCALATE = "escalate"
    SNOOZE = "snooze"
    WAKE = "wake"
    TAKE_BACK = "take_back"
    TAKE_BACK_RELEASE = "take_back_release"
    REVISE = "revise"
    WITHDRAW = "withdraw"


_S = State
_WAITING = (_S.OPEN, _S.REOPENED, _S.SNOOZED, _S.ESCALATED, _S.AWAITING_RELEASE)
_ENDED = (_S.DECIDED, _S.EFFECTS_PENDING, _S.DONE, _S.ESCALATED, _S.SNOOZED, _S.AWAITING_RELEASE)

TRANSITIONS: dict[tuple[State, Step], State] = {
    (_S.RECEIVED, Step.SCREEN): _S.SCREENED,
    (_S.SCREENED, Step.OPEN): _S.OPEN,
    **{(state, Step.CLAIM): _S.CLAIMED for state in (*_WAITING, _S.CLAIMED)},
    (_S.CLAIMED, Step.RELEASE_CLAIM): _S.OPEN,
    (_S.DONE, Step.REOPEN): _S.CLAIMED,
    (_S.CLAIMED, Step.GIVE_BACK_DONE): _S.DONE,
    (_S.CLAIMED, Step.DECIDE): _S.DECIDED,
    (_S.CLAIMED, Step.ESCALATE): _S.ESCALATED,
    (_S.CLAIMED, Step.SNOOZE): _S.SNOOZED,
    (_S.CLAIMED, Step.AWAIT_RELEASE): _S.AWAITING_RELEASE,
    (_S.AWAITING_RELEASE, Step.RELEASE): _S.DECIDED,
    (_S.DECIDED, Step.QUEUE_EFFECTS): _S.EFFECTS_PENDING,
    (_S.DECIDED, Step.FINISH): _S.DONE,
    (_S.EFFECTS_PENDING, Step.FINISH): _S.DONE,
    (_S.SNOOZED, Step.WAKE): _S.OPEN,
    **{(state, Step.TAKE_BACK): _S.CLAIMED for state in _ENDED},
    **{(state, Step.TAKE_BACK_RELEASE): _S.AWAITING_RELEASE for state in (_S.EFFECTS_PENDING, _S.DONE)},
    **{(state, Step.REVISE): _S.REOPENED for state in (*_ENDED, _S.WITHDRAWN, _S.REOPENED)},
    **{(state, Step.REVISE): state for state in (_S.RECEIVED, _S.SCREENED, _S.OPEN, _S.CLAIMED)},
    **{(state, Step.WITHDRAW): _S.WITHDRAWN for state in _S},
}


def after(state: State, step: Step) -> State:
    """Return the state that follows.

    Raises:
        IllegalTransition: the step is not open to a case in this state.
    """
    try:
        return TRANSITIONS[state, step]
    except KeyError:
        raise IllegalTransition("errors.illegal_transition", state=state.value, step=step.value) from None
