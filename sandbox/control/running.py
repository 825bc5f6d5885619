"""What nobody does by a gesture: members and accounts, the clock, the troubles, the start from the beginning."""

from datetime import UTC, datetime, timedelta

from sandbox.control.asked import Asked
from sandbox.gestures import no
from sandbox.state import Channel, Json


async def delete_message(asked: Asked) -> Json:
    channel = asked.anywhere
    message = channel.messages.get(asked.need("ts"))
    if message is None:
        no("This message is not there any more.")
    asked.workspace.posting.delete(channel, message)
    return {"ok": True}


async def channel(asked: Asked) -> Json:
    """Changes a channel; one that has a `name` and does not exist is made."""
    ws, wanted = asked.workspace, asked.need("channel")
    if wanted not in ws.company.channels and asked.get("name"):
        private = bool(asked.get("is_private"))
        ws.company.channels[wanted] = Channel(
            wanted, asked.need("name"), str(asked.get("topic", "")), is_private=private
        )
    changed = asked.anywhere
    if "archived" in asked.fields:
        changed.is_archived = bool(asked.get("archived"))
    if invited := asked.get("invite"):
        join(asked, changed, invited)
    changed.members.discard(str(asked.get("kick", "")))
    ws.bus.tell("channel", changed.id)
    return {"ok": True}


def join(asked: Asked, where: Channel, user: str) -> None:
    if user not in asked.workspace.company.people:
        no(f"There is nobody called {user} here.")
    if user not in where.members:
        where.members.add(user)
        asked.workspace.events.member_joined(where, user, asked.get("user"))


async def user(asked: Asked) -> Json:
    person = asked.workspace.company.people.get(asked.need("user"))
    if person is None:
        no(f"There is nobody called {asked.get('user')} here.")
    if "deleted" in asked.fields:
        person.deleted = bool(asked.get("deleted"))
    for name in ("status_text", "status_emoji", "status_expiration", "quiet_until"):
        if name in asked.fields:
            setattr(person, name, type(getattr(person, name))(asked.get(name)))
    asked.workspace.bus.tell("state")
    return {"ok": True}


async def groups(asked: Asked) -> Json:
    asked.workspace.company.groups = {group: list(users) for group, users in asked.get("groups", {}).items()}
    return {"ok": True}


async def clock(asked: Asked) -> Json:
    walk = asked.workspace.walk
    if asked.get("next"):
        return await walk.to_next()
    if days := asked.get("days"):
        return await walk.to(asked.workspace.clock.now() + timedelta(days=float(days)))
    try:
        to = datetime.fromisoformat(asked.need("to"))
    except ValueError:
        no("The time is written like 2026-11-23T10:05:00-05:00.")
    at = to if to.tzinfo else to.replace(tzinfo=UTC)
    return walk.alone(at) if asked.get("alone") else await walk.to(at)


async def faults(asked: Asked) -> Json:
    try:
        asked.workspace.faults.replace(asked.get("faults", []))
    except ValueError as wrong:
        no(str(wrong))
    asked.workspace.bus.tell("state")
    return {"ok": True}


async def delivery(asked: Asked) -> Json:
    """What is not named stays as it is."""
    switches = asked.workspace.events.switches
    for name, value in asked.fields.items():
        if name not in vars(switches):
            no(f"{name} is none of: {', '.join(vars(switches))}.")
        setattr(switches, name, type(getattr(switches, name))(value))
    asked.workspace.bus.tell("state")
    return {"ok": True}


async def idle(asked: Asked) -> Json:
    """Waits until no event is on its way to the app any more."""
    return {"idle": await asked.workspace.events.idle(float(asked.get("timeout", 10)))}


async def disconnect(asked: Asked) -> Json:
    """Ends the app's Socket Mode connections, as Slack does every few hours; `silent`: as a network does."""
    reason = "" if asked.get("silent") else str(asked.get("reason", "refresh_requested"))
    closes_in = float(asked.get("closes_in", 0))
    await asked.workspace.sockets.disconnect(reason, most=asked.get("most"), closes_in=closes_in)
    return {"ok": True}


async def ghosts(asked: Asked) -> Json:
    """So many Socket Mode connections that Slack counts and nobody reads."""
    asked.workspace.sockets.ghosts = int(asked.get("number", 0))
    return {"ok": True}


async def reset(asked: Asked) -> Json:
    await asked.workspace.reset()
    return {"ok": True}
