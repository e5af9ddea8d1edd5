import random
from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlmodel import select

from desk.model.names import State
from desk.model.tables import Case, Staff
from desk.store.database import Store
from desk.store.pages import QueuePages
from desk.workflow import intake
from tests.fakes import NOON, StoppedClock, incoming
from tests.unit.store.crowd import SIZE, STRANGE


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Cases in every state, many with the same rank and deadline."""
    from desk import bootstrap  # noqa: PLC0415  most tests need no database
    from desk.workflow import settling  # noqa: PLC0415

    chance = random.Random(7)
    store = bootstrap.open_store(tmp_path_factory.mktemp("crowded") / "desk.db")
    with store.transaction() as session:
        settling.settle_sample(session, {"insurer": {}, "hospital": {}, "practice": {}})
        posts = [(incoming(f"p{n}", f"{chance.choice(STRANGE)} {n}"), NOON) for n in range(SIZE)]
        intake.receive(session, posts, intake.Tally())
        staff = session.exec(select(Staff)).all()
        for case in session.exec(select(Case)).all():
            case.state = chance.choice(list(State))
            case.rank = chance.randrange(6)
            case.deadline_at = NOON + timedelta(hours=chance.randrange(3))
            case.changed_at = NOON + timedelta(hours=chance.randrange(3), microseconds=chance.randrange(2))
            if case.state is State.CLAIMED:
                case.claimant_id = chance.choice(staff).id
                case.lease_until = NOON + timedelta(minutes=chance.choice([-1, 0, 1]))
    yield store
    store.close()


@pytest.fixture
def pages(crowded: Store) -> Iterator[QueuePages]:
    reading = QueuePages(crowded.path, "leitung", StoppedClock())
    yield reading
    reading.close()
