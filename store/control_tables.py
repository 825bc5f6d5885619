"""The tables behind the lightest control: how many deals met each criterion day by day, and what was proposed of it."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Column
from sqlmodel import Field

from store.columns import Row, moment
from store.deal_tables import WORD_LENGTH
from store.tables import ID_LENGTH


class CriterionDayRow(Row, table=True):
    """Of the deals that a criterion was about on a local day, how many met it."""

    __tablename__ = "criterion_days"
    team_id: str = Field(primary_key=True, max_length=ID_LENGTH)
    workflow: str = Field(primary_key=True, max_length=WORD_LENGTH)
    criterion: str = Field(primary_key=True, max_length=WORD_LENGTH)
    day: date = Field(primary_key=True)
    looked_at: int
    """Without those of which the CRM's history does not tell enough."""
    met: int
    control: str = Field(max_length=20)
    """The workflow's on that day: what happened under another one says nothing about the present one."""


class ControlProposalRow(Row, table=True):
    """What the admins were told in a month, with the figures as they were then."""

    __tablename__ = "control_proposals"
    team_id: str = Field(primary_key=True, max_length=ID_LENGTH)
    month: str = Field(primary_key=True, max_length=7)
    made_at: datetime = Field(sa_column=moment())
    proposals: list[dict[str, Any]] = Field(default_factory=list, sa_column=Column(JSON(), nullable=False))
