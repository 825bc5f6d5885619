"""What the app is sent, signed and in which shape, and what happens when it does not answer."""

import asyncio
import json
from typing import Any

import pytest
from slack_sdk.signature import SignatureVerifier
from slack_sdk.web.async_client import AsyncWebClient
from starlette.responses import JSONResponse, PlainTextResponse, Response

from tests.sandbox.recording_app import App, Delivery
from tests.workspace import BOT, EAST, GENERAL, RITA, THEO, TRIAGE, Workspace, eventually


def button(label: str = "Fix") -> list[dict[str, Any]]:
    text = {"type": "plain_text", "text": label}
    return [
        {
            "type": "actions",
            "block_id": "b",
            "elements": [{"type": "button", "action_id": "fix", "text": text, "value": "7"}],
        }
    ]


async def silence(_: Delivery) -> Response:
    await asyncio.sleep(5)
    return Response()


# Signatures and shapes


async def test_every_request_is_signed(workspace: Workspace, app: App) -> None:
    await workspace.command("/crm-friction", "x", user=RITA)

    sent = app.deliveries[0]
    headers = {k.title(): v for k, v in sent.headers.items()}
    assert SignatureVerifier("sandbox-signing-secret").is_valid_request(sent.raw, headers)
    assert not SignatureVerifier("another-secret").is_valid_request(sent.raw, headers)


async def test_a_command_tells_who_where_and_what(workspace: Workspace, app: App) -> None:
    await workspace.command("/crm-friction", "the risk field", user=RITA, channel=EAST)

    form = app.deliveries[0].payload
    assert (form["user_id"], form["channel_id"], form["channel_name"]) == (RITA, EAST, "sales-east")
    assert (form["command"], form["text"], form["team_id"]) == ("/crm-friction", "the risk field", "T0NORTHWIND")
    assert form["trigger_id"] and form["response_url"].startswith(workspace.url)


@pytest.mark.parametrize(
    ("command", "expected"),
    [("/crm-friction", "a &lt;b&gt; &amp; <@U0THEO|theo>"), ("/raw", "a <b> & <@U0THEO>")],
)
async def test_words_are_escaped_when_the_manifest_asks_for_it(
    workspace: Workspace, app: App, command: str, expected: str
) -> None:
    await workspace.command(command, "a <b> & <@U0THEO>", user=RITA)

    assert app.deliveries[0].payload["text"] == expected


async def test_an_action_carries_the_message_and_what_was_pressed(
    workspace: Workspace, app: App, slack: AsyncWebClient
) -> None:
    await slack.chat_postMessage(channel=TRIAGE, text="F-7", blocks=button())
    card = await workspace.message_in(TRIAGE, containing="F-7")

    assert (await workspace.press(card, "Fix", THEO)).ok

    payload = (await app.one("block_actions")).payload
    assert payload["actions"][0] | {"action_ts": ""} == {
        "action_id": "fix",
        "block_id": "b",
        "text": {"type": "plain_text", "text": "Fix"},
        "value": "7",
        "type": "button",
        "action_ts": "",
    }
    assert (payload["user"]["id"], payload["channel"]["id"], payload["message"]["ts"]) == (THEO, TRIAGE, card.ts)
    assert payload["container"] == {
        "type": "message",
        "message_ts": card.ts,
        "channel_id": TRIAGE,
        "is_ephemeral": False,
        "is_app_unfurl": False,
    }


async def test_an_ephemeral_message_is_not_sent_along(workspace: Workspace, app: App, slack: AsyncWebClient) -> None:
    await slack.chat_postEphemeral(channel=TRIAGE, user=RITA, text="Shipped", blocks=button("It works now"))
    note = await workspace.message_in(TRIAGE, containing="Shipped", user=RITA)

    await workspace.press(note, "It works now")

    payload = (await app.one("block_actions")).payload
    assert "message" not in payload
    assert payload["container"]["is_ephemeral"] is True


