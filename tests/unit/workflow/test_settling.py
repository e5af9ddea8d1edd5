from pathlib import Path

import pytest
from sqlmodel import select

from desk import bootstrap
from desk.channels.capabilities import CAPABILITIES
from desk.errors import Refused
from desk.model.names import ChannelKind, HouseKind, Role
from desk.model.tables import Channel, Site, Staff
from desk.store.database import Store
from desk.workflow import settling


@pytest.fixture
def empty(tmp_path: Path) -> Store:
    return bootstrap.open_store(tmp_path / "empty.db")


def test_a_new_desk_is_nobodys_and_no_sample(empty: Store) -> None:
    with empty.reading() as session:
        assert (settling.is_settled(session), settling.is_sample(session)) == (False, False)


def test_a_real_desk_has_one_person_and_nobody_synthetic(empty: Store) -> None:
    with empty.transaction() as session:
        settling.settle_owner(session, "kim")
    with empty.reading() as session:
        (owner,) = settling.people(session)
        assert (owner.login, owner.role, owner.synthetic) == ("kim", Role.LEAD, False)
        assert (settling.is_settled(session), settling.is_sample(session)) == (True, False)


def test_a_sample_desk_has_a_house_of_each_kind_with_its_profile(store: Store) -> None:
    with store.reading() as session:
        assert settling.is_sample(session)
        sites = session.exec(select(Site)).all()
    assert [(site.kind, site.name) for site in sites] == [
        (HouseKind.INSURER, "Musterkasse"),
        (HouseKind.HOSPITAL, "hospital"),
        (HouseKind.PRACTICE, "practice"),
    ]


def test_somebody_who_left_is_no_longer_among_the_people(store: Store) -> None:
    with store.transaction() as session:
        session.exec(select(Staff).where(Staff.login == "moderation")).one().active = False
    with store.reading() as session:
        assert "moderation" not in {person.login for person in settling.people(session)}


@pytest.mark.parametrize("kind", ChannelKind)
def test_a_channel_is_made_when_its_first_post_comes_and_only_once(store: Store, kind: ChannelKind) -> None:
    with store.transaction() as session:
        first = settling.channel_place(session, "hospital", kind)
        again = settling.channel_place(session, "hospital", kind)
        channel = session.exec(select(Channel)).one()
    assert first == again == (channel.id, channel.site_id)
    assert (channel.name, channel.kind, channel.capabilities) == (f"hospital-{kind}", kind, list(CAPABILITIES[kind]))


@pytest.mark.parametrize(
    ("house", "channel"), [("hospital", "tiktok"), ("apotheke", "mail"), ("", ""), ("hospital", "")]
)
def test_a_house_or_channel_that_nobody_knows_is_refused(store: Store, house: str, channel: str) -> None:
    with store.transaction() as session, pytest.raises(Refused):
        settling.channel_place(session, house, channel)
