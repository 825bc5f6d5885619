"""The table of who the CRM's owners are in Slack."""

from datetime import datetime

from sqlalchemy import Column, Text
from sqlmodel import Field

from store.columns import Row, moment
from store.tables import ID_LENGTH


class CrmPersonRow(Row, table=True):
    """What Slack answered, also that it knows nobody."""

    __tablename__ = "crm_people"
    team_id: str = Field(primary_key=True, max_length=ID_LENGTH)
    owner: str = Field(sa_column=Column(Text(), primary_key=True))
    slack_user: str | None = Field(default=None, max_length=ID_LENGTH)
    zone: str | None = Field(default=None, max_length=100)
    asked: str = Field(max_length=64)
    """A digest of what Slack was asked by: with another address of the owner it is asked again."""
    looked_up_at: datetime = Field(sa_column=moment())
