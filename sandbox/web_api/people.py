"""users.*, dnd.*, usergroups.* and reactions: the people, and what they make of a message."""

from sandbox.shapes import person_json
from sandbox.state import Json
from sandbox.web_api.call import Call, Method, SlackError
from sandbox.web_api.paging import page

DND_AT_ONCE = 50


def info(call: Call) -> Json:
    return {"user": shape(call, call.person(call.text("user")).id)}


def list_people(call: Call) -> Json:
    shown, metadata = page(call, list(call.workspace.company.people))
    now = int(call.workspace.clock.now().timestamp())
    return {"members": [shape(call, user) for user in shown], "cache_ts": now, "response_metadata": metadata}


def lookup_by_email(call: Call) -> Json:
    person = call.workspace.company.person_with_email(call.text("email"))
    if person is None or person.deleted:
        raise SlackError("users_not_found")
    return {"user": shape(call, person.id)}


def shape(call: Call, user: str) -> Json:
    with_email = call.workspace.manifest.grants("users:read.email")
    return person_json(call.workspace.company, call.workspace.company.people[user], with_email=with_email)


def list_groups(call: Call) -> Json:
    company, with_users = call.workspace.company, call.flag("include_users")
    return {
        "usergroups": [
            {
                "id": group,
                "team_id": company.team_id,
                "is_usergroup": True,
                "name": group,
                "handle": group.lower(),
                "description": "",
                "date_delete": 0,
                "user_count": len(users),
                **({"users": users} if with_users else {}),
            }
            for group, users in company.groups.items()
        ]
    }


def list_group(call: Call) -> Json:
    users = call.workspace.company.groups.get(call.text("usergroup"))
    if users is None:
        raise SlackError("no_such_subteam")
    return {"users": users}


def team_dnd(call: Call) -> Json:
    users = [user for user in call.text("users").split(",") if user]
    if not users:
        raise SlackError("no_users_provided")
    now = int(call.workspace.clock.now().timestamp())
    return {"users": {user: dnd(call, user, now) for user in users[:DND_AT_ONCE]}}


def dnd(call: Call, user: str, now: int) -> Json:
    until = call.person(user).quiet_until
    is_quiet = until > now
    return {
        "dnd_enabled": is_quiet,
        "next_dnd_start_ts": now - 1 if is_quiet else 1,
        "next_dnd_end_ts": until if is_quiet else 1,
    }


def add_reaction(call: Call) -> Json:
    channel = call.channel()
    name, bot = call.text("name").strip(":"), call.workspace.company.bot_user
    message = channel.messages.get(call.text("timestamp"))
    if message is None:
        raise SlackError("message_not_found")
    if not name:
        raise SlackError("invalid_name")
    if bot in message.reactions.get(name, []):
        raise SlackError("already_reacted")
    message.reactions.setdefault(name, []).append(bot)
    call.workspace.bus.tell("message", channel.id)
    return {}


METHODS = {
    "users.info": Method(info, ("users:read",)),
    "users.list": Method(list_people, ("users:read",)),
    "users.lookupByEmail": Method(lookup_by_email, ("users:read.email",)),
    "dnd.teamInfo": Method(team_dnd, ("dnd:read",)),
    "usergroups.list": Method(list_groups, ("usergroups:read",)),
    "usergroups.users.list": Method(list_group, ("usergroups:read",)),
    "reactions.add": Method(add_reaction, ("reactions:write",)),
}
