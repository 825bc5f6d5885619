"""The tables of what was read from the CRM, and of what the deals lack.

Ids, names and values are the CRM's and of any length. `deals` and `deal_changes` stand by the CRM's own ids, without
foreign keys: both are written by the page, a hundred thousand rows at a time.
"""

from datetime import date, datetime

from sqlalchemy import JSON, Column, Double, Index, Text
from sqlmodel import Field

from store.columns import Row, UtcDateTime, any_length, by_our_words, index_of_some, moment
from store.tables import ID_LENGTH

WORD_LENGTH = 100
"""Of our own words: a field, a workflow, a criterion."""


def _key() -> Column[str]:
    return Column(Text(), primary_key=True)


class DealRow(Row, table=True):
    __tablename__ = "deals"
    __table_args__ = (
        Index("ix_deals_standing", "team_id", "standing", "close_date"),
        Index("ix_deals_owner", "team_id", "owner"),
    )
    team_id: str = Field(primary_key=True, max_length=ID_LENGTH)
    id: str = Field(sa_column=_key())
    name: str = Field(sa_column=any_length())
    owner: str | None = Field(default=None, sa_column=any_length(nullable=True))
    pipeline: str = Field(sa_column=any_length())
    stage: str = Field(sa_column=any_length())
    standing: str = Field(max_length=10)
    """What the stage means at present, kept here for the index."""
    amount: float | None = Field(default=None, sa_column=Column(Double()))
    """To sort by. The exact amount is the text among `values`."""
    currency: str | None = Field(default=None, sa_column=any_length(nullable=True))
    close_date: date | None = None
    created_at: datetime = Field(sa_column=moment())
    modified_at: datetime = Field(sa_column=moment())
    values: dict[str, str] = Field(default_factory=dict, sa_column=by_our_words())
    changed_at: dict[str, str] = Field(default_factory=dict, sa_column=by_our_words())
    link: str = Field(default="", sa_column=any_length())
    seen_at: datetime = Field(sa_column=moment())
    """When a sync last had it in hand: a whole sync that did not see it tells that it is gone."""
    deleted_at: datetime | None = Field(default=None, sa_column=moment(nullable=True))


class DealChangeRow(Row, table=True):
    """A value that a field had from `at` on; the same one again is the same row."""

    __tablename__ = "deal_changes"
    __table_args__ = (
        Index("ix_deal_changes_at", "team_id", "at"),
        # The key is most of the row, and it is read by the key.
        {"sqlite_with_rowid": False},
    )
    team_id: str = Field(primary_key=True, max_length=ID_LENGTH)
    deal: str = Field(sa_column=_key())
    field: str = Field(primary_key=True, max_length=WORD_LENGTH)
    at: datetime = Field(sa_column=Column(UtcDateTime(), primary_key=True))
    nth: int = Field(primary_key=True)
    """0, and counted up where a field changed several times within what the CRM takes for one moment."""
    value: str = Field(sa_column=any_length())
    by: str | None = Field(default=None, sa_column=any_length(nullable=True))
    source: str = Field(max_length=20)


class DealDayRow(Row, table=True):
    """What a deal held at the end of a local day, as far as we saw it: the history that vendors do not keep.

    Only of the days on which something was different from before; what held on another day is the latest row before it.
    A row for every deal and day would be 40 million of them for 100,000 deals, kept for 400 days.
    """

    __tablename__ = "deal_days"
    team_id: str = Field(primary_key=True, max_length=ID_LENGTH)
    deal: str = Field(sa_column=_key())
    day: date = Field(primary_key=True)
    owner: str | None = Field(default=None, sa_column=any_length(nullable=True))
    pipeline: str = Field(sa_column=any_length())
    stage: str = Field(sa_column=any_length())
    currency: str | None = Field(default=None, sa_column=any_length(nullable=True))
    values: dict[str, str] = Field(default_factory=dict, sa_column=by_our_words())


class CrmStageRow(Row, table=True):
    """Also those that the CRM no longer has: deals of long ago still stand there."""

    __tablename__ = "crm_stages"
    team_id: str = Field(primary_key=True, max_length=ID_LENGTH)
    pipeline: str = Field(sa_column=_key())
    id: str = Field(sa_column=_key())
    label: str = Field(sa_column=any_length())
    standing: str = Field(max_length=10)
    probability: float | None = None


class CrmOwnerRow(Row, table=True):
    __tablename__ = "crm_owners"
    team_id: str = Field(primary_key=True, max_length=ID_LENGTH)
    id: str = Field(sa_column=_key())
    name: str = Field(sa_column=any_length())
    email: str | None = Field(default=None, sa_column=any_length(nullable=True))
    active: bool = True


class CrmFieldRow(Row, table=True):
    """The fields of the operating model that the CRM has and shows us, as of the latest sync."""

    __tablename__ = "crm_fields"
    team_id: str = Field(primary_key=True, max_length=ID_LENGTH)
    field: str = Field(primary_key=True, max_length=WORD_LENGTH)
    label: str = Field(sa_column=any_length())
    kind: str = Field(max_length=20)
    options: list[dict[str, object]] = Field(default_factory=list, sa_column=Column(JSON(), nullable=False))
    required: bool = False
    updateable: bool = True
    longest: int | None = None
    tracked: bool = True


class CrmSyncRow(Row, table=True):
    """How far the sync of one kind of object has come."""

    __tablename__ = "crm_syncs"
    team_id: str = Field(primary_key=True, max_length=ID_LENGTH)
    object: str = Field(primary_key=True, max_length=20)
    cursor: str | None = Field(default=None, sa_column=any_length(nullable=True))
    mapping: str = Field(max_length=64)
    """A digest of the fields that it was for: with other fields everything is read again."""
    whole_since: datetime | None = Field(default=None, sa_column=moment(nullable=True))
    """When the sync began that reads everything and has not come to its end yet."""
    succeeded_at: datetime | None = Field(default=None, sa_column=moment(nullable=True))


class FindingRow(Row, table=True):
    """A criterion that a deal does not meet, or did not meet until `resolved_at`."""

    __tablename__ = "findings"
    __table_args__ = (
        index_of_some(
            "uq_findings_open", "team_id", "deal", "workflow", "criterion", where="resolved_at IS NULL", unique=True
        ),
        Index("ix_findings_first_seen", "team_id", "workflow", "first_seen_at"),
        Index("ix_findings_resolved", "team_id", "workflow", "resolved_at"),
    )
    id: int | None = Field(default=None, primary_key=True)
    team_id: str = Field(max_length=ID_LENGTH)
    deal: str = Field(sa_column=any_length())
    workflow: str = Field(max_length=WORD_LENGTH)
    criterion: str = Field(max_length=WORD_LENGTH)
    field: str = Field(max_length=WORD_LENGTH)
    because: str = Field(sa_column=any_length())
    since: date | None = None
    first_seen_at: datetime = Field(sa_column=moment())
    resolved_at: datetime | None = Field(default=None, sa_column=moment(nullable=True))
