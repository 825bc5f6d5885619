"""chat.*: posting, changing and deleting messages."""

import json
import math
import time
from typing import Any

from sandbox.blocks.checks import blocks_problems, named, view_problems
from sandbox.blocks.rules import wrong
from sandbox.shapes import message_json, permalink
from sandbox.state import Channel, Json, Message
from sandbox.web_api.call import Call, Method, SlackError, require_scope

LONGEST_MARKDOWN = 12_000
LARGEST_METADATA = 16_384
"""Bytes. Slack has a limit (`metadata_too_large`) and does not say which; ours only catches excess."""
PACE = 0.95
"""Seconds between two posts into one channel; Slack says one a second, and is not exact about it."""


def post_message(call: Call) -> Json:
    channel = destination(call)
    details = content(call)
    thread_ts = thread(call, channel)
    broadcast = bool(thread_ts) and call.flag("reply_broadcast")
    keep_pace(call, channel)
    message = call.workspace.posting.post_by_bot(
        channel,
        **details,
        thread_ts=thread_ts,
        username=author(call),
        broadcast=broadcast,
        subtype="thread_broadcast" if broadcast else None,
        metadata=metadata(call) or None,
    )
    return posted(call, message)


def posted(call: Call, message: Message) -> Json:
    shape = message_json(call.workspace.company, message, all_metadata=True)
    return {"channel": message.channel, "ts": message.ts, "message": shape}


def post_ephemeral(call: Call) -> Json:
    channel = destination(call)
    person = call.person(call.text("user"))
    if person.id not in channel.members:
        raise SlackError("user_not_in_channel")
    thread_ts = thread(call, channel)
    message = call.workspace.posting.whisper(channel, person.id, **content(call), thread_ts=thread_ts)
    return {"message_ts": message.ts}


def update(call: Call) -> Json:
    channel, message = own_message(call, "cant_update_message")
    details = content(call)
    # Blocks that are not mentioned stay (docs.slack.dev/reference/methods/chat.update).
    blocks = details["blocks"] if call.arguments.get("blocks") is not None else message.blocks
    call.workspace.posting.change(channel, message, text=details["text"], blocks=blocks, metadata=metadata(call))
    shape = message_json(call.workspace.company, message, all_metadata=True)
    return {"channel": channel.id, "ts": message.ts, "text": message.text, "message": shape}


def delete(call: Call) -> Json:
    channel, message = own_message(call, "cant_delete_message")
    call.workspace.posting.delete(channel, message)
    return {"channel": channel.id, "ts": message.ts}


def get_permalink(call: Call) -> Json:
    channel = call.channel()
    message = channel.messages.get(call.text("message_ts"))
    if message is None:
        raise SlackError("message_not_found")
    return {"channel": channel.id, "permalink": permalink(call.workspace.company, message)}


def destination(call: Call) -> Channel:
    """Where to post: a channel's id or name, or a person's id, which opens their direct messages with the bot."""
    company, asked = call.workspace.company, call.text("channel")
    if asked in company.people:
        return direct_messages(call, asked)
    channel = company.channels.get(asked) or company.channel_named(asked)
    if channel is None or call.hidden(channel):
        raise SlackError("channel_not_found")
    if channel.is_archived:
        raise SlackError("is_archived")
    if channel.is_im and company.people[channel.other_than(company.bot_user)].deleted:
        raise SlackError("user_disabled")
    if company.bot_user not in channel.members and not call.workspace.manifest.grants("chat:write.public"):
        raise SlackError("not_in_channel")
    return channel


def direct_messages(call: Call, user: str) -> Channel:
    company = call.workspace.company
    person = company.people[user]
    if person.is_bot:
        raise SlackError("cannot_dm_bot")
    if person.deleted:
        raise SlackError("user_disabled")
    found = company.find_im(company.bot_user, user)
    channel = found or company.open_im(company.bot_user, user, at=int(call.workspace.clock.now().timestamp()))
    if not found:
        call.workspace.bus.tell("channel", channel.id, user)
    return channel


