"""Threads in channels: heard, read when they are quiet, judged, and kept as signals without a word of them."""

from datetime import timedelta

from domain.signal import Signal, SignalState
from domain.signals.kinds import Kind
from store import pending_threads, signals
from tests.conftest import MONDAY
from tests.doors.running import Company
from tests.workspace import CLEO, HANDOFF, RITA, Message

ASKED = "Just took over the Meridian account after closed won. What did we promise them, and who is the champion there?"
TOLD = "We promised SSO by March and a dedicated engineer. Their champion is Dana in IT, the CFO is the risk."


async def signals_of(company: Company) -> list[Signal]:
    async with company.bot.deps.store.read() as tx:
        return await signals.seen_between(tx, MONDAY - timedelta(days=30), MONDAY + timedelta(days=365))


async def waiting(company: Company) -> int:
    async with company.bot.deps.store.read() as tx:
        return len(await pending_threads.due(tx, at=MONDAY + timedelta(days=365), limit=100))


async def quiet(company: Company) -> None:
    """Nobody writes for two minutes, and what is due by then has been read."""
    await company.quiet()
    await company.workspace.clock(days=2 / 1440)
    await company.bot.thread_reader.look()


async def handed_over(company: Company, channel: str = HANDOFF) -> Message:
    asked = await company.workspace.say(channel, ASKED, user=CLEO)
    await company.workspace.say(channel, TOLD, user=RITA, thread_ts=asked.ts)
    return asked


async def test_a_handoff_in_a_thread_becomes_a_signal_once_it_is_quiet(northwind: Company) -> None:
    asked = await handed_over(northwind)
    await northwind.quiet()
    assert await signals_of(northwind) == []

    await quiet(northwind)

    (signal,) = await signals_of(northwind)
    assert (signal.ref, signal.kind, signal.workflow) == ("W-1", Kind.SLACK_HANDOFF, "handoff")
    assert (signal.channel, signal.thread_ts, signal.starter) == (HANDOFF, asked.ts, CLEO)
    assert signal.state is SignalState.SEEN
    assert signal.evidence
    assert await waiting(northwind) == 0
