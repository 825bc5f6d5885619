"""The table of what people were asked, one row for each person and day."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Column, Index, UniqueConstraint
from sqlmodel import Field

from store.columns import Row, moment
from store.tables import ID_LENGTH


class BundleRow(Row, table=True):
    """Also of a person who was not asked anything on that day: nobody looks again before the next one."""

    __tablename__ = "bundles"
    __table_args__ = (
        UniqueConstraint("team_id", "person", "day", name="uq_bundles_person_day"),
        Index("ix_bundles_made", "team_id", "made_at"),
    )
    id: int | None = Field(default=None, primary_key=True)
    team_id: str = Field(max_length=ID_LENGTH)
    person: str = Field(max_length=ID_LENGTH)
    day: date
    """The person's own."""
    made_at: datetime = Field(sa_column=moment())
    sections: list[dict[str, Any]] = Field(default_factory=list, sa_column=Column(JSON(), nullable=False))
    parts: int
    """How many sections there are, so that of two who add one at once one wins."""
    used: list[str] = Field(default_factory=list, sa_column=Column(JSON(), nullable=False))
