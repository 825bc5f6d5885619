"""Reading threads from a Slack that we script: any length, any content, any channel."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import web

from bot.thread_reader import MOST_PAGES, PAGE, ThreadReader
from delivery.client import open_client
from domain.ids import ChannelId, MessageTs
from domain.signal import Signal, SignalState
from domain.watching import QUIET, ThreadPlace
from flows.deps import Deps
from flows.judging_threads import MOST_TRIES
from store import pending_threads, signals
from tests.conftest import BOT, CLEO, MONDAY, RITA, Clock
from tests.plugins.secret_watch import NEVER_LOGGED

Json = dict[str, Any]

EAST = ChannelId("C0EAST")
BEGAN = MONDAY - timedelta(hours=2)
THREAD = ThreadPlace(EAST, MessageTs(f"{BEGAN.timestamp():.6f}"))

ASKED = "Just took over the Meridian account after closed won. What did we promise them, and who is the champion there?"
TOLD = f"We promised SSO by March and an engineer. Their champion is Dana {NEVER_LOGGED} in IT, the CFO is the risk."


def said(text: str, user: str = RITA, *, second: float = 0.0, **more: Any) -> Json:
    ts = THREAD.ts if not second else f"{BEGAN.timestamp() + second:.6f}"
    return {"type": "message", "user": user, "text": text, "ts": ts, "thread_ts": THREAD.ts} | more


@dataclass
class Script:
    """One channel with one thread. `refuses` is Slack's word for every call; `calls` are the methods asked.

    `person` is whoever Slack is asked about; `then` is what becomes of the channel once the thread was read.
    """

    thread: list[Json] = field(default_factory=list)
    channel: Json = field(default_factory=lambda: {"id": EAST, "name": "deal-meridian", "is_channel": True})
    person: Json = field(default_factory=lambda: {"id": CLEO})
    then: Json = field(default_factory=dict)
    refuses: str = ""
    calls: list[str] = field(default_factory=list)

    async def answer(self, request: web.Request) -> web.Response:
        method, asked = request.match_info["method"], request.query
        self.calls.append(method)
        if self.refuses:
            return web.json_response({"ok": False, "error": self.refuses})
        if method == "conversations.info":
            return web.json_response({"ok": True, "channel": self.channel})
        if method == "users.info":
            if not self.person:
                return web.json_response({"ok": False, "error": "missing_scope"})
            return web.json_response({"ok": True, "user": self.person})
        self.channel |= self.then
        start, limit = int(asked.get("cursor") or 0), int(asked["limit"])
        shown, end = self.thread[start : start + limit], start + limit
        more = {"next_cursor": str(end) if end < len(self.thread) else ""}
        return web.json_response({"ok": True, "messages": shown, "response_metadata": more})


@pytest.fixture
async def slack() -> AsyncIterator[tuple[Script, str]]:
    script, app = Script(), web.Application()
    app.router.add_get("/api/{method}", script.answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    yield script, f"http://127.0.0.1:{runner.addresses[0][1]}/api/"
    await runner.cleanup()


@pytest.fixture(params=["sqlite"])
def store_url(store_url: str) -> str:
    return store_url


async def read_now(deps: Deps, url: str) -> Signal | None:
    """Somebody said something there two minutes ago; what came of it."""
    at = deps.clock()
    async with deps.begin() as tx:
        await pending_threads.mark(tx, {THREAD: at - timedelta(seconds=1)}, at=at - QUIET)
    async with open_client("xoxb-0", base_url=url) as client:
        await ThreadReader(deps, client, pause_s=0.0).look()
    async with deps.store.read() as tx:
        return await signals.find_signal_of(tx, THREAD)


async def due_at_once(deps: Deps) -> bool:
    async with deps.store.read() as tx:
        return bool(await pending_threads.due(tx, at=deps.clock(), limit=1))


HANDED_OVER = [said(ASKED, CLEO), said(TOLD, RITA, second=60)]


async def test_of_five_thousand_messages_the_first_and_the_last_are_judged(
    deps: Deps, slack: tuple[Script, str]
) -> None:
    script, url = slack
    chat = [said("ok", RITA, second=60 + number) for number in range(2, 5_000)]
    script.thread = [*HANDED_OVER, *chat]

    signal = await read_now(deps, url)

    assert signal is not None
    assert script.calls.count("conversations.replies") == 5_000 // PAGE


async def test_a_thread_without_end_is_read_so_far_and_no_further(deps: Deps, slack: tuple[Script, str]) -> None:
    script, url = slack
    script.thread = [*HANDED_OVER, *(said("ok", second=60 + n / 10) for n in range(2, PAGE * MOST_PAGES + 1_000))]

    await read_now(deps, url)

    assert script.calls.count("conversations.replies") == MOST_PAGES


@pytest.mark.parametrize(
    "channel",
    [
        {"is_ext_shared": True, "is_shared": True},
        {"is_pending_ext_shared": True},
        {"is_shared": True},
        {"is_archived": True},
        {"is_im": True},
        {"is_mpim": True},
    ],
)
async def test_a_channel_shared_archived_or_direct_is_not_read(
    deps: Deps, slack: tuple[Script, str], channel: Json
) -> None:
    script, url = slack
    script.thread, script.channel = HANDED_OVER, script.channel | channel

    assert await read_now(deps, url) is None
    assert "conversations.replies" not in script.calls
    assert not await due_at_once(deps)


async def test_a_channel_shared_within_the_company_is_read(deps: Deps, slack: tuple[Script, str]) -> None:
    script, url = slack
    script.thread, script.channel = HANDED_OVER, script.channel | {"is_shared": True, "is_org_shared": True}

    assert await read_now(deps, url) is not None


@pytest.mark.parametrize(
    ("person", "then", "state"),
    [
        ({"id": CLEO}, {}, SignalState.NOTED),
        ({"id": CLEO}, {"is_shared": True, "is_org_shared": True}, SignalState.NOTED),
        ({"id": CLEO}, {"is_ext_shared": True}, SignalState.SEEN),
        ({"id": CLEO}, {"is_pending_ext_shared": True}, SignalState.SEEN),
        ({"id": CLEO}, {"is_archived": True}, SignalState.SEEN),
        ({}, {}, SignalState.SEEN),
        ({"deleted": True}, {}, SignalState.SEEN),
        ({"is_bot": True}, {}, SignalState.SEEN),
        ({"is_restricted": True}, {}, SignalState.SEEN),
        ({"is_ultra_restricted": True}, {}, SignalState.SEEN),
    ],
)
async def test_only_a_colleague_is_told_and_only_where_nobody_else_reads_along_by_now(
    deps: Deps, slack: tuple[Script, str], person: Json, then: Json, state: SignalState
) -> None:
    script, url = slack
    script.thread, script.person, script.then = HANDED_OVER, person, then

    signal = await read_now(deps, url)

    assert signal is not None
    assert signal.state is state


async def test_a_channel_that_became_private_hides_what_was_seen_there_before(
    deps: Deps, slack: tuple[Script, str]
) -> None:
    script, url = slack
    script.thread = HANDED_OVER
    before = await read_now(deps, url)
    assert before is not None
    assert not before.private

    script.refuses = "channel_not_found"
    after = await read_now(deps, url)

    assert after is not None
    assert after.private
    assert not await due_at_once(deps)


async def test_a_channel_that_slack_refuses_for_now_is_tried_again_and_then_no_more(
    deps: Deps, slack: tuple[Script, str], clock: Clock
) -> None:
    script, url = slack
    script.refuses = "missing_scope"
    await read_now(deps, url)

    async with open_client("xoxb-0", base_url=url) as client:
        reader, tried = ThreadReader(deps, client, pause_s=0.0), 1
        for _ in range(30):
            clock.move(hours=1, seconds=1)
            before = len(script.calls)
            await reader.look()
            tried += len(script.calls) - before

    assert tried == 10
    assert not await due_at_once(deps)


async def test_a_thread_of_a_shape_that_nobody_foresaw_is_given_up_in_the_end(
    deps: Deps, slack: tuple[Script, str], clock: Clock
) -> None:
    script, url = slack
    script.thread = [said(ASKED), said(TOLD, second=1e300)]
    await read_now(deps, url)

    async with open_client("xoxb-0", base_url=url) as client:
        reader = ThreadReader(deps, client, pause_s=0.0)
        for _ in range(30):
            clock.move(hours=1, seconds=1)
            await reader.look()

    assert script.calls.count("conversations.replies") == MOST_TRIES
    assert not await due_at_once(deps)


async def test_a_thread_that_is_still_written_in_waits_until_it_is_quiet(
    deps: Deps, slack: tuple[Script, str], clock: Clock
) -> None:
    script, url = slack
    script.thread = [*HANDED_OVER, said("one moment", second=7_195)]

    assert await read_now(deps, url) is None
    assert not await due_at_once(deps)

    clock.move(seconds=86)
    assert await due_at_once(deps)


async def test_at_its_tenth_message_a_thread_is_judged_at_once_and_again_when_it_is_quiet(
    deps: Deps, slack: tuple[Script, str], clock: Clock
) -> None:
    script, url = slack
    script.thread = [*HANDED_OVER, *(said("ok", second=7_190 + number) for number in range(8))]

    assert await read_now(deps, url) is not None
    assert not await due_at_once(deps)

    clock.move(seconds=90)
    assert await due_at_once(deps)


async def test_a_thread_in_which_somebody_turned_to_the_bot_is_no_signal(deps: Deps, slack: tuple[Script, str]) -> None:
    script, url = slack
    script.thread = [*HANDED_OVER, said(f"<@{BOT}> this blocks us every week", second=90)]

    assert await read_now(deps, url) is None
    assert not await due_at_once(deps)


async def test_a_workaround_that_was_edited_away_is_withdrawn(deps: Deps, slack: tuple[Script, str]) -> None:
    script, url = slack
    script.thread = HANDED_OVER
    assert await read_now(deps, url)

    script.thread = [said("Happy Friday everyone!", CLEO, edited={"user": CLEO, "ts": "1795000000.000001"})]
    signal = await read_now(deps, url)

    assert signal is not None
    assert signal.state is SignalState.WITHDRAWN


async def test_the_same_state_of_a_thread_is_judged_once(deps: Deps, slack: tuple[Script, str], clock: Clock) -> None:
    script, url = slack
    script.thread = HANDED_OVER
    first = await read_now(deps, url)
    assert first is not None
    async with deps.begin() as tx:
        await signals.move_signal(tx, first.id, frm=[SignalState.SEEN], to=SignalState.NOTED, at=clock())

    clock.move(days=1)
    again = await read_now(deps, url)

    assert again is not None
    assert again.state is SignalState.NOTED
    assert again.state_at == first.state_at
