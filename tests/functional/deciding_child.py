"""A person who decides one post after another and says what was taken, until the test kills this process."""

import sys
from datetime import timedelta
from pathlib import Path

from desk import bootstrap
from desk.channels.file_sink import FileSink
from desk.model.names import Action, Role, State
from desk.policy.documents import load as load_policies
from desk.replies.templates import load as load_templates
from desk.workflow import settling
from desk.workflow.desk import Desk
from desk.workflow.views import Decide
from desk.workflow.workplace import Workplace
from tests.fakes import HOUSE, MarkerScreener, StoppedClock, incoming

DECIDABLE = {State.OPEN, State.CLAIMED}


def open_desk(path: Path, hours: int) -> Desk:
    store = bootstrap.open_store(path)
    with store.transaction() as session:
        if not settling.is_settled(session):
            settling.settle_sample(session, {"insurer": {}, "hospital": {}, "practice": {}})
        lead = next(person for person in settling.people(session) if person.role is Role.LEAD)
    clock = StoppedClock()
    clock.forward(hours=hours)
    place = Workplace(lead, clock, load_policies(HOUSE / "policy"), timedelta(0), timedelta(minutes=5))
    return Desk(store, place, load_templates(HOUSE / "replies"), FileSink(path.with_name("outbox.jsonl")))


def work(desk: Desk, posts: int) -> None:
    screener = MarkerScreener()
    for number in range(posts):
        key = f"p{number}"
        desk.receive([(incoming(key), desk.place.now)])
        desk.screen_waiting(screener)
        view = desk.case(key)
        if view.state in DECIDABLE:
            outcome = desk.decide(Decide(key, view.version, Action.REPLY, reply=f"Danke, {key}"))
            tell(f"{key} {outcome.decision_id}")
        desk.deliver_due()


def tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    work(open_desk(Path(sys.argv[1]), int(sys.argv[2])), int(sys.argv[3]))
    tell("done")
