"""What the desk keeps about itself: versions of the policy, and the audit log."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from desk.model.names import HouseKind
from desk.model.tables.columns import Name, Utc


class PolicyVersion(SQLModel, table=True):
    """A policy that was in force here; its version ends with a digest of the documents it was put together from."""

    __tablename__ = "policy_versions"

    version: str = Field(primary_key=True)
    house: HouseKind = Field(sa_type=Name(HouseKind))
    trial: bool = True
    first_used_at: datetime = Field(sa_type=Utc)


class AuditEvent(SQLModel, table=True):
    """One link of the audit chain; the database refuses to change or remove it.

    `payload` is canonical JSON (sorted keys, no blanks) and never holds the text of a post, a reply or a free reason.
    `digest` is the SHA-256 of the previous digest, a line feed, and the canonical form of all other columns.
    """

    __tablename__ = "audit_events"

    seq: int = Field(primary_key=True)
    at: datetime = Field(sa_type=Utc)
    actor: str
    kind: str
    case_id: int | None = None
    payload: str
    previous: str
    digest: str = Field(unique=True)


class Keepsake(SQLModel, table=True):
    """Small values of this database: its own id, the key of the reason digests, whether it is a sample desk."""

    __tablename__ = "keepsakes"

    name: str = Field(primary_key=True)
    value: str
