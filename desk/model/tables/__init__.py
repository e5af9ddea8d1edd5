"""The tables of a desk. Importing this package loads SQLModel; `desk.model.names` does not."""

from desk.model.tables.cases import Case, Decision, Effect, Note
from desk.model.tables.people import Staff
from desk.model.tables.places import Channel, Site
from desk.model.tables.posts import Dismissal, FindingRow, Post, Revision, Screening
from desk.model.tables.records import AuditEvent, Keepsake, PolicyVersion
from desk.model.tables.underway import BookmarkRow, Draft

__all__ = [
    "AuditEvent",
    "BookmarkRow",
    "Case",
    "Channel",
    "Decision",
    "Dismissal",
    "Draft",
    "Effect",
    "FindingRow",
    "Keepsake",
    "Note",
    "PolicyVersion",
    "Post",
    "Revision",
    "Screening",
    "Site",
    "Staff",
]
