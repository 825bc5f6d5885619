"""Putting messages into channels, changing and deleting them, so that everyone concerned hears of it."""

from dataclasses import dataclass
from typing import Any

from sandbox.bus import Bus
from sandbox.clock import Clock
from sandbox.events import Events
from sandbox.shapes import message_json
from sandbox.state import SLACKBOT, Channel, Company, Json, Message

LONGEST_TEXT = 40_000
"""Characters; Slack cuts what is longer (docs.slack.dev/reference/methods/chat.postMessage)."""


@dataclass
class Posting:
    company: Company
    clock: Clock
    bus: Bus
    events: Events

    def post(self, channel: Channel, *, user: str | None, text: str, **details: Any) -> Message:
        message = Message(self.clock.next_ts(), channel.id, user, text[:LONGEST_TEXT], **details)
        channel.add(message)
        if user:
            channel.mark_read(user, message.ts)
        self.bus.tell("message", channel.id)
        self.events.message_posted(channel, message)
        return message

    def post_by_bot(self, channel: Channel, text: str, **details: Any) -> Message:
        return self.post(channel, user=self.company.bot_user, text=text, bot_id=self.company.bot_id, **details)

    def whisper(self, channel: Channel, to: str, text: str, *, by_slackbot: bool = False, **details: Any) -> Message:
        """An ephemeral message: only `to` sees it, and no event tells of it."""
        user, bot_id = (SLACKBOT, None) if by_slackbot else (self.company.bot_user, self.company.bot_id)
        message = Message(
            self.clock.next_ts(), channel.id, user, text[:LONGEST_TEXT], bot_id=bot_id, seen_by=to, **details
        )
        channel.add_ephemeral(message)
        self.bus.tell("message", channel.id, to)
        return message

    def change(self, channel: Channel, message: Message, *, text: str, blocks: list[Json], metadata: Any) -> None:
        previous = message_json(self.company, message, all_metadata=True)
        message.text, message.blocks, message.edited = text[:LONGEST_TEXT], blocks, self.clock.next_ts()
        message.chosen = {}
        if metadata is not None:
            message.metadata = metadata or None
        self.bus.tell("message", channel.id, message.seen_by)
        if not message.seen_by:
            self.events.message_changed(channel, message, previous)

    def delete(self, channel: Channel, message: Message) -> None:
        if message.seen_by:
            channel.ephemerals.remove(message)
        else:
            channel.remove(message.ts)
            self.events.message_deleted(channel, message)
        self.bus.tell("message", channel.id, message.seen_by)