async def test_shortcuts_go_by_name_and_carry_their_message(workspace: Workspace, app: App) -> None:
    said = await workspace.say(EAST, "this field again", user=RITA)

    assert (await workspace.shortcut("Report CRM friction", user=THEO, message=said)).ok
    assert (await workspace.shortcut("Report CRM friction", user=THEO)).ok

    on_message = (await app.one("message_action")).payload
    assert (on_message["callback_id"], on_message["message"]["text"]) == ("report_message", "this field again")
    assert on_message["response_url"]
    assert (await app.one("shortcut")).payload["callback_id"] == "report"


async def test_commands_do_not_work_in_threads(workspace: Workspace) -> None:
    with pytest.raises(AssertionError, match="not supported in threads"):
        await workspace.post("command", user=RITA, channel=EAST, command="/crm-friction", text="", thread_ts="1.0")


# Answers


async def test_a_json_answer_may_speak_to_the_whole_channel(workspace: Workspace, app: App) -> None:
    app.answer = lambda _: JSONResponse({"response_type": "in_channel", "text": "Filed F-1"})

    await workspace.command("/crm-friction", "x", user=RITA)

    assert not (await workspace.message_in(EAST, containing="Filed F-1", user=THEO)).ephemeral


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (lambda _: PlainTextResponse("trouble", 500), "dispatch_failed"),
        (lambda _: Response(status_code=404), "dispatch_failed"),
        (silence, "operation_timeout"),
        (lambda _: JSONResponse({"blocks": [{"type": "section"}]}), "invalid_blocks"),
    ],
    ids=["500", "404", "silence", "invalid blocks"],
)
async def test_slackbot_tells_when_a_command_failed(workspace: Workspace, app: App, answer: Any, error: str) -> None:
    app.answer = answer

    said = await workspace.command("/crm-friction", "x", user=RITA)

    assert said.error == error
    assert said.text == f'/crm-friction failed with the error "{error}"'
    assert said.message and said.message.ephemeral and said.message.user == "USLACKBOT"


async def test_an_unknown_command_is_not_delivered(workspace: Workspace, app: App) -> None:
    said = await workspace.command("/nothing", user=RITA)

    assert said.error == "unknown_command"
    assert app.deliveries == []


# Events


async def test_what_is_said_where_the_bot_is_arrives_in_a_full_envelope(workspace: Workspace, app: App) -> None:
    said = await workspace.say(EAST, "I keep it in a sheet & hope <@U0THEO>", user=RITA)
    await workspace.say(GENERAL, "nobody listens here", user=RITA)
    await workspace.idle()

    [sent] = app.of_type("message")
    assert sent.event["text"] == "I keep it in a sheet &amp; hope <@U0THEO>"
    assert (sent.event["channel"], sent.event["channel_type"], sent.event["ts"]) == (EAST, "channel", said.ts)
    envelope = sent.payload
    assert envelope["event_id"].startswith("Ev")
    assert envelope["authorizations"][0]["user_id"] == BOT
    assert envelope["event_time"] == int(float(said.ts))


async def test_a_mention_is_told_twice_over_and_a_direct_message_once(workspace: Workspace, app: App) -> None:
    await workspace.say(EAST, "<@U0ADOPTION> this blocks me", user=RITA)
    await workspace.say(RITA, "hello", user=RITA)
    await workspace.idle()

    assert sorted(d.event["type"] for d in app.deliveries) == ["app_mention", "message", "message"]
    assert [d.event["channel_type"] for d in app.of_type("message")] == ["channel", "im"]


async def test_the_bots_own_messages_changes_and_deletions_are_events(
    workspace: Workspace, app: App, slack: AsyncWebClient
) -> None:
    metadata = {"event_type": "adoption_post", "event_payload": {"post_id": 1}}
    ts = (await slack.chat_postMessage(channel=TRIAGE, text="x", metadata=metadata))["ts"]
    await slack.chat_update(channel=TRIAGE, ts=ts, text="y")
    await slack.chat_delete(channel=TRIAGE, ts=ts)
    await workspace.idle()

    posted, changed, deleted = (d.event for d in app.of_type("message"))
    assert posted["bot_id"] and posted["metadata"] == metadata
    assert (changed["subtype"], changed["message"]["text"]) == ("message_changed", "y")
    assert changed["previous_message"]["text"] == "x"
    assert (deleted["subtype"], deleted["deleted_ts"]) == ("message_deleted", ts)


