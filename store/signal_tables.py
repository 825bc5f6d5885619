"""The tables of threads that wait to be judged, and of the signals that came of them. None holds a word of a thread."""

from datetime import date, datetime

from sqlalchemy import JSON, Column, Double, Index, UniqueConstraint
from sqlmodel import Field

from store.columns import Row, any_length, index_of_some, moment
from store.deal_tables import WORD_LENGTH
from store.tables import ID_LENGTH


class PendingThreadRow(Row, table=True):
    """A thread in which something was said that may matter. It is read when it is due, and this row goes."""

    __tablename__ = "pending_threads"
    __table_args__ = (Index("ix_pending_threads_due", "team_id", "due_at"),)
    team_id: str = Field(primary_key=True, max_length=ID_LENGTH)
    channel: str = Field(primary_key=True, max_length=ID_LENGTH)
    thread_ts: str = Field(primary_key=True, max_length=ID_LENGTH)
    due_at: datetime = Field(sa_column=moment())
    marked: int = 1
    """Counted up when something new was said: whoever is reading the thread meanwhile leaves the row."""
    attempts: int = 0
    lease_until: datetime | None = Field(default=None, sa_column=moment(nullable=True))
    """By the store's clock: whoever reads the thread has it to himself until then."""


class JudgedThreadRow(Row, table=True):
    __tablename__ = "judged_threads"
    __table_args__ = (Index("ix_judged_threads_at", "team_id", "judged_at"),)
    team_id: str = Field(primary_key=True, max_length=ID_LENGTH)
    channel: str = Field(primary_key=True, max_length=ID_LENGTH)
    thread_ts: str = Field(primary_key=True, max_length=ID_LENGTH)
    fingerprint: str = Field(max_length=64)
    """A digest of how many messages there were and when each was last changed: the same one is not judged again."""
    judged_at: datetime = Field(sa_column=moment())


class SignalRow(Row, table=True):
    __tablename__ = "signals"
    __table_args__ = (
        UniqueConstraint("team_id", "number", name="uq_signals_number"),
        UniqueConstraint("team_id", "channel", "thread_ts", name="uq_signals_thread"),
        Index("ix_signals_seen", "team_id", "seen_at"),
        Index("ix_signals_workflow", "team_id", "workflow", "state"),
    )
    id: int | None = Field(default=None, primary_key=True)
    team_id: str = Field(max_length=ID_LENGTH)
    enterprise_id: str | None = Field(default=None, max_length=ID_LENGTH)
    number: int
    kind: str = Field(max_length=30)
    workflow: str | None = Field(default=None, max_length=WORD_LENGTH)
    channel: str = Field(max_length=ID_LENGTH)
    thread_ts: str = Field(max_length=ID_LENGTH)
    starter: str | None = Field(default=None, max_length=ID_LENGTH)
    probability: float = Field(sa_column=Column(Double(), nullable=False))
    evidence: list[str] = Field(default_factory=list, sa_column=Column(JSON(), nullable=False))
    """Sentences of ours, from a list that is part of the product."""
    deal: str | None = Field(default=None, sa_column=any_length(nullable=True))
    private: bool = False
    shared: bool = False
    state: str = Field(max_length=20)
    state_at: datetime = Field(sa_column=moment())
    seen_at: datetime = Field(sa_column=moment())
    flagged_by: str | None = Field(default=None, max_length=ID_LENGTH)
    report_id: int | None = Field(default=None, foreign_key="reports.id")


class SignalLabelRow(Row, table=True):
    """What somebody said of a signal: one label a person and signal, the latest word."""

    __tablename__ = "signal_labels"
    __table_args__ = (
        UniqueConstraint("team_id", "signal_id", "by", name="uq_signal_labels_person"),
        Index("ix_signal_labels_kind", "team_id", "kind", "at"),
        Index("ix_signal_labels_channel", "team_id", "channel", "at"),
    )
    id: int | None = Field(default=None, primary_key=True)
    team_id: str = Field(max_length=ID_LENGTH)
    signal_id: int = Field(foreign_key="signals.id")
    kind: str = Field(max_length=30)
    channel: str = Field(max_length=ID_LENGTH)
    verdict: str = Field(max_length=20)
    """confirmed, dismissed, flagged or missed."""
    probability: float = Field(sa_column=Column(Double(), nullable=False))
    by: str = Field(max_length=ID_LENGTH)
    at: datetime = Field(sa_column=moment())


class UnwatchedChannelRow(Row, table=True):
    """A channel that somebody stopped us from watching, until `ended_at`."""

    __tablename__ = "unwatched_channels"
    __table_args__ = (
        index_of_some("uq_unwatched_channels_open", "team_id", "channel", where="ended_at IS NULL", unique=True),
    )
    id: int | None = Field(default=None, primary_key=True)
    team_id: str = Field(max_length=ID_LENGTH)
    channel: str = Field(max_length=ID_LENGTH)
    by: str = Field(max_length=ID_LENGTH)
    at: datetime = Field(sa_column=moment())
    ended_by: str | None = Field(default=None, max_length=ID_LENGTH)
    ended_at: datetime | None = Field(default=None, sa_column=moment(nullable=True))


class ChannelToldRow(Row, table=True):
    """A channel that was told, when we came, what is watched for and how to stop it."""

    __tablename__ = "channels_told"
    team_id: str = Field(primary_key=True, max_length=ID_LENGTH)
    channel: str = Field(primary_key=True, max_length=ID_LENGTH)
    greeted_at: datetime = Field(sa_column=moment())


class SignalNoteRow(Row, table=True):
    """A note to whoever started a thread: at most one a person and day, and one a channel and hour."""

    __tablename__ = "signal_notes"
    __table_args__ = (
        UniqueConstraint("team_id", "person", "day", name="uq_signal_notes_person_day"),
        Index("ix_signal_notes_channel", "team_id", "channel", "at"),
    )
    signal_id: int = Field(primary_key=True, foreign_key="signals.id")
    team_id: str = Field(max_length=ID_LENGTH)
    person: str = Field(max_length=ID_LENGTH)
    channel: str = Field(max_length=ID_LENGTH)
    day: date
    """Of the company's time zone."""
    at: datetime = Field(sa_column=moment())
