"""conversations.*: which channels there are, who is in them, and what was said."""

from collections.abc import Iterator

from sandbox.clock import micros
from sandbox.shapes import channel_json, channel_type, message_json
from sandbox.state import Channel, Json, Message
from sandbox.web_api.call import Call, Method, SlackError, require_scope
from sandbox.web_api.chat import direct_messages
from sandbox.web_api.paging import page, read_cursor, write_cursor

SCOPE_PREFIX = {"channel": "channels", "group": "groups", "im": "im"}
KIND_OF_TYPE = {"public_channel": "channel", "private_channel": "group", "im": "im", "mpim": "mpim"}
MOST_MESSAGES = 999


def require_kind(call: Call, channel: Channel, what: str) -> None:
    """`what` is `read` or `history`; each kind of channel has its own scope."""
    require_scope(call.workspace, f"{SCOPE_PREFIX[channel_type(channel)]}:{what}")


def list_channels(call: Call) -> Json:
    kinds = asked_kinds(call)
    for kind in kinds - {"mpim"}:
        require_scope(call.workspace, f"{SCOPE_PREFIX[kind]}:read")
    return listed(call, [c for c in visible(call) if channel_type(c) in kinds])


def list_of_person(call: Call) -> Json:
    """users.conversations: of the bot, or of a person, as far as the bot may know."""
    user = call.text("user") or call.workspace.company.bot_user
    call.person(user)
    kinds = asked_kinds(call)
    return listed(call, [c for c in visible(call) if channel_type(c) in kinds and user in c.members])


def asked_kinds(call: Call) -> set[str]:
    types = [t.strip() for t in (call.text("types") or "public_channel").split(",")]
    if any(t not in KIND_OF_TYPE for t in types):
        raise SlackError("invalid_types")
    return {KIND_OF_TYPE[t] for t in types}


def visible(call: Call) -> list[Channel]:
    hide_archived = call.flag("exclude_archived")
    channels = call.workspace.company.channels.values()
    return [c for c in channels if not call.hidden(c) and not (hide_archived and c.is_archived)]


def listed(call: Call, channels: list[Channel]) -> Json:
    shown, metadata = page(call, channels)
    return {
        "channels": [channel_json(call.workspace.company, c) for c in shown],
        "response_metadata": metadata,
    }


def info(call: Call) -> Json:
    channel = call.channel()
    require_kind(call, channel, "read")
    return {"channel": channel_json(call.workspace.company, channel)}


def members(call: Call) -> Json:
    channel = call.channel()
    require_kind(call, channel, "read")
    shown, metadata = page(call, sorted(channel.members))
    return {"members": shown, "response_metadata": metadata}


def readable(call: Call) -> Channel:
    channel = call.channel()
    require_kind(call, channel, "history")
    if call.workspace.company.bot_user not in channel.members:
        raise SlackError("not_in_channel")
    return channel


def history(call: Call) -> Json:
    """Newest first; replies only where they were also sent to the channel."""
    channel = readable(call)
    within = Window(call)
    top = (m for m in channel.newest_first() if not m.is_reply or m.broadcast)
    return within.answer(call, (m for m in top if within.reaches(m)))


def replies(call: Call) -> Json:
    """Oldest first, the parent before its replies."""
    channel = readable(call)
    parent = channel.messages.get(call.text("ts"))
    if parent is None:
        raise SlackError("thread_not_found")
    within = Window(call, newest_first=False)
    answered = (m for m in channel.replies.get(parent.ts, []) if within.reaches(m))
    # The parent is always the first of the first page, whatever the window.
    return within.answer(call, answered, first=None if within.after else parent)


class Window:
    """The part of a conversation that `oldest`, `latest`, `inclusive`, `limit` and `cursor` ask for."""

    def __init__(self, call: Call, *, newest_first: bool = True) -> None:
        self.newest_first = newest_first
        self.inclusive = call.flag("inclusive")
        self.oldest = self._time(call, "oldest")
        self.latest = self._time(call, "latest")
        self.limit = call.number("limit", 100)
        if not 1 <= self.limit <= MOST_MESSAGES:
            raise SlackError("invalid_limit")
        cursor = read_cursor(call)
        self.after = int(cursor) if cursor else None

    @staticmethod
    def _time(call: Call, name: str) -> int | None:
        asked = call.text(name)
        if not asked or asked == "now":
            return None
        try:
            return micros(asked)
        except ValueError as malformed:
            raise SlackError(f"invalid_ts_{name}") from malformed

    def reaches(self, message: Message) -> bool:
        at, edge = micros(message.ts), 0 if self.inclusive else 1
        if self.oldest is not None and at < self.oldest + edge:
            return False
        if self.latest is not None and at > self.latest - edge:
            return False
        return self.after is None or (at < self.after if self.newest_first else at > self.after)

    def answer(self, call: Call, messages: Iterator[Message], first: Message | None = None) -> Json:
        everything = ([first] if first else []) + list(messages)
        shown = everything[: self.limit]
        more = len(everything) > len(shown)
        cursor = write_cursor(str(micros(shown[-1].ts))) if more else ""
        company, all_metadata = call.workspace.company, call.flag("include_all_metadata")
        return {
            "messages": [message_json(company, m, all_metadata=all_metadata) for m in shown],
            "has_more": more,
            "pin_count": 0,
            "response_metadata": {"next_cursor": cursor},
        }


def open_im(call: Call) -> Json:
    if call.text("channel"):
        channel = call.channel()
        return {"channel": channel_json(call.workspace.company, channel), "already_open": True}
    users = [u for u in call.text("users").split(",") if u]
    if len(users) != 1:
        raise SlackError("users_list_not_supplied" if not users else "method_not_supported_for_channel_type")
    call.person(users[0])
    existed = call.workspace.company.find_im(call.workspace.company.bot_user, users[0]) is not None
    channel = direct_messages(call, users[0])
    shape = channel_json(call.workspace.company, channel) if call.flag("return_im") else {"id": channel.id}
    return {"channel": shape, "no_op": existed, "already_open": existed}


def join(call: Call) -> Json:
    channel = call.channel()
    if channel.is_archived:
        raise SlackError("is_archived")
    if channel.is_private or channel.is_im:
        raise SlackError("method_not_supported_for_channel_type")
    bot = call.workspace.company.bot_user
    already = bot in channel.members
    channel.members.add(bot)
    if not already:
        call.workspace.bus.tell("channel", channel.id)
        call.workspace.events.member_joined(channel, bot, None)
    return {
        "channel": channel_json(call.workspace.company, channel),
        **({"warning": "already_in_channel"} if already else {}),
    }


METHODS = {
    "conversations.list": Method(list_channels),
    "conversations.info": Method(info),
    "conversations.members": Method(members),
    "conversations.history": Method(history),
    "conversations.replies": Method(replies),
    "conversations.open": Method(open_im, ("im:write",)),
    "conversations.join": Method(join, ("channels:join",)),
    "users.conversations": Method(list_of_person, ("channels:read", "groups:read", "im:read")),
}
