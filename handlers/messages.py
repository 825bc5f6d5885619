"""Messages to the bot: a mention in a channel or thread, and direct messages, which may answer a question."""

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from domain.ids import ChannelId, MessageTs, UserId
from domain.outcome import Refused
from flows import answering, drafts
from flows.deps import Deps
from handlers.gesture import Payload, permalink
from handlers.wording import words_of
from views.notice import refusal

MADE_BY_PEOPLE = frozenset({None, "file_share", "thread_broadcast"})
"""Subtypes of messages that somebody wrote; the others are edits, joins and the like."""


def is_written_by_a_person(event: Payload) -> bool:
    return not event.get("bot_id") and event.get("subtype") in MADE_BY_PEOPLE


async def on_mention(deps: Deps, event: Payload, *, delivery: str) -> None:
    """`@Adoption this blocks me`: answered in its thread with a button that opens the form."""
    if not is_written_by_a_person(event):
        return
    channel, ts = ChannelId(event["channel"]), MessageTs(event["ts"])
    thread = event.get("thread_ts")
    await drafts.answer_mention(
        deps,
        words_of((event.get("text") or "").replace(f"<@{deps.workspace.bot_user}>", "")),
        permalink=permalink(deps, channel, ts, thread),
        by=UserId(event["user"]),
        channel=channel,
        thread_ts=MessageTs(thread or ts),
        delivery=delivery,
    )


async def on_direct_message(deps: Deps, client: AsyncWebClient, event: Payload, *, delivery: str) -> None:
    """A reply to the bot's question is the answer to it; anything else is offered the form."""
    if not is_written_by_a_person(event) or not words_of(event.get("text") or ""):
        return
    person, channel = UserId(event["user"]), ChannelId(event["channel"])
    said, thread = words_of(event["text"]), event.get("thread_ts")
    if thread and event.get("parent_user_id") not in (None, deps.workspace.bot_user):
        outcome = None  # a thread under their own words
    elif thread:
        outcome = await answering.answer_in_thread(
            deps, said, by=person, channel=channel, parent_ts=MessageTs(thread), delivery=delivery
        )
    else:
        outcome = await answering.answer_directly(deps, said, by=person, delivery=delivery)
    if outcome is None:
        await drafts.answer_mention(
            deps,
            said,
            permalink="",
            by=person,
            channel=channel,
            thread_ts=MessageTs(thread or event["ts"]),
            delivery=delivery,
        )
    elif isinstance(outcome, Refused) and await answering.claim_refusal(deps, delivery):
        try:
            await client.chat_postMessage(channel=channel, thread_ts=thread or event["ts"], **refusal(outcome))
        except (SlackApiError, ClientError, TimeoutError):
            await answering.give_back_refusal(deps, delivery)
            raise  # Slack delivers it again
