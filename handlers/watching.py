"""Messages in channels: almost all of them lead nowhere, and are let go before anything is built for them."""

from collections.abc import Awaitable, Mapping
from typing import Any, Final, TypeGuard

from domain.ids import ChannelId, MessageTs
from domain.signals.thread import SharedFile
from domain.watching import ThreadPlace
from flows.deps import Deps
from flows.watching import Heard, hear, is_watched
from handlers.gesture import Payload
from handlers.messages import is_written_by_a_person

CHANNELS: Final = ("channel", "group")
"""Kinds of conversations that are watched; direct messages never are."""

MOST_FILES: Final = 20


def is_in_a_channel(body: Payload) -> bool:
    """Whether it is a message event of a channel, public or private: those come by the thousand."""
    event = body.get("event")
    return (
        isinstance(event, dict)
        and event.get("type") == "message"
        and event.get("channel_type") in CHANNELS
        and body.get("type") == "event_callback"
    )


def on_channel_message(deps: Deps, body: Payload) -> Awaitable[None] | None:
    """None when it leads nowhere; else what is to be awaited before Slack is answered."""
    event: Payload = body["event"]
    channel = event.get("channel")
    if body.get("team_id") != deps.workspace.team or not _is_id(channel):
        return None
    if body.get("is_ext_shared_channel") is True or not is_watched(deps, channel):
        return None
    heard = _heard(deps, event, channel)
    return hear(deps, heard, at=deps.clock()) if heard else None


def _heard(deps: Deps, event: Payload, channel: ChannelId) -> Heard | None:
    match event.get("subtype"):
        case "message_changed":
            return _changed(deps, channel, _part(event, "message"), _part(event, "previous_message"))
        case "message_deleted":
            return _deleted(deps, channel, event, _part(event, "previous_message"))
        case _:
            thread, text = _thread_of(channel, event), text_of(event)
            if thread is None or not is_by_a_person(deps, event) or mentions_us(deps, text):
                return None
            return Heard(thread, text, files_of(event))


def _changed(deps: Deps, channel: ChannelId, now: Payload, before: Payload) -> Heard | None:
    """Unfurls, reactions and answers below change a message too, and leave its text as it was."""
    thread = _thread_of(channel, now)
    same = text_of(now) == text_of(before) and len(files_of(now)) == len(files_of(before))
    if thread is None or now.get("bot_id") or same:
        return None
    deleted = now.get("subtype") == "tombstone"
    if not deleted and not is_by_a_person(deps, now):
        return None
    return Heard(thread, text_of(now), files_of(before), before=text_of(before), deleted=deleted)


def _deleted(deps: Deps, channel: ChannelId, event: Payload, before: Payload) -> Heard | None:
    thread = _thread_of(channel, {"ts": event.get("deleted_ts"), **before})
    if thread is None or not is_by_a_person(deps, before):
        return None
    return Heard(thread, "", files_of(before), before=text_of(before), deleted=True)


def is_by_a_person(deps: Deps, message: Payload) -> bool:
    user, subtype = message.get("user"), message.get("subtype")
    if not isinstance(user, str) or user in (deps.workspace.bot_user, "") or not isinstance(subtype, str | None):
        return False
    return is_written_by_a_person(message)


def mentions_us(deps: Deps, text: str) -> bool:
    return f"<@{deps.workspace.bot_user}" in text


def _thread_of(channel: ChannelId, message: Payload) -> ThreadPlace | None:
    ts = message.get("thread_ts") or message.get("ts")
    return ThreadPlace(channel, MessageTs(ts)) if isinstance(ts, str) and _is_ts(ts) else None


def _is_id(channel: object) -> TypeGuard[ChannelId]:
    return isinstance(channel, str) and len(channel) <= 32 and channel.isascii() and channel.isalnum()


def _is_ts(ts: str) -> bool:
    whole, _, part = ts.partition(".")
    return len(ts) <= 30 and whole.isdecimal() and part.isdecimal() and ts.isascii()


def _part(event: Payload, name: str) -> Payload:
    found = event.get(name)
    return found if isinstance(found, Mapping) else {}


def text_of(message: Payload) -> str:
    text = message.get("text")
    return text if isinstance(text, str) else ""


def files_of(message: Payload) -> tuple[SharedFile, ...]:
    """Without those that somebody deleted since: Slack leaves a tombstone in their place."""
    files: Any = message.get("files")
    if not isinstance(files, list):
        return ()
    there = (file for file in files[:MOST_FILES] if isinstance(file, Mapping) and file.get("mode") != "tombstone")
    return tuple(_shared_file(file) for file in there)


def _shared_file(file: Mapping[str, Any]) -> SharedFile:
    return SharedFile(str(file.get("name") or "")[:200], str(file.get("filetype") or "")[:40])
