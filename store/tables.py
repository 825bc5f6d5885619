"""The tables. Rows stay in this package; what leaves it are the values of `domain/`.

Every row carries `team_id` (and `enterprise_id` where a workspace belongs to one), every query filters by it.
"""

from datetime import date, datetime

from sqlalchemy import JSON, Column, Index, UniqueConstraint
from sqlmodel import Field

from store.columns import Row, any_length, index_of_some, moment

ID_LENGTH = 32
"""Slack's ids have 9 to 12 characters today, and Slack asks apps to leave room for longer ones."""


class ReportRow(Row, table=True):
    __tablename__ = "reports"
    __table_args__ = (
        UniqueConstraint("team_id", "number", name="uq_reports_number"),
        UniqueConstraint("team_id", "filed_by", name="uq_reports_filed_by"),
        Index("ix_reports_status", "team_id", "status", "status_at"),
        Index("ix_reports_reporter", "team_id", "reporter"),
        Index("ix_reports_changed", "team_id", "changed_at"),
    )
    id: int | None = Field(default=None, primary_key=True)
    team_id: str = Field(max_length=ID_LENGTH)
    enterprise_id: str | None = Field(default=None, max_length=ID_LENGTH)
    number: int
    filed_by: str = Field(max_length=255)
    """The delivery that filed it (Slack's trigger id): the same delivery again finds this row."""
    reporter: str = Field(max_length=ID_LENGTH)
    anonymous: bool = False
    text: str = Field(sa_column=any_length())
    workflow: str | None = Field(default=None, max_length=100)
    field: str | None = Field(default=None, max_length=200)
    stage: str | None = Field(default=None, max_length=200)
    instead: str | None = Field(default=None, sa_column=any_length(nullable=True))
    record_link: str | None = Field(default=None, sa_column=any_length(nullable=True))
    permalink: str | None = Field(default=None, sa_column=any_length(nullable=True))
    status: str = Field(max_length=20)
    status_at: datetime = Field(sa_column=moment())
    created_at: datetime = Field(sa_column=moment())
    changed_at: datetime = Field(sa_column=moment())
    fix_owner: str | None = Field(default=None, max_length=ID_LENGTH)
    due_on: date | None = None
    fix_link: str | None = Field(default=None, sa_column=any_length(nullable=True))
    revisit_on: date | None = None
    merged_into: int | None = Field(default=None, foreign_key="reports.id")
    appealed: bool = False


class SupporterRow(Row, table=True):
    __tablename__ = "supporters"
    report_id: int = Field(primary_key=True, foreign_key="reports.id")
    user_id: str = Field(primary_key=True, max_length=ID_LENGTH)
    team_id: str = Field(max_length=ID_LENGTH)
    at: datetime = Field(sa_column=moment())
    anonymous: bool = False
    """True for who reported without a name and moved along when the report was merged."""


class DecisionRow(Row, table=True):
    __tablename__ = "decisions"
    __table_args__ = (
        Index("ix_decisions_report", "report_id"),
        Index("ix_decisions_at", "team_id", "at"),
    )
    id: int | None = Field(default=None, primary_key=True)
    team_id: str = Field(max_length=ID_LENGTH)
    report_id: int = Field(foreign_key="reports.id")
    verb: str = Field(max_length=20)
    by: str | None = Field(default=None, max_length=ID_LENGTH)
    at: datetime = Field(sa_column=moment())
    words: str = Field(default="", sa_column=any_length())
    change_mind: str = Field(default="", sa_column=any_length())
    question: str = Field(default="", sa_column=any_length())
    owner: str | None = Field(default=None, max_length=ID_LENGTH)
    due_on: date | None = None
    link: str = Field(default="", sa_column=any_length())
    revisit_on: date | None = None
    target_id: int | None = Field(default=None, foreign_key="reports.id")


class DiagnosisRow(Row, table=True):
    __tablename__ = "diagnoses"
    __table_args__ = (Index("ix_diagnoses_report", "report_id"),)
    id: int | None = Field(default=None, primary_key=True)
    team_id: str = Field(max_length=ID_LENGTH)
    report_id: int = Field(foreign_key="reports.id")
    by: str = Field(max_length=ID_LENGTH)
    at: datetime = Field(sa_column=moment())
    cause: str = Field(default="", sa_column=any_length())
    role: str = Field(default="", sa_column=any_length())
    inspection: str = Field(default="", sa_column=any_length())
    reporting_gap: str = Field(default="", sa_column=any_length())
    fix_owner: str | None = Field(default=None, max_length=ID_LENGTH)


class DraftRow(Row, table=True):
    """A report begun and not filed yet, so that a closed form or an expired trigger loses nothing."""

    __tablename__ = "drafts"
    __table_args__ = (
        UniqueConstraint("team_id", "begun_by", name="uq_drafts_begun_by"),
        Index("ix_drafts_person", "team_id", "user_id"),
        # Drafts are thrown away: an old message's button must not reach a new draft under the same id.
        {"sqlite_autoincrement": True},
    )
    id: int | None = Field(default=None, primary_key=True)
    team_id: str = Field(max_length=ID_LENGTH)
    begun_by: str = Field(max_length=255)
    user_id: str = Field(max_length=ID_LENGTH)
    text: str = Field(sa_column=any_length())
    permalink: str = Field(default="", sa_column=any_length())
    created_at: datetime = Field(sa_column=moment())
    report_id: int | None = Field(default=None, foreign_key="reports.id")
    """The report that became of it."""


