"""What people said of signals, and to whom notes were sent: the labels to learn from, and the limits of notes."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select

from domain.ids import ChannelId, SignalId, UserId
from domain.signal import Signal
from domain.signal_learning import Tally, Verdict
from domain.signals.kinds import Kind
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


async def tallies_by_kind(tx: Transaction, *, since: datetime) -> dict[Kind, Tally]:
    """Of every kind, also of those that nobody said a word about."""
    found = await _tallies(tx, labels.c.kind, since)
    return {kind: found.get(kind.value, Tally()) for kind in Kind}


async def tallies_by_channel(tx: Transaction, *, since: datetime) -> dict[ChannelId, Tally]:
    return {ChannelId(channel): tally for channel, tally in (await _tallies(tx, labels.c.channel, since)).items()}


async def tally_of_channel(tx: Transaction, channel: ChannelId, *, since: datetime) -> Tally:
    return (await _tallies(tx, labels.c.channel, since, labels.c.channel == channel)).get(channel, Tally())


async def _tallies(tx: Transaction, by: Any, since: datetime, *which: ColumnElement[bool]) -> dict[str, Tally]:
    counted = (
        select(by.label("of"), labels.c.verdict, func.count().label("number"))
        .where(labels.c.team_id == tx.team, labels.c.at >= since, *which)
        .group_by(by, labels.c.verdict)
    )
    found: dict[str, Tally] = {}
    for row in await tx.execute(counted):
        found[row.of] = found.get(row.of, Tally()) + _tally(Verdict(row.verdict), row.number)
    return found


def _tally(verdict: Verdict, number: int) -> Tally:
    if verdict is Verdict.MISSED:
        return Tally(missed=number)
    return Tally(wrong=number) if verdict is Verdict.DISMISSED else Tally(right=number)


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
