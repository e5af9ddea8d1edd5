"""Houses, channels and people of a new desk."""

from collections.abc import Mapping
from typing import Any, TypeVar

from sqlmodel import Session, col, select

from desk.account import account
from desk.channels.capabilities import CAPABILITIES, PREMODERATED
from desk.errors import Refused
from desk.model.names import ChannelKind, HouseKind, Role
from desk.model.tables import Channel, Keepsake, Site, Staff
from desk.model.tables.columns import stored
from desk.workflow.admission import check_admitted
from desk.workflow.views import Actor

_Named = TypeVar("_Named", HouseKind, ChannelKind)

SAMPLE_PEOPLE = (
    ("leitung", "Kim Lindner", Role.LEAD),
    ("moderation", "Alex Brandt", Role.MODERATOR),
    ("supervision", "Robin Falk", Role.LEAD),
    ("datenschutz", "Sascha Voss", Role.DATA_PROTECTION),
)
"""Login, name and role of the synthetic people of a sample desk; the first one opens it."""


def settle_sample(session: Session, profiles: Mapping[str, Mapping[str, Any]]) -> None:
    """Make an empty desk a sample desk: three houses and four synthetic people."""
    session.add(Keepsake(name="sample", value="1"))
    houses = [_site(session, HouseKind(kind), profile) for kind, profile in profiles.items()]
    session.add_all(
        Staff(site_id=stored(houses[0].id), login=login, name=name, role=role, synthetic=True)
        for login, name, role in SAMPLE_PEOPLE
    )


def settle_owner(session: Session, login: str) -> None:
    """Give an empty real desk its first person: the account that started it, as lead."""
    house = _site(session, HouseKind.INSURER, {})
    session.add(Staff(site_id=stored(house.id), login=login, name=login, role=Role.LEAD))


def is_settled(session: Session) -> bool:
    """Whether anybody is at this desk."""
    return session.exec(select(Staff.id).limit(1)).first() is not None


def is_sample(session: Session) -> bool:
    """Whether this is a desk of synthetic people."""
    return session.get(Keepsake, "sample") is not None


def people(session: Session) -> list[Actor]:
    """Return everyone who can act."""
    rows = session.exec(select(Staff).where(col(Staff.active)).order_by(col(Staff.id))).all()
    return [actor_of(row) for row in rows]


def first_actor(session: Session) -> Actor:
    """Return who sits down at a desk: whoever has the account's name, at a sample desk its lead.

    Raises:
        NotAllowed: nobody at this real desk has the account's name.
    """
    staff = people(session)
    sample = is_sample(session)
    check_admitted([person.login for person in staff], sample=sample)
    return staff[0] if sample else next(person for person in staff if person.login == account())


def actor_of(staff: Staff) -> Actor:
    """Return a member of staff as the value that acts."""
    return Actor(stored(staff.id), staff.login, staff.name, staff.role, staff.synthetic)


def channel_place(session: Session, house: str, channel: str) -> tuple[int, int]:
    """Return the ids of a channel and its site: the channel configured by that name, else the house's own of that kind.

    Raises:
        Refused: neither a configured channel nor a kind has this name, or no such kind of house exists.
    """
    configured = session.exec(select(Channel).where(Channel.name == channel)).first()
    if configured is None:
        configured = _house_channel(session, _named(HouseKind, house), _named(ChannelKind, channel))
    return stored(configured.id), configured.site_id


def _house_channel(session: Session, house: HouseKind, kind: ChannelKind) -> Channel:
    name = f"{house.value}-{kind.value}"
    found = session.exec(select(Channel).where(Channel.name == name)).first()
    if found:
        return found
    site = session.exec(select(Site).where(Site.kind == house).order_by(col(Site.id))).first()
    site = site or _site(session, house, {"name": house.value})
    channel = Channel(
        site_id=stored(site.id),
        name=name,
        kind=kind,
        premoderated=kind in PREMODERATED,
        capabilities=list(CAPABILITIES[kind]),
    )
    session.add(channel)
    session.flush()
    return channel


def _site(session: Session, kind: HouseKind, profile: Mapping[str, Any]) -> Site:
    site = Site(
        slug=kind.value,
        name=str(profile.get("name", kind.value)),
        kind=kind,
        country=str(profile.get("country", "DE")),
        locale=str(profile.get("locale", "de-DE")),
        profile=dict(profile),
    )
    session.add(site)
    session.flush()
    return site


def _named(names: type[_Named], value: str) -> _Named:
    try:
        return names(value)
    except ValueError:
        raise Refused("errors.unknown_name", value=value, known=", ".join(names)) from None
