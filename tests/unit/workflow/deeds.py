"""What tests of the workflow do over and over: decide on the present version, list effects, hear why not."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlmodel import col, select

from desk.errors import NotAllowed
from desk.model.names import Action, EffectState
from desk.model.tables import Effect
from desk.store.database import Store
from desk.workflow.desk import Desk
from desk.workflow.views import Decide, Outcome


def decide(desk: Desk, key: str, action: Action, **more: Any) -> Any:
    return desk.decide(Decide(key, desk.case(key).version, action, **more))


def take_back(desk: Desk, key: str | None = None) -> Outcome:
    """Take back the last decision that stands, of one post or of any."""
    return desk.undo(desk.undoable(key, earlier=True).id)


def do_again(desk: Desk) -> Outcome:
    """Decide again what was taken back last."""
    return desk.redo(desk.redoable().id)


def effects(store: Store) -> list[EffectState]:
    with store.reading() as session:
        return list(map(EffectState, session.exec(select(Effect.state).order_by(col(Effect.id))).all()))


def refused(attempt: Callable[[], object]) -> str:
    with pytest.raises(NotAllowed) as error:
        attempt()
    return error.value.key