class NoteRow(Row, table=True):
    __tablename__ = "notes"
    __table_args__ = (
        UniqueConstraint("team_id", "number", name="uq_notes_number"),
        Index("ix_notes_shipped", "team_id", "shipped_at"),
    )
    id: int | None = Field(default=None, primary_key=True)
    team_id: str = Field(max_length=ID_LENGTH)
    number: int
    title: str = Field(sa_column=any_length())
    what_changed: str = Field(sa_column=any_length())
    workflows: list[str] = Field(default_factory=list, sa_column=Column(JSON(), nullable=False))
    roles: list[str] = Field(default_factory=list, sa_column=Column(JSON(), nullable=False))
    by: str = Field(max_length=ID_LENGTH)
    shipped_at: datetime = Field(sa_column=moment())
    posted_as: str | None = Field(default=None, max_length=60)
    """The day's post that shows it ("2026-11-23/1"), "" for a post of its own, NULL while it waits for that day's."""


class NoteReportRow(Row, table=True):
    __tablename__ = "note_reports"
    note_id: int = Field(primary_key=True, foreign_key="notes.id")
    report_id: int = Field(primary_key=True, foreign_key="reports.id")
    team_id: str = Field(max_length=ID_LENGTH)
    __table_args__ = (Index("ix_note_reports_report", "report_id"),)


class VerdictRow(Row, table=True):
    __tablename__ = "verdicts"
    note_id: int = Field(primary_key=True, foreign_key="notes.id")
    user_id: str = Field(primary_key=True, max_length=ID_LENGTH)
    team_id: str = Field(max_length=ID_LENGTH)
    works: bool
    at: datetime = Field(sa_column=moment())
    words: str = Field(default="", sa_column=any_length())


class PostRow(Row, table=True):
    """One post owed to Slack, for ever: `wanted` counts how often it was owed, `shown` up to where it was shown."""

    __tablename__ = "posts"
    __table_args__ = (
        UniqueConstraint("team_id", "kind", "subject", "place", name="uq_posts_key"),
        index_of_some("ix_posts_ts", "ts", "team_id", where="ts IS NOT NULL"),
        index_of_some("ix_posts_new", "team_id", "bulk", "place", "id", where="state = 'owed' AND ts IS NULL"),
        index_of_some("ix_posts_changed", "team_id", "bulk", "id", where="state = 'owed' AND ts IS NOT NULL"),
        index_of_some("ix_posts_sending", "team_id", "place", where="state = 'sending'"),
        index_of_some("ix_posts_refused", "team_id", "place", where="state = 'refused'"),
        index_of_some(
            "ix_posts_next_try", "team_id", "next_try_at", where="state = 'owed' AND next_try_at IS NOT NULL"
        ),
    )
    id: int | None = Field(default=None, primary_key=True)
    team_id: str = Field(max_length=ID_LENGTH)
    kind: str = Field(max_length=30)
    subject: str = Field(max_length=100)
    place: str = Field(max_length=ID_LENGTH)
    bulk: bool = False
    """True for the kinds that others go before, kept here for the indexes."""
    parent_id: int | None = Field(default=None, foreign_key="posts.id")
    thread_ts: str | None = Field(default=None, max_length=30)
    state: str = Field(max_length=10)
    wanted: int = 1
    shown: int = 0
    attempts: int = 0
    unsure: bool = False
    reposted: bool = False
    owed_at: datetime = Field(sa_column=moment())
    """Since when it is owed what it does not show yet, by the store's clock."""
    gesture: str | None = Field(default=None, max_length=16)
    """Under which id the log speaks of the gesture that owed it last; None when no gesture did."""
    lease_until: datetime | None = Field(default=None, sa_column=moment(nullable=True))
    next_try_at: datetime | None = Field(default=None, sa_column=moment(nullable=True))
    first_tried_at: datetime | None = Field(default=None, sa_column=moment(nullable=True))
    channel: str | None = Field(default=None, max_length=ID_LENGTH)
    ts: str | None = Field(default=None, max_length=30)
    error: str | None = Field(default=None, max_length=100)


class RestRow(Row, table=True):
    """Until when a place takes no new message or a method of Slack's no call: for all, by the store's clock."""

    __tablename__ = "rests"
    team_id: str = Field(primary_key=True, max_length=ID_LENGTH)
    what: str = Field(primary_key=True, max_length=60)
    """A place's id or a method's name."""
    until: datetime = Field(sa_column=moment())
    told_by: str = Field(max_length=16)
    """The process that saw it: it knows by itself."""


class OccasionRow(Row, table=True):
    """One firing of one job, claimed in the transaction that stores its results."""

    __tablename__ = "occasions"
    team_id: str = Field(primary_key=True, max_length=ID_LENGTH)
    job: str = Field(primary_key=True, max_length=40)
    occasion: str = Field(primary_key=True, max_length=100)
    claimed_at: datetime = Field(sa_column=moment())


class ReceiptRow(Row, table=True):
    """A delivery of Slack's that was carried out: the same one again changes nothing."""

    __tablename__ = "receipts"
    __table_args__ = (Index("ix_receipts_at", "at"),)
    team_id: str = Field(primary_key=True, max_length=ID_LENGTH)
    key: str = Field(primary_key=True, max_length=255)
    at: datetime = Field(sa_column=moment())
