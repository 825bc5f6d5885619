"""What a person sees and does through `/_control`, and how changes are told."""

import asyncio
import json
from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.company import northwind
from tests.sandbox.conftest import NOW
from tests.serving import http_client
from tests.workspace import BOT, EAST, GENERAL, MAYA, RAVI, RITA, THEO, TRIAGE, Workspace


async def test_the_company_has_been_talking_but_the_bot_has_not(workspace: Workspace) -> None:
    company = northwind(NOW)
    said = [m for channel in company.channels.values() for m in channel.messages.values()]

    assert len(said) >= 40
    assert all(float(m.ts) < NOW.timestamp() for m in said)
    assert all(c.messages for c in company.channels.values() if not c.is_im)
    assert BOT not in {m.user for m in said}


async def test_ravi_complains_about_the_risk_field_in_a_thread(workspace: Workspace) -> None:
    parent = await workspace.message_in(EAST, containing="implementation risk", by_bot=False, user=RITA)

    thread = await workspace.thread(parent)

    assert parent.user == RAVI
    assert parent.json["reply_count"] == len(thread) >= 5
    assert RITA in {reply.user for reply in thread}


async def test_everyone_sees_what_is_theirs(workspace: Workspace) -> None:
    state = await workspace.state(RITA)

    assert state["me"] == RITA
    assert {c["id"] for c in state["channels"] if c["kind"] == "im"} == {"D0RITA"}
    assert {c["id"] for c in state["channels"] if c["kind"] == "channel"} >= {EAST, TRIAGE, GENERAL}
    assert [c["command"] for c in state["commands"]] == ["/crm-friction", "/raw"]
    assert state["app"]["user_id"] == BOT


async def test_what_is_new_counts_until_it_is_read(workspace: Workspace, slack: AsyncWebClient) -> None:
    async def marks(user: str) -> tuple[int, int]:
        [triage] = [c for c in (await workspace.state(user))["channels"] if c["id"] == TRIAGE]
        return triage["unread"], triage["mentions"]

    before = await marks(THEO)
    ts = (await slack.chat_postMessage(channel=TRIAGE, text=f"<@{THEO}> please look"))["ts"]
    await slack.chat_postMessage(channel=TRIAGE, text=f"<@{THEO}> again", thread_ts=ts)

    assert await marks(THEO) == (before[0] + 1, before[1] + 2)
    await workspace.post("read", user=THEO, channel=TRIAGE)
    assert await marks(THEO) == (0, 0)
    await slack.chat_postMessage(channel=TRIAGE, text=f"<@{THEO}> once more")
    await workspace.post("read", everyone=True)
    assert await marks(THEO) == await marks(MAYA) == (0, 0)


async def test_people_write_to_each_other(workspace: Workspace) -> None:
    channel = (await workspace.post("open_im", user=RITA, **{"with": MAYA}))["channel"]

    await workspace.say(channel, "lunch?", user=RITA)

    assert [m.text for m in await workspace.messages(channel, MAYA)] == ["lunch?"]
    with pytest.raises(AssertionError, match="not in this conversation"):
        await workspace.messages(channel, THEO)


async def test_typed_words_are_escaped_and_addresses_become_links(workspace: Workspace) -> None:
    said = await workspace.say(EAST, "see https://crm.example/1, <b> & <@U0THEO> <!channel>", user=RITA)

    assert said.raw_text == "see <https://crm.example/1>, &lt;b&gt; &amp; <@U0THEO> <!channel>"


@pytest.mark.parametrize(
    ("call", "body", "sentence"),
    [
        ("message", {"user": RITA, "channel": EAST, "text": " "}, "nothing to send"),
        ("message", {"user": "U0NOBODY", "channel": EAST, "text": "x"}, "nobody called"),
        ("message", {"user": RITA, "channel": "C0NOWHERE", "text": "x"}, "no channel"),
        ("message", {"user": BOT, "channel": EAST, "text": "x"}, "nobody called"),
        (
            "action",
            {"user": RITA, "channel": EAST, "ts": "1.0", "block_id": "b", "action_id": "a"},
            "not there any more",
        ),
        ("submit", {"user": RITA, "view_id": "V0"}, "not open any more"),
        ("shortcut", {"user": RITA, "callback_id": "nothing"}, "no shortcut"),
        ("delivery", {"sideways": True}, "none of"),
        ("clock", {"to": "tomorrow"}, "written like"),
    ],
)
async def test_a_wrong_call_is_answered_with_a_sentence(
    workspace: Workspace, call: str, body: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(AssertionError, match=sentence):
        await workspace.post(call, **body)


async def test_a_deactivated_person_can_do_nothing(workspace: Workspace) -> None:
    await workspace.deactivate(RITA)

    with pytest.raises(AssertionError, match="deactivated"):
        await workspace.say(EAST, "x", user=RITA)


async def test_changes_are_told_as_they_happen(workspace: Workspace, slack: AsyncWebClient) -> None:
    heard: list[dict[str, Any]] = []
    listening = asyncio.Event()

    async def listen() -> None:
        async with http_client() as http, http.stream("GET", f"{workspace.url}/_control/events") as stream:
            async for line in stream.aiter_lines():
                listening.set()
                if line.startswith("data: "):
                    heard.append(json.loads(line.removeprefix("data: ")))
                if {"type": "message", "channel": TRIAGE} in heard:
                    return

    listener = asyncio.create_task(listen())
    await asyncio.wait_for(listening.wait(), 5)
    await slack.chat_postMessage(channel=TRIAGE, text="x")

    await asyncio.wait_for(listener, 5)


async def test_everything_begins_anew(workspace: Workspace, slack: AsyncWebClient) -> None:
    await slack.chat_postMessage(channel=TRIAGE, text="F-1")
    await workspace.faults({"method": "*", "kind": "http_500", "times": None})
    await workspace.deliver(twice=True)

    await workspace.reset()

    state = await workspace.state()
    assert state["faults"] == []
    assert state["delivery"]["twice"] is False
    assert "F-1" not in [m.text for m in await workspace.messages(TRIAGE)]
    assert (await slack.chat_postMessage(channel=TRIAGE, text="F-1"))["ok"]
