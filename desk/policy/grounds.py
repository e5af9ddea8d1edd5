"""Which grounds of the closed list the findings of a post offer. Criticism offers none (Kritik-Grundsatz)."""

from desk.model.names import Action, Ground
from desk.policy.assessment import Assessment
from desk.policy.conditions import Constellation
from desk.policy.documents import Policy
from desk.policy.reading import RESTRICTIONS


def offered(post: Constellation, policy: Policy) -> tuple[Ground, ...]:
    """Return the grounds on which something could be taken from view, in the order of the closed list."""
    found = {rule.ground for rule in policy.grounds if any(when.holds(post) for when in rule.when)}
    return tuple(ground for ground in Ground if ground in found)


def needs_ground(action: Action, assessment: Assessment) -> bool:
    """Whether a person has to name a ground for this action.

    The one exception is the provisional hold of the fallback row: nobody could check the post, so it waits unseen until
    a supervisor looks, within the deadline. It is offered only where findings offer no ground.
    """
    return action in RESTRICTIONS and not (action is Action.HOLD and not assessment.grounds)
