"""The tables of what people answer about their deals: what is to be written to the CRM, and what rests."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from store.columns import Row, any_length, by_our_words, index_of_some, moment
from store.deal_tables import WORD_LENGTH
from store.tables import ID_LENGTH


class DealUpdateRow(Row, table=True):
    """What a person wanted a deal to hold, and what became of it: the record of who wrote what to the CRM."""

    __tablename__ = "deal_updates"
    __table_args__ = (
        UniqueConstraint("team_id", "delivery", name="uq_deal_updates_delivery"),
        Index("ix_deal_updates_deal", "team_id", "deal"),
        index_of_some("ix_deal_updates_waiting", "team_id", "deal", where="state = 'waiting'"),
        index_of_some("ix_deal_updates_untold", "team_id", where="owes_word"),
    )
    id: int | None = Field(default=None, primary_key=True)
    team_id: str = Field(max_length=ID_LENGTH)
    delivery: str = Field(max_length=255)
    """Slack's name of the submitted form: the same one again finds this row."""
    deal: str = Field(sa_column=any_length())
    by: str = Field(max_length=ID_LENGTH)
    asked_at: datetime = Field(sa_column=moment())
    finding: int
    """The row of the finding from which the form was opened. It may be forgotten earlier than this row."""
    values: dict[str, str] = Field(default_factory=dict, sa_column=by_our_words())
    seen: dict[str, str] = Field(default_factory=dict, sa_column=by_our_words())
    state: str = Field(max_length=20)
    tries: int = 0
    lease_until: datetime | None = Field(default=None, sa_column=moment(nullable=True))
    next_try_at: datetime | None = Field(default=None, sa_column=moment(nullable=True))
    ended_at: datetime | None = Field(default=None, sa_column=moment(nullable=True))
    now: dict[str, str] = Field(default_factory=dict, sa_column=by_our_words())
    because: dict[str, str] = Field(default_factory=dict, sa_column=by_our_words())
    merged_into: str | None = Field(default=None, sa_column=any_length(nullable=True))
    view_id: str | None = Field(default=None, max_length=255)
    shown_in: int | None = Field(default=None, foreign_key="posts.id")
    """Our post from which the form was opened, if it was one: it is drawn again."""
    owes_word: bool = False
    """True from when there is something to tell the person until they were told."""


class AskingRestRow(Row, table=True):
    """Something that a person is not asked, until `until`, or until it ended."""

    __tablename__ = "asking_rests"
    __table_args__ = (
        UniqueConstraint("team_id", "delivery", name="uq_asking_rests_delivery"),
        index_of_some("ix_asking_rests_current", "team_id", "by", where="ended_at IS NULL"),
    )
    id: int | None = Field(default=None, primary_key=True)
    team_id: str = Field(max_length=ID_LENGTH)
    delivery: str = Field(max_length=255)
    by: str = Field(max_length=ID_LENGTH)
    scope: str = Field(max_length=20)
    begun_at: datetime = Field(sa_column=moment())
    until: datetime | None = Field(default=None, sa_column=moment(nullable=True))
    ended_at: datetime | None = Field(default=None, sa_column=moment(nullable=True))
    """When it was taken back, or another one took its place."""
    deal: str = Field(sa_column=any_length())
    stage: str = Field(sa_column=any_length())
    workflow: str = Field(max_length=WORD_LENGTH)
    criterion: str = Field(max_length=WORD_LENGTH)
    field: str = Field(max_length=WORD_LENGTH)
    report_id: int | None = Field(default=None, foreign_key="reports.id")
    shown_in: int | None = Field(default=None, foreign_key="posts.id")
