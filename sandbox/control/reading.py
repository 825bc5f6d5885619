"""What a person sees: the workspace, a conversation, the traffic."""

from datetime import UTC, datetime

from sandbox.clock import micros
from sandbox.control.asked import Asked
from sandbox.gestures import no
from sandbox.modals import state_values
from sandbox.shapes import permalink, thread_summary
from sandbox.state import Channel, Json, Message
from sandbox.workspace import Workspace


async def state(asked: Asked) -> Json:
    ws, user = asked.workspace, asked.user
    company = ws.company
    return {
        "now": ws.clock.now().isoformat(),
        "team": {"id": company.team_id, "name": company.name, "domain": company.domain, "timezone": company.timezone},
        "me": user,
        "users": [person_seen(p) for p in company.people.values()],
        "app": {
            "id": company.app_id,
            "user_id": company.bot_user,
            "bot_id": company.bot_id,
            "name": company.people[company.bot_user].real_name,
        },
        "commands": list(ws.manifest.commands),
        "shortcuts": list(ws.manifest.shortcuts),
        "channels": [channel_seen(ws, c, user) for c in company.channels.values() if sees(c, user)],
        "modal": modal_seen(ws, user),
        "home": ws.views.as_slack(home) if (home := ws.views.homes.get(user)) else None,
        "clock": {"now": ws.clock.now().isoformat(), "next": await ws.walk.next_due()},
        "faults": ws.faults.listed(),
        "delivery": vars(ws.events.switches),
    }


def person_seen(person: object) -> Json:
    return dict(vars(person))


def sees(channel: Channel, user: str) -> bool:
    return user in channel.members or not (channel.is_im or channel.is_private)


def channel_seen(ws: Workspace, channel: Channel, user: str) -> Json:
    other = channel.other_than(user) if channel.is_im else None
    unread, mentions = channel.unread_by(user)
    return {
        "id": channel.id,
        "name": ws.company.people[other].real_name if other else channel.name,
        "kind": channel.kind,
        "user": other,
        "topic": channel.topic,
        "is_private": channel.is_private,
        "is_archived": channel.is_archived,
        "is_member": user in channel.members,
        "has_app": ws.company.bot_user in channel.members,
        "unread": unread if user in channel.members else 0,
        "mentions": mentions if user in channel.members else 0,
    }


def modal_seen(ws: Workspace, user: str) -> Json | None:
    stack = ws.views.modals.get(user)
    return {"view": ws.views.as_slack(stack[-1]), "depth": len(stack)} if stack else None


async def messages(asked: Asked) -> Json:
    """`limit` keeps the newest ones. Below a message that nobody answered Slack shows no ephemeral one."""
    user, channel = asked.user, asked.anywhere
    if not sees(channel, user):
        no("You are not in this conversation.")
    thread_ts = asked.get("thread_ts")
    if thread_ts:
        parent, replies = channel.messages.get(thread_ts), channel.replies.get(thread_ts, [])
        seen, ephemeral = [*([parent] if parent else []), *replies], bool(replies)
    else:
        seen, ephemeral = [m for m in channel.messages.values() if not m.is_reply or m.broadcast], True
    if ephemeral:
        seen += [e for e in channel.ephemerals if e.seen_by == user and e.thread_ts == thread_ts]
    seen.sort(key=lambda m: micros(m.ts))
    if limit := int(asked.get("limit", 0)):
        seen = seen[-limit:]
    return {"messages": [message_seen(asked.workspace, channel, m) for m in seen]}


def message_seen(ws: Workspace, channel: Channel, message: Message) -> Json:
    thread = thread_summary(channel, message)
    return {
        "ts": message.ts,
        "channel": message.channel,
        "user": message.user,
        "bot_id": message.bot_id,
        "username": message.username,
        "text": message.text,
        "blocks": message.blocks,
        "thread_ts": thread.get("thread_ts", message.thread_ts),
        "reply_count": thread.get("reply_count", 0),
        "reply_users": thread.get("reply_users", []),
        "latest_reply": thread.get("latest_reply"),
        "edited": message.edited,
        "ephemeral": bool(message.seen_by),
        "metadata": message.metadata,
        "reactions": message.reactions,
        "state": state_values({"blocks": message.blocks}, message.chosen),
        "permalink": permalink(ws.company, message),
        "at": at(message.ts),
    }


def at(ts: str) -> str:
    return datetime.fromtimestamp(micros(ts) / 1_000_000, UTC).isoformat()


async def traffic(asked: Asked) -> Json:
    return {"traffic": asked.workspace.traffic.after(int(asked.get("after", 0)))}


async def sockets(asked: Asked) -> Json:
    """The Socket Mode connections: how many are open, how many were opened so far, how many Slack only believes in."""
    theirs = asked.workspace.sockets
    return {"open": len(theirs) - theirs.ghosts, "opened": theirs.opened, "ghosts": theirs.ghosts}
