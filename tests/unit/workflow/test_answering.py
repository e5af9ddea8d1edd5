"""Whoever may not write freely answers with the templates of the house, their open slots filled, and nothing else."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlmodel import select

from desk.errors import NotAllowed, WrongUsage
from desk.model.names import Action, Ground, Role, State
from desk.model.tables import Decision, Effect, Site, Staff
from desk.store.database import Store
from desk.workflow.desk import Desk
from tests.fakes import Network, StoppedClock
from tests.unit.workflow.deeds import decide, take_back

Opened = Callable[..., str]
Seat = Callable[[str], Desk]

CRISIS = "Bitte rufen Sie an: 0000 111"
THANKS = "Danke! 0000 100 – Alex Brandt"


def refused(attempt: Callable[[], Any]) -> NotAllowed:
    with pytest.raises(NotAllowed) as error:
        attempt()
    assert str(error.value) != error.value.key
    return error.value


@pytest.fixture
def moderator(sit_down: Seat) -> Desk:
    return sit_down("moderation")


@pytest.fixture(autouse=True)
def hotline(store: Store) -> None:
    """The house has a phone, so that only the writer's own slot is open."""
    with store.transaction() as session:
        for site in session.exec(select(Site)).all():
            site.profile = {"hotline": "0000 100"}


@pytest.mark.parametrize("action", [Action.REPLY, Action.REFER, Action.ASK_EDIT])
def test_a_moderator_cannot_answer_in_words_of_their_own(
    opened: Opened, moderator: Desk, store: Store, action: Action
) -> None:
    key = opened("p1", "[ich] huste")
    error = refused(lambda: decide(moderator, key, action, reply="Danke, und gute Besserung!"))
    assert error.key == "workflow.only_templates"
    assert "Vorlage" in str(error)
    assert "eskalieren" in str(error)
    with store.reading() as session:
        assert session.exec(select(Decision)).all() == [] == session.exec(select(Effect)).all()


@pytest.mark.parametrize(
    ("template", "reply"),
    [
        ("T-KRISE", CRISIS),
        ("", CRISIS),
        ("T-DANKE", THANKS),
        ("", THANKS),
        ("T-KRISE", "Please call: 0000 111"),
        ("T-DANKE", "\nDanke!\n0000 100 – Alex\n"),
    ],
)
def test_a_template_whose_slots_are_filled_is_sent_as_it_was_written(
    opened: Opened, moderator: Desk, clock: StoppedClock, network: Network, template: str, reply: str
) -> None:
    decide(moderator, opened(), Action.REPLY, reply=reply, template=template)
    clock.forward(minutes=1)
    moderator.deliver_due()
    assert [publication.text for publication in network.published] == [reply]


@pytest.mark.parametrize(
    ("template", "reply"),
    [
        ("T-DANKE", CRISIS),
        ("T-KRISE", f"{CRISIS}. Gute Besserung!"),
        ("T-DANKE", "Danke! 0000 666 – Alex Brandt"),
        ("", "Danke! 0000 100 –"),
    ],
)
def test_a_template_that_was_changed_or_is_not_the_one_named_is_refused(
    opened: Opened, moderator: Desk, template: str, reply: str
) -> None:
    key = opened()
    assert (
        refused(lambda: decide(moderator, key, Action.REPLY, reply=reply, template=template)).key
        == "workflow.only_templates"
    )


def test_what_the_screen_offers_a_moderator_may_send_in_either_language(opened: Opened, moderator: Desk) -> None:
    for number, language in enumerate(["de", "en", "de-CH"]):
        key = opened(f"p{number}", locale=language)
        for rendered in moderator.templates(moderator.case(key), language):
            reply = rendered.text.replace("[Ihr Name]", "Alex").replace("[your name]", "Alex")
            assert (
                decide(moderator, key, Action.REPLY, reply=reply, template=rendered.id).state is State.EFFECTS_PENDING
            )
            take_back(moderator, key)


