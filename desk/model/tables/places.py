"""Houses, their sites and channels: to which everything else belongs."""

from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel

from desk.model.names import Action, ChannelKind, HouseKind
from desk.model.tables.columns import Name, Names


class Site(SQLModel, table=True):
    """A node of the tree: a house at the root, its clinics, regions or offices below.

    `profile` holds what reply templates may name: hotline, portal, complaints office and the like.
    """

    __tablename__ = "sites"

    id: int | None = Field(default=None, primary_key=True)
    parent_id: int | None = Field(default=None, foreign_key="sites.id", index=True)
    slug: str = Field(unique=True)
    name: str
    kind: HouseKind = Field(sa_type=Name(HouseKind))
    country: str = "DE"
    locale: str = "de-DE"
    timezone: str = "Europe/Berlin"
    profile: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)


class Channel(SQLModel, table=True):
    """One account, page or forum of a site on one network.

    `premoderated` says that a post is invisible until somebody approves it; `capabilities` which actions the network
    offers.
    """

    __tablename__ = "channels"

    id: int | None = Field(default=None, primary_key=True)
    site_id: int = Field(foreign_key="sites.id", index=True)
    name: str = Field(unique=True)
    kind: ChannelKind = Field(sa_type=Name(ChannelKind))
    premoderated: bool = False
    capabilities: list[Action] = Field(default_factory=list, sa_type=Names(Action))
