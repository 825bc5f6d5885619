"""Threads in channels: heard, read when they are quiet, judged, and kept as signals without a word of them."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.thread_reader import ThreadReader
from domain.signal import Signal, SignalState
from domain.signals.kinds import Kind
from domain.watching import Watching
from flows.marking import Marks
from store import pending_threads, signals
from tests.conftest import MONDAY
from tests.doors.running import Company
from tests.plugins.secret_watch import NEVER_LOGGED
from tests.workspace import BOT, CLEO, EAST, HANDOFF, RAVI, RITA, TRIAGE, Message

ASKED = "Just took over the Meridian account after closed won. What did we promise them, and who is the champion there?"
TOLD = f"We promised SSO by March and an engineer. Their champion is Dana {NEVER_LOGGED} in IT, the CFO is the risk."


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
    assert signal.state is SignalState.NOTED
    assert signal.evidence
    assert await waiting(northwind) == 0


async def test_nothing_that_was_said_is_in_the_store(northwind: Company, store_file: Path) -> None:
    await handed_over(northwind)
    await northwind.quiet()
    waits = _everything_in(store_file)

    await quiet(northwind)

    said = ("Meridian", "SSO by March", "Dana", NEVER_LOGGED)
    assert not [word for word in said for stored in (waits, _everything_in(store_file)) if word.encode() in stored]


def _everything_in(store_file: Path) -> bytes:
    """Also what was written and taken away again: the log of SQLite holds it for a while."""
    return b"".join(file.read_bytes() for file in sorted(store_file.parent.glob(f"{store_file.name}*")))


async def test_ordinary_talk_leaves_no_trace(northwind: Company) -> None:
    for said in ("Lunch at 12?", "The build is red again, looking.", ":tada: :tada:", "ok", "Danke!"):
        await northwind.workspace.say(EAST, said, user=RAVI)

    await northwind.quiet()

    assert await waiting(northwind) == 0
    assert northwind.bot.deps.watching.size == 0


async def test_what_is_said_to_the_bot_alone_or_where_it_posts_is_not_watched(northwind: Company) -> None:
    await northwind.workspace.say(RITA, ASKED, user=RITA)
    await northwind.workspace.say(TRIAGE, ASKED, user=RITA)

    await northwind.quiet()

    assert await waiting(northwind) == 0


async def test_a_thread_is_judged_again_when_more_was_said_and_only_then(northwind: Company) -> None:
    asked = await handed_over(northwind)
    await quiet(northwind)
    (first,) = await signals_of(northwind)

    await northwind.workspace.deliver(twice=True)
    await northwind.workspace.say(HANDOFF, "ok", user=CLEO, thread_ts=asked.ts)
    await northwind.quiet()
    assert await waiting(northwind) == 1
    await quiet(northwind)

    (again,) = await signals_of(northwind)
    assert (again.id, again.number, again.seen_at) == (first.id, 1, first.seen_at)
    assert await waiting(northwind) == 0


async def test_a_signal_whose_thread_is_deleted_is_withdrawn_quietly(northwind: Company) -> None:
    asked = await northwind.workspace.say(HANDOFF, ASKED, user=CLEO)
    await quiet(northwind)
    (signal,) = await signals_of(northwind)

    await northwind.workspace.delete(asked)
    await quiet(northwind)

    (withdrawn,) = await signals_of(northwind)
    assert (withdrawn.id, withdrawn.state) == (signal.id, SignalState.WITHDRAWN)
    assert await waiting(northwind) == 0


async def test_a_thread_that_is_deleted_before_it_is_read_never_was_one(northwind: Company) -> None:
    asked = await northwind.workspace.say(HANDOFF, ASKED, user=CLEO)
    await northwind.quiet()
    await northwind.workspace.delete(asked)

    await quiet(northwind)

    assert await signals_of(northwind) == []
    assert await waiting(northwind) == 0


@pytest.mark.parametrize("meanwhile", [{"archived": True}, {"kick": BOT}])
async def test_a_channel_that_is_archived_or_closed_to_us_is_not_read(
    northwind: Company, meanwhile: dict[str, object]
) -> None:
    await handed_over(northwind)
    await northwind.quiet()
    await northwind.workspace.change_channel(HANDOFF, **meanwhile)

    await quiet(northwind)

    assert await signals_of(northwind) == []
    assert await waiting(northwind) == 0


async def test_in_a_private_channel_a_signal_knows_that_it_is_private(northwind: Company) -> None:
    await northwind.workspace.change_channel("G0SECRET", name="deal-orion", is_private=True, invite=BOT)
    await northwind.workspace.change_channel("G0SECRET", invite=CLEO)
    await northwind.workspace.change_channel("G0SECRET", invite=RITA)
    await handed_over(northwind, "G0SECRET")

    await quiet(northwind)

    (signal,) = await signals_of(northwind)
    assert signal.private


async def test_slack_asks_us_to_wait_and_the_thread_is_read_afterwards(northwind: Company) -> None:
    wait = {"method": "conversations.replies", "kind": "rate_limited", "retry_after": 40}
    await northwind.workspace.faults(wait)
    await handed_over(northwind)

    await quiet(northwind)
    assert await signals_of(northwind) == []
    await quiet(northwind)

    assert len(await signals_of(northwind)) == 1


async def test_a_thread_that_waits_when_the_bot_dies_is_read_by_the_next_one(northwind: Company) -> None:
    await handed_over(northwind)
    await northwind.quiet()
    born_later = replace(northwind.bot.deps, watching=Watching(), marks=Marks())

    await northwind.workspace.clock(days=2 / 1440)
    await ThreadReader(born_later, northwind.bot.client, pause_s=0.0).look()

    assert len(await signals_of(northwind)) == 1
    assert await waiting(northwind) == 0