@pytest.mark.parametrize("template", ["", "T-KRISE"])
def test_the_lead_of_a_sample_desk_writes_freely(opened: Opened, desk: Desk, template: str) -> None:
    assert desk.actor.role is Role.LEAD
    reply = "Vielen Dank, wir melden uns."
    assert decide(desk, opened(), Action.REPLY, reply=reply, template=template).state is State.EFFECTS_PENDING


def test_what_an_agency_drafts_is_in_the_words_of_the_house_too(opened: Opened, store: Store, sit_down: Seat) -> None:
    with store.transaction() as session:
        session.add(Staff(site_id=1, login="agentur", name="Toni Berg", role=Role.AGENCY, synthetic=True))
    agency, key = sit_down("agentur"), opened()
    assert refused(lambda: decide(agency, key, Action.REPLY, reply="Danke!")).key == "workflow.only_templates"
    assert decide(agency, key, Action.REPLY, reply=CRISIS).state is State.AWAITING_RELEASE


def test_a_decision_that_says_nothing_in_public_needs_no_template(opened: Opened, moderator: Desk) -> None:
    assert decide(moderator, opened(), Action.APPROVE, reply="Danke", reason="harmlos").state is State.DONE


@pytest.mark.parametrize("template", ["T-NIE", "t-krise", " ", "T-KRISE\x1b[2J"])
@pytest.mark.parametrize("action", [Action.REPLY, Action.APPROVE])
def test_a_template_that_the_house_does_not_have_is_wrong_usage(
    opened: Opened, desk: Desk, template: str, action: Action
) -> None:
    key = opened()
    with pytest.raises(WrongUsage) as error:
        decide(desk, key, action, reply=CRISIS, template=template)
    assert error.value.key == "workflow.no_such_template"


@pytest.mark.parametrize("reply", ["", " \n"])
def test_a_warning_needs_a_text(opened: Opened, desk: Desk, reply: str) -> None:
    with pytest.raises(WrongUsage) as error:
        decide(desk, opened("p1", "[sie] ist krank", channel="forum"), Action.WARN, reply=reply)
    assert error.value.key == "errors.needs_reply"


def test_a_warning_is_published_with_its_text(
    opened: Opened, desk: Desk, clock: StoppedClock, network: Network
) -> None:
    key = opened("p1", "[sie] ist krank", channel="forum")
    decide(desk, key, Action.WARN, reply="Bitte nennen Sie keine Namen.", ground=Ground.THIRD_PERSON_HEALTH)
    clock.forward(minutes=1)
    desk.deliver_due()
    assert [publication.text for publication in network.published] == ["Bitte nennen Sie keine Namen."]


@pytest.mark.parametrize("login", ["leitung", "moderation"])
@pytest.mark.parametrize(
    "slot", ["[Ihr Name]", "[your name]", "[ihr\nName]"], ids=["German", "English", "broken and in small letters"]
)
def test_an_answer_with_an_open_slot_goes_out_from_nobody_and_the_slot_is_named(
    opened: Opened, sit_down: Seat, store: Store, login: str, slot: str
) -> None:
    person, key = sit_down(login), opened()
    with pytest.raises(WrongUsage) as error:
        decide(person, key, Action.REPLY, reply=f"Danke! 0000 100 – {slot}", template="T-DANKE")
    assert error.value.key == "workflow.open_slot"
    assert "[ihr name]" in str(error.value).lower() or "[your name]" in str(error.value)
    with store.reading() as session:
        assert session.exec(select(Decision)).all() == [] == session.exec(select(Effect)).all()


def test_brackets_of_ones_own_are_no_open_slot(opened: Opened, desk: Desk) -> None:
    reply = "Danke! [Hinweis] Wir melden uns."
    assert decide(desk, opened(), Action.REPLY, reply=reply).state is State.EFFECTS_PENDING
