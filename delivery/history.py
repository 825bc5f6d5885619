"""Looks whether a post has reached Slack: by the number that it carries in its metadata."""

from datetime import timedelta
from typing import Any, Final, cast

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from delivery.client import granted_scopes
from delivery.outcomes import HISTORY_CLOSED, Said, read_failure
from domain.ids import ChannelId, MessageTs, PostId, UserId
from domain.post import Post
from flows.deps import Deps

EVENT_TYPE: Final = "adoption_post"
MARGIN: Final = timedelta(seconds=30)
"""Between the store's clock and Slack's."""
PAGE: Final = 200
WHAT_THEN: Final = "After a lost answer a post may be sent twice"
REMEDIES: Final = {
    "missing_scope": "add the scopes channels:history, groups:history and im:history and reinstall the app.",
    "not_in_channel": "type /invite @Adoption there.",
}


def metadata_of(post: PostId) -> dict[str, Any]:
    """Visible to every app and member: a number and nothing else."""
    return {"event_type": EVENT_TYPE, "event_payload": {"post_id": post}}


async def look_up(client: AsyncWebClient, post: Post, channel: ChannelId, *, we: UserId) -> MessageTs | None:
    """Where `post` stands in `channel`, or in its thread; None when it does not. Raises what the client raises."""
    cursor = None
    while True:
        page = await _page(client, post, channel, cursor)
        for message in page.get("messages", []):
            if _is(message, post.id, we):
                return MessageTs(message["ts"])
        cursor = (page.get("response_metadata") or {}).get("next_cursor")
        if not cursor:
            return None


def method_for(post: Post) -> str:
    return "conversations.replies" if post.thread_ts else "conversations.history"


async def _page(client: AsyncWebClient, post: Post, channel: ChannelId, cursor: str | None) -> dict[str, Any]:
    since = f"{(post.first_tried_at - MARGIN).timestamp():.6f}" if post.first_tried_at else "0"
    window: dict[str, Any] = {"oldest": since, "inclusive": True, "include_all_metadata": True, "limit": PAGE}
    if post.thread_ts:
        answer = await client.conversations_replies(channel=channel, ts=post.thread_ts, cursor=cursor, **window)
    else:
        answer = await client.conversations_history(channel=channel, cursor=cursor, **window)
    return cast(dict[str, Any], answer.data)


def _is(message: dict[str, Any], post: PostId, we: UserId) -> bool:
    """Any app can send such metadata: the message must be ours as well."""
    metadata = message.get("metadata") or {}
    carried = (metadata.get("event_payload") or {}).get("post_id")
    return message.get("user") == we and metadata.get("event_type") == EVENT_TYPE and carried == post


async def history_problems(client: AsyncWebClient, deps: Deps) -> list[str]:
    """Where we could not look whether a post is there already, and the remedy; empty when we can look everywhere.

    There a post whose answer is lost is sent again and may stand twice. A Slack that does not answer, or a channel that
    is not there, is no problem of history.
    """
    problems = []
    for channel in dict.fromkeys((deps.triage, deps.updates)):
        if error := await why_closed(client, channel):
            problems.append(f"{WHAT_THEN} in {channel} ({error}): {REMEDIES.get(error, REMEDIES['missing_scope'])}")
    if not await _may_read_words(client):
        problems.append(f"{WHAT_THEN} in direct messages (missing_scope): {REMEDIES['missing_scope']}")
    return problems


async def _may_read_words(client: AsyncWebClient) -> bool:
    """Whether the history of direct messages is open to us, as far as Slack says which scopes we have."""
    try:
        granted = granted_scopes(await client.auth_test())
    except (SlackApiError, ClientError, TimeoutError, OSError):
        return True
    return granted is None or "im:history" in granted


async def why_closed(client: AsyncWebClient, channel: ChannelId) -> str | None:
    """Slack's word for why we may not read what stands there; None when we may, or when Slack does not answer."""
    try:
        await client.conversations_history(channel=channel, limit=1)
    except Exception as error:  # noqa: BLE001 - read_failure knows them all
        failure = read_failure(error)
        return failure.error if isinstance(failure, Said) and failure.error in HISTORY_CLOSED else None
    return None
