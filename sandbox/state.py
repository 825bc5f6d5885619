"""People, channels and messages: everything the workspace remembers."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sandbox.clock import micros

Json = dict[str, Any]

SLACKBOT = "USLACKBOT"
EPHEMERALS_KEPT = 200
"""Per channel. Slack forgets them with the next reload."""


@dataclass
class Person:
    id: str
    name: str
    real_name: str
    title: str = ""
    email: str | None = None
    deleted: bool = False
    is_bot: bool = False
    is_admin: bool = False
    status_text: str = ""
    status_emoji: str = ""
    status_expiration: int = 0
    quiet_until: int = 0
    """Until when they do not want to be disturbed, in seconds; 0 when they do not mind."""


@dataclass
class Message:
    ts: str
    channel: str
    user: str | None
    text: str
    blocks: list[Json] = field(default_factory=list)
    thread_ts: str | None = None
    bot_id: str | None = None
    username: str | None = None
    metadata: Json | None = None
    edited: str | None = None
    subtype: str | None = None
    broadcast: bool = False
    seen_by: str | None = None
    """The only person who sees it, when it is ephemeral."""
    reactions: dict[str, list[str]] = field(default_factory=dict)
    chosen: dict[str, dict[str, Json]] = field(default_factory=dict)
    """What was chosen in its elements, by block_id and action_id."""

    @property
    def is_reply(self) -> bool:
        return self.thread_ts is not None and self.thread_ts != self.ts


@dataclass
class Channel:
    id: str
    name: str
    topic: str = ""
    kind: str = "channel"
    is_private: bool = False
    is_archived: bool = False
    created: int = 0
    members: set[str] = field(default_factory=set)
    messages: dict[str, Message] = field(default_factory=dict)
    """By ts, oldest first, replies among them."""
    replies: dict[str, list[Message]] = field(default_factory=dict)
    """By the ts of the parent, oldest first."""
    ephemerals: list[Message] = field(default_factory=list)
    read_until: dict[str, int] = field(default_factory=dict)
    """Up to which microsecond each person has read."""

    @property
    def is_im(self) -> bool:
        return self.kind == "im"

    def add(self, message: Message) -> None:
        self.messages[message.ts] = message
        if message.is_reply and message.thread_ts:
            self.replies.setdefault(message.thread_ts, []).append(message)

    def remove(self, ts: str) -> Message | None:
        message = self.messages.pop(ts, None)
        if message and message.is_reply and message.thread_ts:
            self.replies[message.thread_ts].remove(message)
        return message

    def add_ephemeral(self, message: Message) -> None:
        self.ephemerals.append(message)
        del self.ephemerals[:-EPHEMERALS_KEPT]

    def find(self, ts: str, *, seen_by: str | None = None) -> Message | None:
        """A message, or the ephemeral one that `seen_by` sees."""
        if message := self.messages.get(ts):
            return message
        return next((e for e in self.ephemerals if e.ts == ts and seen_by == e.seen_by), None)

    def newest_first(self) -> Iterator[Message]:
        return reversed(self.messages.values())

    def other_than(self, user: str) -> str:
        """The counterpart in a direct message; oneself in a note to oneself."""
        return next((member for member in self.members if member != user), user)

    def mark_read(self, user: str, ts: str | None = None) -> None:
        last = ts or next((message.ts for message in self.newest_first()), "0")
        self.read_until[user] = max(self.read_until.get(user, 0), micros(last))

    def unread_by(self, user: str) -> tuple[int, int]:
        """Unread messages of the top level, and unread messages anywhere that mention `user`."""
        read, unread, mentions = self.read_until.get(user, 0), 0, 0
        for message in self.newest_first():
            if micros(message.ts) <= read:
                break
            if message.user == user:
                continue
            unread += not message.is_reply
            mentions += f"<@{user}>" in message.text
        return unread, mentions


@dataclass
class Company:
    """One workspace's people and places."""

    team_id: str
    name: str
    domain: str
    timezone: str
    bot_user: str
    bot_id: str
    app_id: str
    people: dict[str, Person] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    groups: dict[str, list[str]] = field(default_factory=dict)

    def channel_named(self, name: str) -> Channel | None:
        wanted = name.removeprefix("#")
        return next((c for c in self.channels.values() if not c.is_im and c.name == wanted), None)

    def find_im(self, one: str, other: str) -> Channel | None:
        return next((c for c in self.channels.values() if c.is_im and c.members == {one, other}), None)

    def open_im(self, one: str, other: str, *, at: int) -> Channel:
        """The direct messages between two people; the same ones every time."""
        if found := self.find_im(one, other):
            return found
        two = sorted(name.removeprefix("U0") for name in {one, other} - {self.bot_user})
        channel = Channel(id="D0" + "".join(two), name="", kind="im", created=at, members={one, other})
        self.channels[channel.id] = channel
        return channel

    def person_with_email(self, email: str) -> Person | None:
        return next((p for p in self.people.values() if (p.email or "").lower() == email.lower()), None)