async def test_only_events_that_the_manifest_names_arrive(workspace: Workspace, app: App) -> None:
    await workspace.change_channel("C0SECRET", name="secret", is_private=True, invite=RITA)
    await workspace.change_channel("C0SECRET", invite=BOT)
    await workspace.say("C0SECRET", "message.groups is not subscribed", user=RITA)
    await workspace.idle()

    assert [d.event["type"] for d in app.deliveries] == ["member_joined_channel"]
    assert app.deliveries[0].event["user"] == BOT


async def test_opening_home_waits_for_the_app(workspace: Workspace, app: App, slack: AsyncWebClient) -> None:
    async def publish(sent: Delivery) -> Response:
        text = {"type": "plain_text", "text": "Welcome"}
        view: Any = {"type": "home", "blocks": [{"type": "header", "text": text}]}
        await slack.views_publish(user_id=sent.event["user"], view=view)
        return Response()

    app.answer = publish

    home = await workspace.home(RITA, containing="Welcome")

    assert home.text == "Welcome"
    assert (await app.one("app_home_opened")).event["tab"] == "home"
    assert (await workspace.state(THEO))["home"] is None


async def test_an_event_is_sent_again_until_it_is_answered(workspace: Workspace, app: App) -> None:
    app.answer = lambda _: Response(status_code=200 if len(app.deliveries) == 3 else 500)

    await workspace.say(EAST, "hello", user=RITA)
    await workspace.idle()

    tries = [(d.headers.get("x-slack-retry-num"), d.headers.get("x-slack-retry-reason")) for d in app.deliveries]
    assert tries == [(None, None), ("1", "http_error"), ("2", "http_error")]
    assert len({d.payload["event_id"] for d in app.deliveries}) == 1


async def test_an_event_is_sent_four_times_at_most(workspace: Workspace, app: App) -> None:
    app.answer = silence

    await workspace.say(EAST, "hello", user=RITA)
    await workspace.idle()

    reasons = [d.headers.get("x-slack-retry-reason") for d in app.deliveries]
    assert reasons == [None, "http_timeout", "http_timeout", "http_timeout"]


async def test_the_app_can_ask_not_to_be_sent_it_again(workspace: Workspace, app: App) -> None:
    app.answer = lambda _: Response(status_code=500, headers={"x-slack-no-retry": "1"})

    await workspace.say(EAST, "hello", user=RITA)
    await workspace.idle()

    assert len(app.deliveries) == 1


async def test_deliveries_come_twice_when_told_so(workspace: Workspace, app: App) -> None:
    await workspace.deliver(twice=True)

    await workspace.say(EAST, "hello", user=RITA)
    await workspace.idle()

    first, second = app.deliveries
    assert first.payload["event_id"] == second.payload["event_id"]
    assert second.headers["x-slack-retry-num"] == "1"


async def test_deliveries_come_in_reverse_when_told_so(workspace: Workspace, app: App) -> None:
    await workspace.deliver(reverse=True)

    await asyncio.gather(*(workspace.post("message", user=RITA, channel=EAST, text=str(n)) for n in range(3)))
    await workspace.idle()

    posted = [m.text for m in await workspace.messages(EAST)][-3:]
    assert [d.event["text"] for d in app.deliveries] == posted[::-1]


async def test_the_traffic_shows_both_directions_without_tokens(
    workspace: Workspace, app: App, slack: AsyncWebClient
) -> None:
    await workspace.command("/crm-friction", "x", user=RITA)
    await slack.chat_postMessage(channel=TRIAGE, text="x")

    async def all_there() -> Any:
        traffic = await workspace.traffic()
        return traffic if len(traffic) >= 3 else None

    traffic = await eventually(all_there, "three entries")
    names = [(t["direction"], t["name"], t["status"]) for t in traffic]
    assert ("in", "/crm-friction", 200) in names and ("out", "chat.postMessage", 200) in names
    assert "xoxb" not in json.dumps(traffic)
    assert await workspace.traffic(after=traffic[-1]["id"]) == []
