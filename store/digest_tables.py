"""The tables of what was told before each meeting, and of which deals were looked at in it."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, Index, Text, UniqueConstraint
from sqlmodel import Field

from store.columns import Row, any_length, moment
from store.deal_tables import WORD_LENGTH
from store.tables import ID_LENGTH


class DigestRow(Row, table=True):
    """A document: written once, before the meeting. Its posts show it, and what was inspected since."""

    __tablename__ = "digests"
    __table_args__ = (UniqueConstraint("team_id", "workflow", "meeting_at", name="uq_digests_meeting"),)
    id: int | None = Field(default=None, primary_key=True)
    team_id: str = Field(max_length=ID_LENGTH)
    workflow: str = Field(max_length=WORD_LENGTH)
    meeting_at: datetime = Field(sa_column=moment())
    made_at: datetime = Field(sa_column=moment())
    channel: str = Field(max_length=ID_LENGTH)
    content: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON(), nullable=False))
    """What it tells, without the deals that are ready."""
    ready: list[dict[str, Any]] = Field(default_factory=list, sa_column=Column(JSON(), nullable=False))
    """The deals that are ready, apart: only the form that marks deals as reviewed lists them."""


class InspectionRow(Row, table=True):
    """What was said of one deal of a digest; of several words the last one stands."""

    __tablename__ = "inspections"
    __table_args__ = (Index("ix_inspections_at", "team_id", "at"),)
    digest_id: int = Field(primary_key=True, foreign_key="digests.id")
    deal: str = Field(sa_column=Column(Text(), primary_key=True))
    team_id: str = Field(max_length=ID_LENGTH)
    workflow: str = Field(max_length=WORD_LENGTH)
    by: str = Field(max_length=ID_LENGTH)
    verdict: str = Field(max_length=20)
    why: str = Field(sa_column=any_length())
    at: datetime = Field(sa_column=moment())
