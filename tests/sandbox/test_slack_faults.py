"""The troubles that can be switched on, as the official client meets them."""

import asyncio
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.workspace import EAST, TRIAGE, Workspace


async def posted(workspace: Workspace) -> list[str]:
    return [m.text for m in await workspace.messages(TRIAGE) if m.json["bot_id"]]


@pytest.mark.parametrize(
    ("fault", "status", "error"),
    [
        ({"kind": "rate_limited", "retry_after": 7}, 429, "ratelimited"),
        ({"kind": "error", "error": "fatal_error"}, 200, "fatal_error"),
        ({"kind": "http_500"}, 500, "internal_error"),
    ],
    ids=lambda value: value["kind"] if isinstance(value, dict) else "",
)
async def test_a_refused_call_is_not_carried_out(
    workspace: Workspace, slack: AsyncWebClient, fault: Any, status: int, error: str
) -> None:
    await workspace.faults({"method": "chat.postMessage", **fault})

    with pytest.raises(SlackApiError) as refused:
        await slack.chat_postMessage(channel=TRIAGE, text="x")

    assert (refused.value.response.status_code, refused.value.response["error"]) == (status, error)
    assert refused.value.response.headers.get("Retry-After") == (str(fault["retry_after"]) if status == 429 else None)
    assert await posted(workspace) == []
    assert (await slack.chat_postMessage(channel=TRIAGE, text="y"))["ok"]


@pytest.mark.parametrize(("kind", "carried_out"), [("drop_before", []), ("drop_after", ["x"])])
async def test_a_dropped_connection_says_nothing(
    workspace: Workspace, slack: AsyncWebClient, kind: str, carried_out: list[str]
) -> None:
    await workspace.faults({"method": "chat.postMessage", "kind": kind})

    with pytest.raises(aiohttp.ClientError):
        await slack.chat_postMessage(channel=TRIAGE, text="x")

    assert await posted(workspace) == carried_out


async def test_the_sdks_own_retries_double_a_post_whose_answer_was_lost(workspace: Workspace) -> None:
    await workspace.faults({"method": "chat.postMessage", "kind": "drop_after"})
    with_retries = AsyncWebClient("xoxb-sandbox", base_url=workspace.api_url)

    await with_retries.chat_postMessage(channel=TRIAGE, text="x")

    assert await posted(workspace) == ["x", "x"]


async def test_a_hanging_call_is_carried_out_when_nobody_waits_any_more(
    workspace: Workspace, slack: AsyncWebClient
) -> None:
    await workspace.faults({"method": "chat.postMessage", "kind": "hang", "seconds": 1.2})
    impatient = AsyncWebClient("xoxb-sandbox", base_url=workspace.api_url, retry_handlers=[], timeout=1)

    with pytest.raises(TimeoutError):
        await impatient.chat_postMessage(channel=TRIAGE, text="x")

    assert (await workspace.message_in(TRIAGE, containing="x")).text == "x"


async def test_a_fault_may_strike_one_channel_and_often(workspace: Workspace, slack: AsyncWebClient) -> None:
    await workspace.faults({"method": "chat.postMessage", "kind": "error", "error": "x", "channel": TRIAGE, "times": 2})

    outcomes = []
    for channel in (EAST, TRIAGE, TRIAGE, TRIAGE):
        try:
            await slack.chat_postMessage(channel=channel, text="x")
            outcomes.append(True)
        except SlackApiError:
            outcomes.append(False)

    assert outcomes == [True, False, False, True]
    assert (await workspace.state())["faults"] == []


@pytest.mark.parametrize(
    "fault", [{"method": "x", "kind": "explode"}, {"kind": "error"}, {"method": "x", "kind": "error", "colour": 1}]
)
async def test_a_fault_that_makes_no_sense_is_refused(workspace: Workspace, fault: Any) -> None:
    with pytest.raises(AssertionError, match="error"):
        await workspace.faults(fault)


async def test_hundreds_of_posts_at_once_each_get_a_time_of_their_own(workspace: Workspace) -> None:
    async with aiohttp.ClientSession() as session:
        slack = AsyncWebClient("xoxb-sandbox", base_url=workspace.api_url, session=session, retry_handlers=[])
        answers = await asyncio.gather(*(slack.chat_postMessage(channel=TRIAGE, text=f"{n}") for n in range(300)))

    seen = [m.ts for m in await workspace.messages(TRIAGE) if m.json["bot_id"]]
    assert len(set(seen)) == 300
    assert seen == sorted(answer["ts"] for answer in answers)
