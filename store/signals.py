"""Signals, and which threads were judged."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, Select, delete, func, select, update

from domain.ids import ChannelId, DealId, MessageTs, ReportId, SignalId, UserId
from domain.signal import Signal, SignalNotFound, SignalState
from domain.signals.kinds import Kind
from domain.watching import ThreadPlace
from store.columns import table_of
from store.deal_tables import DealRow
from store.engine import Transaction
from store.once import one_at_a_time
from store.signal_tables import JudgedThreadRow, SignalLabelRow, SignalNoteRow, SignalRow
from store.upsert import insert_into, insert_or_replace

signals = table_of(SignalRow)
judged = table_of(JudgedThreadRow)
deals = table_of(DealRow)


@dataclass(frozen=True, slots=True)
class Sighting:
    """What is kept of a thread that was recognised."""

    thread: ThreadPlace
    kind: Kind
    workflow: str | None
    starter: UserId | None
    probability: float
    evidence: tuple[str, ...]
    deal: DealId | None = None
    private: bool = False
    shared: bool = False
    flagged_by: UserId | None = None

    def values(self) -> dict[str, Any]:
        return {
            "kind": self.kind.value,
            "workflow": self.workflow,
            "starter": self.starter,
            "probability": self.probability,
            "evidence": list(self.evidence),
            "deal": self.deal,
            "private": self.private,
            "shared": self.shared,
        }


def _signal(row: RowMapping) -> Signal:
    return Signal(
        id=SignalId(row["id"]),
        number=row["number"],
        kind=Kind(row["kind"]),
        workflow=row["workflow"],
        channel=ChannelId(row["channel"]),
        thread_ts=MessageTs(row["thread_ts"]),
        starter=row["starter"],
        probability=row["probability"],
        evidence=tuple(row["evidence"]),
        deal=row["deal"],
        private=row["private"],
        shared=row["shared"],
        state=SignalState(row["state"]),
        state_at=row["state_at"],
        seen_at=row["seen_at"],
        flagged_by=row["flagged_by"],
        report=row["report_id"],
    )


def _ours(tx: Transaction) -> Select[Any]:
    return select(signals).where(signals.c.team_id == tx.team)


def _at(thread: ThreadPlace) -> tuple[Any, Any]:
    return signals.c.channel == thread.channel, signals.c.thread_ts == thread.ts


async def add_signal(tx: Transaction, seen: Sighting, *, at: datetime) -> Signal | None:
    """The signal, with the next number of the workspace, without gaps; None when the thread has one already."""
    await one_at_a_time(tx, "signals")  # two could read the same highest number
    number = select(func.coalesce(func.max(signals.c.number), 0) + 1).where(signals.c.team_id == tx.team)
    fields = {
        "team_id": tx.team,
        "enterprise_id": tx.enterprise,
        "channel": seen.thread.channel,
        "thread_ts": seen.thread.ts,
        "state": SignalState.SEEN.value,
        "state_at": at,
        "seen_at": at,
        "flagged_by": seen.flagged_by,
    }
    insert = insert_into(signals, is_sqlite=tx.is_sqlite).values(
        fields | seen.values() | {"number": number.scalar_subquery()}
    )
    keep = insert.on_conflict_do_nothing(index_elements=["team_id", "channel", "thread_ts"]).returning(*signals.c)
    row = (await tx.execute(keep)).mappings().one_or_none()
    return _signal(row) if row else None


async def find_signal(tx: Transaction, signal: SignalId) -> Signal | None:
    row = (await tx.execute(_ours(tx).where(signals.c.id == signal))).mappings().one_or_none()
    return _signal(row) if row else None


async def get_signal(tx: Transaction, signal: SignalId) -> Signal:
    """Raises SignalNotFound, also for a signal of another workspace."""
    if found := await find_signal(tx, signal):
        return found
    raise SignalNotFound


async def find_signal_of(tx: Transaction, thread: ThreadPlace) -> Signal | None:
    row = (await tx.execute(_ours(tx).where(*_at(thread)))).mappings().one_or_none()
    return _signal(row) if row else None


async def some_signals(tx: Transaction, ids: Collection[SignalId]) -> list[Signal]:
    """In the order of their numbers."""
    found = await tx.execute(_ours(tx).where(signals.c.id.in_(ids)).order_by(signals.c.number))
    return [_signal(row) for row in found.mappings()]


async def seen_between(tx: Transaction, start: datetime, end: datetime) -> list[Signal]:
    """Seen from `start` on and before `end`, withdrawn ones too, in the order of their numbers."""
    within = _ours(tx).where(signals.c.seen_at >= start, signals.c.seen_at < end).order_by(signals.c.number)
    return [_signal(row) for row in (await tx.execute(within)).mappings()]


async def see_again(tx: Transaction, signal: SignalId, seen: Sighting) -> None:
    """The thread changed and is still a signal: what is kept of it is what it says now."""
    again = update(signals).where(signals.c.team_id == tx.team, signals.c.id == signal)
    await tx.execute(again.values(**seen.values()))


async def move_signal(
    tx: Transaction,
    signal: SignalId,
    *,
    frm: Collection[SignalState],
    to: SignalState,
    at: datetime,
    report: ReportId | None = None,
) -> bool:
    """True if the signal stood at one of `frm` and now stands at `to`; False if someone was faster."""
    values: dict[str, Any] = {"state": to.value, "state_at": at} | ({} if report is None else {"report_id": report})
    stands = signals.c.state.in_([state.value for state in frm])
    moved = update(signals).where(signals.c.team_id == tx.team, signals.c.id == signal, stands).values(**values)
    return (await tx.execute(moved)).rowcount == 1


async def reports_of(tx: Transaction, kind: Kind, workflow: str | None, *, limit: int) -> list[ReportId]:
    """What threads of that kind about that workflow have become, the latest first; one may stand there twice."""
    became = select(signals.c.report_id).where(
        signals.c.team_id == tx.team,
        signals.c.kind == kind.value,
        signals.c.workflow == workflow if workflow else signals.c.workflow.is_(None),
        signals.c.report_id.is_not(None),
    )
    latest = became.order_by(signals.c.state_at.desc(), signals.c.id.desc()).limit(limit)
    return [ReportId(id) for id in (await tx.execute(latest)).scalars()]


async def pass_on(tx: Transaction, report: ReportId, *, to: ReportId) -> None:
    """What was part of `report` is part of `to`."""
    part_of = (signals.c.team_id == tx.team, signals.c.report_id == report)
    await tx.execute(update(signals).where(*part_of).values(report_id=to))


async def describe_channel(tx: Transaction, channel: ChannelId, *, private: bool, shared: bool) -> list[Signal]:
    """What the channel is at present holds for what was seen there before, too. Gives those of which it did not."""
    there = update(signals).where(signals.c.team_id == tx.team, signals.c.channel == channel)
    other = (signals.c.private != private) | (signals.c.shared != shared)
    changed = there.where(other).values(private=private, shared=shared).returning(*signals.c)
    return [_signal(row) for row in (await tx.execute(changed)).mappings()]


async def forget_signals(tx: Transaction, *, before: datetime) -> None:
    """With what was said of them."""
    old = select(signals.c.id).where(signals.c.team_id == tx.team, signals.c.seen_at < before)
    for table in (table_of(SignalLabelRow), table_of(SignalNoteRow)):
        await tx.execute(delete(table).where(table.c.signal_id.in_(old)))
    await tx.execute(delete(signals).where(signals.c.team_id == tx.team, signals.c.seen_at < before))


async def deals_called(tx: Transaction, ids: Collection[str]) -> dict[DealId, str]:
    """Those of `ids` that are deals of the CRM, each with its link."""
    found = select(deals.c.id, deals.c.link).where(deals.c.team_id == tx.team, deals.c.id.in_(ids))
    return {DealId(row.id): row.link for row in await tx.execute(found.where(deals.c.deleted_at.is_(None)))}


# --- which threads were judged ---------------------------------------------------------------------------------------


async def keep_judged(tx: Transaction, thread: ThreadPlace, fingerprint: str, *, at: datetime) -> None:
    row = {
        "team_id": tx.team,
        "channel": thread.channel,
        "thread_ts": thread.ts,
        "fingerprint": fingerprint,
        "judged_at": at,
    }
    await tx.execute(insert_or_replace(judged, is_sqlite=tx.is_sqlite).values(row))


async def fingerprint_judged(tx: Transaction, thread: ThreadPlace) -> str | None:
    """Of the thread's state when it was judged last; None when it was not, or long ago."""
    found = select(judged.c.fingerprint).where(
        judged.c.team_id == tx.team, judged.c.channel == thread.channel, judged.c.thread_ts == thread.ts
    )
    return (await tx.execute(found)).scalar_one_or_none()


async def judged_since(tx: Transaction, start: datetime, *, limit: int) -> list[tuple[ThreadPlace, datetime]]:
    """The last ones, oldest first."""
    told = select(judged.c.channel, judged.c.thread_ts, judged.c.judged_at)
    found = told.where(judged.c.team_id == tx.team, judged.c.judged_at >= start)
    rows = (await tx.execute(found.order_by(judged.c.judged_at.desc()).limit(limit))).all()
    return [(ThreadPlace(ChannelId(row.channel), MessageTs(row.thread_ts)), row.judged_at) for row in reversed(rows)]


async def forget_judged(tx: Transaction, *, before: datetime) -> None:
    await tx.execute(delete(judged).where(judged.c.team_id == tx.team, judged.c.judged_at < before))
