"""chat.*: what may be posted where, and what Slack says when it may not."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.serving import http_client
from tests.workspace import BOT, EAST, GENERAL, RITA, THEO, TRIAGE, Workspace


async def refusal(call: Any) -> dict[str, Any]:
    """What Slack answers to a call that it refuses."""
    with pytest.raises(SlackApiError) as refused:
        await call
    return dict(refused.value.response.data)


async def test_a_post_is_seen_by_everyone_in_the_channel(workspace: Workspace, slack: AsyncWebClient) -> None:
    answer = await slack.chat_postMessage(channel=TRIAGE, text="F-1: new &lt;it&gt;")

    card = await workspace.message_in(TRIAGE, containing="F-1", user=RITA)
    assert card.ts == answer["ts"]
    assert card.text == "F-1: new <it>"
    assert answer["message"]["bot_id"] and answer["message"]["app_id"] == "A0ADOPTION"


async def test_a_channel_is_also_found_by_its_name(slack: AsyncWebClient) -> None:
    assert (await slack.chat_postMessage(channel="#crm-triage", text="x"))["channel"] == TRIAGE


async def test_posting_to_a_person_opens_their_direct_messages(workspace: Workspace, slack: AsyncWebClient) -> None:
    answer = await slack.chat_postMessage(channel=RITA, text="F-1 is filed")

    assert answer["channel"].startswith("D")
    assert (await workspace.message_in(RITA, containing="F-1 is filed")).channel == answer["channel"]
    theirs = [c for c in (await workspace.state(THEO))["channels"] if c["id"] == answer["channel"]]
    assert theirs == []


@pytest.mark.parametrize(
    ("channel", "error"),
    [
        ("C0NOWHERE", "channel_not_found"),
        (GENERAL, "not_in_channel"),
        (BOT, "cannot_dm_bot"),
        ("U0NOBODY", "channel_not_found"),
    ],
)
async def test_places_where_nothing_can_be_posted(slack: AsyncWebClient, channel: str, error: str) -> None:
    assert (await refusal(slack.chat_postMessage(channel=channel, text="x")))["error"] == error


async def test_an_archived_channel_takes_no_posts(workspace: Workspace, slack: AsyncWebClient) -> None:
    await workspace.change_channel(TRIAGE, archived=True)

    assert (await refusal(slack.chat_postMessage(channel=TRIAGE, text="x")))["error"] == "is_archived"


async def test_a_channel_that_the_app_was_removed_from_takes_no_posts(
    workspace: Workspace, slack: AsyncWebClient
) -> None:
    await workspace.change_channel(TRIAGE, kick=BOT)
    assert (await refusal(slack.chat_postMessage(channel=TRIAGE, text="x")))["error"] == "not_in_channel"

    await workspace.change_channel(TRIAGE, invite=BOT)
    assert (await slack.chat_postMessage(channel=TRIAGE, text="x"))["ok"]


async def test_a_private_channel_does_not_exist_for_an_app_outside(workspace: Workspace, slack: AsyncWebClient) -> None:
    await workspace.change_channel("C0SECRET", name="secret", is_private=True, invite=RITA)

    assert (await refusal(slack.chat_postMessage(channel="C0SECRET", text="x")))["error"] == "channel_not_found"
    assert "C0SECRET" not in [c["id"] for c in (await workspace.state(THEO))["channels"]]


async def test_nobody_can_write_to_a_deactivated_account(workspace: Workspace, slack: AsyncWebClient) -> None:
    direct = (await slack.chat_postMessage(channel=RITA, text="x"))["channel"]
    await workspace.deactivate(RITA)

    for place in (RITA, direct):
        assert (await refusal(slack.chat_postMessage(channel=place, text="x")))["error"] == "user_disabled"
    assert (await refusal(slack.conversations_open(users=RITA)))["error"] == "user_disabled"


@pytest.mark.parametrize("text", ["", "  \n"])
async def test_an_empty_message_is_refused(slack: AsyncWebClient, text: str) -> None:
    assert (await refusal(slack.chat_postMessage(channel=TRIAGE, text=text)))["error"] == "no_text"


async def test_very_long_text_is_cut(workspace: Workspace, slack: AsyncWebClient) -> None:
    answer = await slack.chat_postMessage(channel=TRIAGE, text="x" * 40_001)

    assert len(answer["message"]["text"]) == 40_000


async def test_replies_need_a_parent_and_are_listed_oldest_first(workspace: Workspace, slack: AsyncWebClient) -> None:
    parent = (await slack.chat_postMessage(channel=TRIAGE, text="parent"))["ts"]
    replies = [(await slack.chat_postMessage(channel=TRIAGE, text=f"{n}", thread_ts=parent))["ts"] for n in range(3)]

    thread = (await slack.conversations_replies(channel=TRIAGE, ts=parent))["messages"]
    assert [m["ts"] for m in thread] == [parent, *replies]
    assert thread[0]["reply_count"] == 3
    assert thread[0]["latest_reply"] == replies[-1]
    lost = slack.chat_postMessage(channel=TRIAGE, text="x", thread_ts="1.000001")
    assert (await refusal(lost))["error"] == "thread_not_found"
    nested = slack.chat_postMessage(channel=TRIAGE, text="x", thread_ts=replies[0])
    assert (await refusal(nested))["error"] == "cannot_reply_to_message"


async def test_a_message_is_changed_in_place(workspace: Workspace, slack: AsyncWebClient) -> None:
    block = {"type": "section", "text": {"type": "mrkdwn", "text": "new"}}
    ts = (await slack.chat_postMessage(channel=TRIAGE, text="F-1: new", blocks=[block]))["ts"]
    block["text"] = {"type": "mrkdwn", "text": "fixing"}

    await slack.chat_update(channel=TRIAGE, ts=ts, text="F-1: fixing", blocks=[block])

    card = await workspace.message_in(TRIAGE, containing="F-1")
    assert (card.ts, card.text) == (ts, "fixing")
    assert card.json["edited"]


async def test_only_messages_that_are_there_and_ours_change(workspace: Workspace, slack: AsyncWebClient) -> None:
    theirs = await workspace.say(TRIAGE, "mine", user=RITA)
    ours = (await slack.chat_postMessage(channel=TRIAGE, text="x"))["ts"]
    await slack.chat_delete(channel=TRIAGE, ts=ours)

    foreign = slack.chat_update(channel=TRIAGE, ts=theirs.ts, text="x")
    assert (await refusal(foreign))["error"] == "cant_update_message"
    assert (await refusal(slack.chat_delete(channel=TRIAGE, ts=theirs.ts)))["error"] == "cant_delete_message"
    assert (await refusal(slack.chat_update(channel=TRIAGE, ts=ours, text="x")))["error"] == "message_not_found"


async def test_an_ephemeral_message_is_seen_by_one_person_and_not_in_history(
    workspace: Workspace, slack: AsyncWebClient
) -> None:
    await slack.chat_postEphemeral(channel=TRIAGE, user=RITA, text="Only a triage owner can do that.")

    assert (await workspace.message_in(TRIAGE, containing="triage owner", user=RITA)).ephemeral
    assert "Only a triage owner can do that." not in [m.text for m in await workspace.messages(TRIAGE, THEO)]
    history = (await slack.conversations_history(channel=TRIAGE))["messages"]
    assert "Only a triage owner can do that." not in [m["text"] for m in history]


async def test_below_a_message_that_nobody_answered_no_ephemeral_one_shows(
    workspace: Workspace, slack: AsyncWebClient
) -> None:
    said = await workspace.say(TRIAGE, "Where is the sheet?", user=RITA)
    await slack.chat_postEphemeral(channel=TRIAGE, user=RITA, text="Only you see this.", thread_ts=said.ts)

    alone = await workspace.messages(TRIAGE, RITA, thread_ts=said.ts)
    await workspace.say(TRIAGE, "In the channel.", user=THEO, thread_ts=said.ts)
    answered = await workspace.messages(TRIAGE, RITA, thread_ts=said.ts)

    assert [m.text for m in alone] == ["Where is the sheet?"]
    assert [m.text for m in answered] == ["Where is the sheet?", "Only you see this.", "In the channel."]


async def test_metadata_shows_in_full_only_when_it_is_asked_for(slack: AsyncWebClient) -> None:
    sent = {"event_type": "adoption_post", "event_payload": {"post_id": 7}}
    await slack.chat_postMessage(channel=TRIAGE, text="x", metadata=sent)

    plain = (await slack.conversations_history(channel=TRIAGE, limit=1))["messages"][0]
    full = (await slack.conversations_history(channel=TRIAGE, limit=1, include_all_metadata=True))["messages"][0]

    assert plain["metadata"] == {"event_type": "adoption_post"}
    assert full["metadata"] == sent


@pytest.mark.parametrize("metadata", [{"event_type": "x"}, {"event_type": "x", "event_payload": "words"}])
async def test_malformed_metadata_is_refused(slack: AsyncWebClient, metadata: dict[str, Any]) -> None:
    refused = await refusal(slack.chat_postMessage(channel=TRIAGE, text="x", metadata=metadata))
    assert refused["error"] == "invalid_metadata_format"


async def test_history_comes_newest_first_in_pages(slack: AsyncWebClient) -> None:
    sent = [(await slack.chat_postMessage(channel=TRIAGE, text=f"{n}"))["ts"] for n in range(5)]

    first = await slack.conversations_history(channel=TRIAGE, limit=2, oldest=sent[0])
    cursor = first["response_metadata"]["next_cursor"]
    second = await slack.conversations_history(channel=TRIAGE, limit=2, oldest=sent[0], cursor=cursor)

    assert [m["ts"] for m in first["messages"]] == [sent[4], sent[3]]
    assert [m["ts"] for m in second["messages"]] == [sent[2], sent[1]]
    assert (first["has_more"], second["has_more"]) == (True, False)


@pytest.mark.parametrize(("inclusive", "expected"), [(False, [1]), (True, [2, 1, 0])])
async def test_the_ends_of_a_window_belong_to_it_only_when_asked(
    slack: AsyncWebClient, inclusive: bool, expected: list[int]
) -> None:
    sent = [(await slack.chat_postMessage(channel=TRIAGE, text=f"{n}"))["ts"] for n in range(3)]

    window = await slack.conversations_history(channel=TRIAGE, oldest=sent[0], latest=sent[2], inclusive=inclusive)

    assert [m["ts"] for m in window["messages"]] == [sent[n] for n in expected]


async def test_a_permalink_leads_to_the_message(slack: AsyncWebClient) -> None:
    ts = (await slack.chat_postMessage(channel=TRIAGE, text="x"))["ts"]

    link = (await slack.chat_getPermalink(channel=TRIAGE, message_ts=ts))["permalink"]

    assert link == f"https://northwind.slack.com/archives/{TRIAGE}/p{ts.replace('.', '')}"


async def test_one_post_a_second_goes_into_a_channel_when_the_limit_is_on(
    workspace: Workspace, slack: AsyncWebClient
) -> None:
    await workspace.deliver(rate_limit=True)
    await slack.chat_postMessage(channel=TRIAGE, text="first")

    with pytest.raises(SlackApiError) as refused:
        await slack.chat_postMessage(channel=TRIAGE, text="too soon")
    assert refused.value.response.status_code == 429
    assert refused.value.response.headers["Retry-After"] == "1"
    assert (await slack.chat_postMessage(channel=EAST, text="elsewhere"))["ok"]


@pytest.mark.parametrize("encoding", ["json", "form", "multipart", "query"])
async def test_arguments_arrive_in_every_encoding(workspace: Workspace, encoding: str) -> None:
    fields = {"channel": TRIAGE, "text": "köszönöm", "metadata": '{"event_type": "x", "event_payload": {"n": 1}}'}
    bearer = {"Authorization": "Bearer xoxb-sandbox"}
    async with http_client(base_url=workspace.api_url, headers=bearer) as http:
        if encoding == "json":
            answer = await http.post("chat.postMessage", json=fields)
        elif encoding == "form":
            answer = await http.post("chat.postMessage", params={"channel": "C0WRONG"}, data=fields)
        elif encoding == "multipart":
            answer = await http.post("chat.postMessage", files={k: (None, v) for k, v in fields.items()})
        else:
            answer = await http.get("chat.postMessage", params=fields)

    assert answer.json()["ok"], answer.text
    assert answer.json()["message"]["text"] == "köszönöm"
    assert answer.json()["message"]["metadata"]["event_payload"] == {"n": 1}
