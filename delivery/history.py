"""Looks whether a post has reached Slack: by the number that it carries in its metadata."""

from datetime import timedelta
from typing import Any, Final, cast

from slack_sdk.web.async_client import AsyncWebClient

from domain.ids import ChannelId, MessageTs, PostId, UserId
from domain.post import Post

EVENT_TYPE: Final = "adoption_post"
MARGIN: Final = timedelta(seconds=30)
"""Between the store's clock and Slack's."""
PAGE: Final = 200


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
