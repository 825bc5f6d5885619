"""What the app is told when somebody acts: the bodies of commands, shortcuts, actions and forms."""

from urllib.parse import quote

from sandbox.modals import OpenView, state_values
from sandbox.passes import ResponseUrl
from sandbox.shapes import channel_type, message_json
from sandbox.state import Channel, Json, Message
from sandbox.workspace import Workspace

CHANNEL_NAMES = {"im": "directmessage", "group": "privategroup"}


def channel_name(channel: Channel) -> str:
    return CHANNEL_NAMES.get(channel_type(channel), channel.name)


def command(ws: Workspace, user: str, channel: Channel, name: str, text: str) -> Json:
    return {
        "token": "sandbox",
        "team_id": ws.company.team_id,
        "team_domain": ws.company.domain,
        "channel_id": channel.id,
        "channel_name": channel_name(channel),
        "user_id": user,
        "user_name": ws.company.people[user].name,
        "command": name,
        "text": text,
        "api_app_id": ws.company.app_id,
        "is_enterprise_install": "false",
        "response_url": response_url(ws, ResponseUrl(user, channel.id)),
        "trigger_id": ws.triggers.make(user),
    }


def response_url(ws: Workspace, response: ResponseUrl) -> str:
    return f"{ws.public_url}/response/{quote(ws.response_urls.make(response))}"


def interaction(ws: Workspace, kind: str, user: str) -> Json:
    """What all interactions have in common."""
    company = ws.company
    person = company.people[user]
    return {
        "type": kind,
        "team": {"id": company.team_id, "domain": company.domain},
        "user": {"id": user, "username": person.name, "name": person.name, "team_id": company.team_id},
        "api_app_id": company.app_id,
        "token": "sandbox",
        "enterprise": None,
        "is_enterprise_install": False,
    }


def shortcut(ws: Workspace, user: str, callback_id: str) -> Json:
    return interaction(ws, "shortcut", user) | {
        "callback_id": callback_id,
        "action_ts": ws.clock.next_ts(),
        "trigger_id": ws.triggers.make(user),
    }


def message_shortcut(ws: Workspace, user: str, callback_id: str, channel: Channel, message: Message) -> Json:
    answer_to = ResponseUrl(user, channel.id, thread_ts=message.thread_ts)
    return interaction(ws, "message_action", user) | {
        "callback_id": callback_id,
        "action_ts": ws.clock.next_ts(),
        "trigger_id": ws.triggers.make(user),
        "response_url": response_url(ws, answer_to),
        "message_ts": message.ts,
        "message": message_json(ws.company, message, all_metadata=True),
        "channel": {"id": channel.id, "name": channel_name(channel)},
    }


def on_message(ws: Workspace, kind: str, user: str, channel: Channel, message: Message) -> Json:
    """An interaction with an element of a message. An ephemeral one is not sent along."""
    container: Json = {"type": "message", "message_ts": message.ts, "channel_id": channel.id}
    container |= {"is_ephemeral": bool(message.seen_by), "is_app_unfurl": False}
    if message.thread_ts:
        container["thread_ts"] = message.thread_ts
    payload = interaction(ws, kind, user) | {
        "container": container,
        "channel": {"id": channel.id, "name": channel_name(channel)},
        "state": {"values": state_values({"blocks": message.blocks}, message.chosen)},
    }
    if not message.seen_by:
        payload["message"] = message_json(ws.company, message, all_metadata=True)
    return payload


def on_view(ws: Workspace, kind: str, user: str, view: OpenView) -> Json:
    """An interaction with an element of a modal or a Home tab."""
    container = {"type": "view", "view_id": view.id}
    return interaction(ws, kind, user) | {"container": container, "view": ws.views.as_slack(view)}


def submission(ws: Workspace, view: OpenView) -> Json:
    return interaction(ws, "view_submission", view.user) | {
        "trigger_id": ws.triggers.make(view.user, from_view=view.id),
        "view": ws.views.as_slack(view),
        "response_urls": [],
    }


def closing(ws: Workspace, view: OpenView, *, cleared: bool) -> Json:
    return interaction(ws, "view_closed", view.user) | {"view": ws.views.as_slack(view), "is_cleared": cleared}
