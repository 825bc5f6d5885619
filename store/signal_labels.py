"""What people said of signals, and to whom notes were sent: the labels to learn from, and the limits of notes."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, case, func, select

from domain.ids import ChannelId, SignalId, UserId
from domain.signal import Signal
from domain.signal_verdict import Verdict
from domain.signals.kinds import Kind
from domain.signals.learning import Answers
from store.columns import table_of
from store.engine import Transaction
from store.once import one_at_a_time
from store.signal_tables import SignalLabelRow, SignalNoteRow
from store.upsert import insert_into

labels = table_of(SignalLabelRow)
notes = table_of(SignalNoteRow)


async def keep_label(tx: Transaction, signal: Signal, verdict: Verdict, *, by: UserId, at: datetime) -> None:
    """The latest word of each person about each signal."""
    start = insert_into(labels, is_sqlite=tx.is_sqlite).values(
        team_id=tx.team,
        signal_id=signal.id,
        kind=signal.kind.value,
        channel=signal.channel,
        verdict=verdict.value,
        probability=signal.probability,
        by=by,
        at=at,
    )
    latest = {"verdict": start.excluded.verdict, "at": start.excluded.at, "kind": start.excluded.kind}
    await tx.execute(start.on_conflict_do_update(index_elements=["team_id", "signal_id", "by"], set_=latest))


async def was_flagged_by(tx: Transaction, signal: SignalId, person: UserId) -> bool:
    flags = [Verdict.FLAGGED.value, Verdict.MISSED.value]
    found = select(labels.c.id).where(
        labels.c.team_id == tx.team, labels.c.signal_id == signal, labels.c.by == person, labels.c.verdict.in_(flags)
    )
    return (await tx.execute(found)).first() is not None


async def answers_by_kind(tx: Transaction, *, since: datetime) -> dict[Kind, Answers]:
    """Of every kind, also of those that nobody said a word about."""
    found = await _answers(tx, labels.c.kind, since)
    return {kind: found.get(kind.value, Answers()) for kind in Kind}


async def answers_by_channel(tx: Transaction, *, since: datetime) -> dict[ChannelId, Answers]:
    return {ChannelId(channel): answers for channel, answers in (await _answers(tx, labels.c.channel, since)).items()}


async def answers_in(tx: Transaction, channel: ChannelId, *, since: datetime) -> Answers:
    return (await _answers(tx, labels.c.channel, since, labels.c.channel == channel)).get(channel, Answers())


async def _answers(tx: Transaction, by: Any, since: datetime, *which: ColumnElement[bool]) -> dict[str, Answers]:
    def number(*verdicts: Verdict) -> ColumnElement[int]:
        return func.sum(case((labels.c.verdict.in_([verdict.value for verdict in verdicts]), 1), else_=0))

    counted = (
        select(
            by.label("of"),
            number(Verdict.CONFIRMED).label("confirmed"),
            number(Verdict.DISMISSED).label("dismissed"),
            number(Verdict.FLAGGED, Verdict.MISSED).label("flagged"),
        )
        .where(labels.c.team_id == tx.team, labels.c.at >= since, *which)
        .group_by(by)
    )
    rows = await tx.execute(counted)
    return {row.of: Answers(int(row.confirmed), int(row.dismissed), int(row.flagged)) for row in rows}


# --- notes -----------------------------------------------------------------------------------------------------------


async def take_turn(
    tx: Transaction, signal: Signal, person: UserId, *, day: date, at: datetime, none_since: datetime
) -> bool:
    """True if `person` may have a note now: the first one of the `day`, and the channel's first since `none_since`.

    Two threads that are judged at one moment cannot both have it.
    """
    await one_at_a_time(tx, "signal notes")
    lately = (
        select(notes.c.signal_id)
        .where(notes.c.team_id == tx.team, notes.c.channel == signal.channel, notes.c.at > none_since)
        .limit(1)
    )
    if (await tx.execute(lately)).first() is not None:
        return False
    start = insert_into(notes, is_sqlite=tx.is_sqlite).values(
        signal_id=signal.id, team_id=tx.team, person=person, channel=signal.channel, day=day, at=at
    )
    taken = await tx.execute(start.on_conflict_do_nothing().returning(notes.c.signal_id))
    return taken.first() is not None


async def noted_to(tx: Transaction, signal: SignalId) -> UserId | None:
    """Who got the note about it; None when nobody did."""
    found = select(notes.c.person).where(notes.c.team_id == tx.team, notes.c.signal_id == signal)
    person = (await tx.execute(found)).scalar_one_or_none()
    return UserId(person) if person else None