def content(call: Call) -> dict[str, Any]:
    """`text` and checked `blocks`; something must be there to show."""
    text, markdown = call.text("text"), call.text("markdown_text")
    blocks = checked_blocks(call)
    if markdown:
        if text or blocks:
            raise SlackError("markdown_text_conflict")
        if len(markdown) > LONGEST_MARKDOWN:
            raise SlackError("msg_too_long")
        return {"text": markdown, "blocks": named([{"type": "markdown", "text": markdown}])}
    if not text.strip() and not blocks and not call.structured("attachments", "invalid_attachments"):
        raise SlackError("no_text")
    return {"text": text, "blocks": named(blocks)}


def checked_blocks(call: Call) -> list[Json]:
    blocks = call.structured("blocks", "invalid_blocks_format")
    if blocks is None:
        return []
    if not isinstance(blocks, list):
        raise SlackError("invalid_blocks_format")
    refuse_blocks(blocks_problems(blocks))
    return blocks


def refuse_blocks(problems: list[str]) -> None:
    if problems:
        errors = [problem.removeprefix("[ERROR] ") for problem in problems]
        raise SlackError("invalid_blocks", errors=errors, response_metadata={"messages": problems})


def thread(call: Call, channel: Channel) -> str | None:
    """The parent to reply to. A reply cannot be one itself."""
    asked = call.text("thread_ts")
    if not asked:
        return None
    parent = channel.messages.get(asked)
    if parent is None:
        raise SlackError("thread_not_found")
    if parent.is_reply:
        raise SlackError("cannot_reply_to_message")
    return asked


def author(call: Call) -> str | None:
    name = call.text("username")
    if name:
        require_scope(call.workspace, "chat:write.customize")
    return name or None


def metadata(call: Call) -> Json | None:
    """None when none was sent; empty when it is to be removed."""
    sent = call.structured("metadata", "invalid_metadata_format")
    if not sent:
        return None if sent is None else {}
    if (
        not isinstance(sent, dict)
        or not isinstance(sent.get("event_type"), str)
        or not isinstance(sent.get("event_payload"), dict)
    ):
        raise SlackError("invalid_metadata_format")
    if len(json.dumps(sent)) > LARGEST_METADATA:
        raise SlackError("metadata_too_large")
    return {"event_type": sent["event_type"], "event_payload": sent["event_payload"]}


def keep_pace(call: Call, channel: Channel) -> None:
    """Refuses what comes too soon after the last post, when the limit is switched on."""
    last_posts, now = call.workspace.last_posts, time.monotonic()
    wait = last_posts.get(channel.id, -PACE) + PACE - now
    if call.workspace.events.switches.rate_limit and wait > 0:
        raise TooSoonError(math.ceil(wait))
    last_posts[channel.id] = now


class TooSoonError(Exception):
    def __init__(self, retry_after: int) -> None:
        super().__init__(f"Again in {retry_after} s")
        self.retry_after = retry_after


def own_message(call: Call, not_ours: str) -> tuple[Channel, Message]:
    channel = call.channel()
    message = channel.messages.get(call.text("ts"))
    if message is None:
        raise SlackError("message_not_found")
    if message.bot_id is None:
        raise SlackError(not_ours)
    if channel.is_archived:
        raise SlackError("is_archived")
    return channel, message


def validate_blocks(call: Call) -> Json:
    """blocks.validate: exactly one of blocks, message, view."""
    from_message = call.structured("message", "invalid_arguments") or {}
    blocks = call.structured("blocks", "invalid_blocks_format") or from_message.get("blocks")
    view = call.structured("view", "invalid_arguments")
    if (blocks is None) == (view is None):
        problem = wrong("must provide exactly one of: blocks, message, view", "")
        raise SlackError("invalid_arguments", response_metadata={"messages": [problem]})
    problems = blocks_problems(blocks) if view is None else view_problems(view)
    return {"valid": not problems, "errors": [as_error(problem) for problem in problems]}


def as_error(problem: str) -> Json:
    message, _, pointer = problem.removeprefix("[ERROR] ").partition(" [json-pointer:")
    return {"pointer": pointer.removesuffix("]"), "code": "invalid", "message": message}


METHODS = {
    "chat.postMessage": Method(post_message, ("chat:write",)),
    "chat.postEphemeral": Method(post_ephemeral, ("chat:write",)),
    "chat.update": Method(update, ("chat:write",)),
    "chat.delete": Method(delete, ("chat:write",)),
    "chat.getPermalink": Method(get_permalink),
    "blocks.validate": Method(validate_blocks),
}
