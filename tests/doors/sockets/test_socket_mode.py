"""Socket Mode: what people do goes through whichever line is open, none of it is lost when one ends, none doubled."""

import asyncio
from pathlib import Path

import pytest

from bot.cannot_start import CannotStart
from bot.socket_mode import SocketMode
from tests.doors.processes import APP_TOKEN, office
from tests.doors.running import Company, company
from tests.doors.sockets.lines import Log, gauge, lines, people_reporting, standing, until
from tests.doors.steps import FRICTION, NEXT_STEP
from tests.doors.test_on_postgres import admit
from tests.serving import http_client
from tests.workspace import BOT, EAST, RITA, eventually


async def test_two_lines_share_the_work(northwind: Company, sockets: SocketMode) -> None:
    said = [await northwind.workspace.command(FRICTION, f"{NEXT_STEP} {n}", user=RITA) for n in range(4)]

    assert [f"F-{n}" in one.text for n, one in enumerate(said, start=1)] == [True] * 4
    assert len(await northwind.cards()) == 4
    assert gauge("connections") == 2
    assert sockets.problem() == ""


@pytest.mark.parametrize("reason", ["warning", "refresh_requested"])
async def test_a_line_that_is_about_to_end_is_replaced_before_it_does(
    northwind: Company, sockets: SocketMode, reason: str
) -> None:
    workspace = northwind.workspace

    async with people_reporting(workspace) as told:
        await workspace.post("disconnect", reason=reason, closes_in=1)
        await standing(workspace, open=2, opened=4)

    assert all(f"F-{n}" in said for n, said in enumerate(told, start=1)), told
    assert len(await northwind.cards()) == len(told)


async def test_an_old_line_is_closed_by_us_when_slack_forgets_to(northwind: Company, sockets: SocketMode) -> None:
    workspace = northwind.workspace

    leaving = asyncio.create_task(workspace.post("disconnect", reason="warning", closes_in=30))

    await standing(workspace, open=4, opened=4)
    await standing(workspace, open=2, opened=4)
    leaving.cancel()


async def test_lines_that_break_without_a_word_are_opened_again(northwind: Company, sockets: SocketMode) -> None:
    workspace = northwind.workspace

    await workspace.post("disconnect", silent=True)

    await standing(workspace, open=2, opened=4)
    assert "F-1" in (await workspace.command(FRICTION, NEXT_STEP, user=RITA)).text


async def test_while_slack_gives_no_socket_operators_are_told_and_it_is_tried_again(
    northwind: Company, sockets: SocketMode, logged: Log
) -> None:
    workspace = northwind.workspace
    await workspace.faults({"method": "apps.connections.open", "kind": "http_500", "times": 6})

    await workspace.post("disconnect", silent=True)

    await until(lambda: "Slack does not answer" in sockets.problem(), "the trouble")
    await until(lambda: sockets.problem() == "", "an end of the trouble")
    await standing(workspace, open=2, opened=4)
    told = [e["event"] for e in logged]
    assert told.count("no socket could be opened; trying again") == 1
    assert told.count("socket connected again") == 1
    assert [e["reason"] for e in logged if e["event"].startswith("a socket ends")] == ["lost", "lost"]


async def test_a_token_that_is_revoked_is_an_error_with_its_remedy_and_tried_again(
    northwind: Company, sockets: SocketMode, logged: Log
) -> None:
    workspace = northwind.workspace
    revoked = {"method": "apps.connections.open", "kind": "error", "error": "token_revoked", "times": None}
    await workspace.faults(revoked)

    await workspace.post("disconnect", reason="link_disabled")
    await until(lambda: "Slack refuses SLACK_APP_TOKEN (token_revoked)" in sockets.problem(), "the refusal")
    tries = len(await workspace.traffic("apps.connections.open"))

    async def tried_again() -> bool | None:
        return len(await workspace.traffic("apps.connections.open")) > tries + 2 or None

    await eventually(tried_again, "more tries")
    await workspace.faults()
    await standing(workspace, open=2)
    await until(lambda: sockets.problem() == "", "an end of the trouble")
    errors = [e for e in logged if e["log_level"] == "error"]
    assert [e["error"] for e in errors] == ["token_revoked"]
    assert "Create an app-level token" in errors[0]["remedy"]
    assert APP_TOKEN not in str(logged)


async def test_a_token_that_is_wrong_from_the_start_is_said(northwind: Company) -> None:
    wrong = {"method": "apps.connections.open", "kind": "error", "error": "invalid_auth"}
    await northwind.workspace.faults(wrong)

    with pytest.raises(CannotStart, match=r"Slack refuses SLACK_APP_TOKEN \(invalid_auth\)"):
        async with lines(northwind):
            pass


async def test_a_delivery_that_comes_through_both_lines_counts_once(northwind: Company, sockets: SocketMode) -> None:
    workspace = northwind.workspace
    await workspace.deliver(twice=True)

    said = await workspace.say(EAST, f"<@{BOT}> {NEXT_STEP}", user=RITA)
    await northwind.quiet()

    heard = [e["request"]["event_id"] for e in await workspace.traffic("app_mention")]
    assert len(heard) == 2
    assert len(set(heard)) == 1
    assert len(await workspace.thread(said)) == 1


@pytest.mark.parametrize("store_url", ["postgres"], indirect=True)
async def test_an_event_that_could_not_be_stored_is_not_acknowledged_and_comes_again(
    store_url: str, postgres_server: str, logged: Log
) -> None:
    async with (
        company(store_url, app_token=APP_TOKEN, socket_mode=True, answer_within=1.0) as northwind,
        lines(northwind),
    ):
        workspace = northwind.workspace
        await admit(postgres_server, store_url, anybody=False)
        said = await workspace.say(EAST, f"<@{BOT}> {NEXT_STEP}", user=RITA)
        await until(lambda: any("not acknowledged" in e["event"] for e in logged), "a failed delivery")
        await admit(postgres_server, store_url, anybody=True)
        await northwind.quiet()

        heard = await workspace.traffic("app_mention")
        assert [e["status"] for e in heard][-1] == 200
        assert heard[0]["status"] is None
        assert len(await workspace.thread(said)) == 1


async def test_who_waits_while_the_lines_are_closed_is_answered(northwind: Company) -> None:
    workspace = northwind.workspace
    await workspace.faults({"method": "views.open", "kind": "hang", "seconds": 0.5})

    async def under_way() -> bool | None:
        return (await workspace.state())["faults"] == [] or None

    async with lines(northwind) as sockets:
        asking = asyncio.create_task(workspace.command(FRICTION, user=RITA))
        await eventually(under_way, "a command under way")
        await sockets.stop()
        said = await asking

    assert said.error is None
    await workspace.modal(RITA)
    await standing(workspace, open=0)


async def test_whether_it_is_connected_operators_are_told_by_readyz(tmp_path: Path) -> None:
    revoked = {"method": "apps.connections.open", "kind": "error", "error": "token_revoked", "times": None}
    async with office(tmp_path, socket_mode=True) as opened, opened.serving(SLACK_APP_TOKEN=APP_TOKEN) as serving:
        await opened.workspace.faults(revoked)
        await opened.workspace.post("disconnect", silent=True)

        async def not_ready() -> bool | None:
            return await serving.readiness() == 503 or None

        await eventually(not_ready, "a bot that says it is not ready")
        async with http_client(base_url=opened.url) as http:
            told = (await http.get("/readyz")).json()["problems"]

    assert "SLACK_APP_TOKEN" in told[0] or "no Socket Mode connection" in told[0]
