"""The people at the desk."""

from sqlmodel import Field, SQLModel

from desk.model.names import Role
from desk.model.tables.columns import Name


class Staff(SQLModel, table=True):
    """A member of staff of one site. `synthetic` people exist on the sample desk only."""

    __tablename__ = "staff"

    id: int | None = Field(default=None, primary_key=True)
    site_id: int = Field(foreign_key="sites.id", index=True)
    login: str = Field(unique=True)
    name: str
    role: Role = Field(sa_type=Name(Role))
    synthetic: bool = False
    active: bool = True
