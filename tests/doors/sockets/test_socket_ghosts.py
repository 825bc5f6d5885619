"""Somebody else's connections: told with the remedy, and what they swallow comes again."""

from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

from bot.socket_mode import SocketMode
from tests.doors.processes import APP_TOKEN
from tests.doors.running import Company, company
from tests.doors.sockets.lines import Log, gauge, lines, standing, until
from tests.doors.steps import NEXT_STEP
from tests.workspace import BOT, EAST, RITA


async def test_ghosts_are_told_once_with_the_remedy_and_counted_until_they_are_gone(
    northwind: Company, sockets: SocketMode, logged: Log
) -> None:
    workspace = northwind.workspace
    await workspace.post("ghosts", number=3)

    await workspace.post("disconnect")
    await standing(workspace, opened=6)  # both came back, and twice one of them looked again

    assert gauge("ghosts") == 3
    warnings = [e for e in logged if "more sockets than there should be" in e["event"]]
    assert [(e["counted"], e["expected"]) for e in warnings] == [(4, 2)]
    assert "SOCKET_CONNECTIONS_EXPECTED" in warnings[0]["remedy"]

    await workspace.post("ghosts", number=0)

    await until(lambda: gauge("ghosts") == 0, "no ghosts")
    assert logged[-1]["event"] == "Slack counts as many sockets as there should be again"


async def test_replicas_that_are_expected_are_no_ghosts(northwind: Company, logged: Log) -> None:
    async with AsyncExitStack() as stack:
        for _ in range(3):
            await stack.enter_async_context(lines(northwind, expected=6))
        await standing(northwind.workspace, open=6)

        assert gauge("ghosts") == 0
        assert gauge("connections") == 6

    assert gauge("connections") == 0
    assert [e["event"] for e in logged if e["log_level"] == "warning"] == []


async def test_where_slack_allows_no_more_the_remedy_is_said(northwind: Company, logged: Log) -> None:
    await northwind.workspace.post("ghosts", number=10)

    async with lines(northwind) as sockets:
        await until(lambda: "All 10 Socket Mode connections" in sockets.problem(), "the trouble")
        await northwind.workspace.post("ghosts", number=0)
        await standing(northwind.workspace, open=2)

    assert [e["error"] for e in logged if e["log_level"] == "error"] == ["too_many_websockets"]


async def test_what_a_ghost_swallowed_comes_again_and_counts_once(store_file: Path) -> None:
    # Every message is two events, and every second delivery goes to the ghost: tried this often, each gets through.
    often: dict[str, Any] = {"answer_within": 0.3, "retry_after": (0.02, 0.05, 0.1, 0.1, 0.1)}
    async with (
        company(f"sqlite:///{store_file}", app_token=APP_TOKEN, socket_mode=True, **often) as northwind,
        lines(northwind, connections=1),
    ):
        workspace = northwind.workspace
        await workspace.post("ghosts", number=1)

        said = [await workspace.say(EAST, f"<@{BOT}> {NEXT_STEP} {n}", user=RITA) for n in range(3)]
        await northwind.quiet()

        tries = [e for e in await workspace.traffic("app_mention") if e["status"] is None]
        assert tries, "the ghost swallowed nothing"
        assert [len(await workspace.thread(one)) for one in said] == [1, 1, 1]
