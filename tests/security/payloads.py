"""What Slack sends for each gesture, in its real shape (docs.slack.dev/reference/interaction-payloads and /events)."""

from collections.abc import Mapping
from itertools import count
from typing import Any, Final

from tests.conftest import BOT, TEAM

Json = dict[str, Any]

ELSEWHERE: Final = "T0ELSEWHERE"
"""A workspace that is not ours."""

_numbers = count(1)


def trigger() -> str:
    return f"{next(_numbers)}.7.{'f' * 32}"


def interaction(kind: str, user: str, *, team: str = TEAM) -> Json:
    """What all interactions have in common."""
    return {
        "type": kind,
        "team": {"id": team, "domain": "northwind"},
        "user": {"id": user, "username": "rita", "name": "rita", "team_id": team},
        "api_app_id": "A0ADOPTION",
        "token": "legacy",
        "enterprise": None,
        "is_enterprise_install": False,
    }


def command(user: str, text: str, *, team: str = TEAM, url: str = "") -> Json:
    return {
        "token": "legacy",
        "team_id": team,
        "team_domain": "northwind",
        "channel_id": "C0EAST",
        "channel_name": "east",
        "user_id": user,
        "user_name": "rita",
        "command": "/crm-friction",
        "text": text,
        "api_app_id": "A0ADOPTION",
        "is_enterprise_install": "false",
        "response_url": url,
        "trigger_id": trigger(),
    }


def click(user: str, action_id: str, value: object, *, team: str = TEAM, url: str = "", menu: bool = False) -> Json:
    """A press of a button in a message, or with `menu` a choice in its overflow menu."""
    action: Json = {"action_id": action_id, "block_id": "b1", "action_ts": "1764000000.000100"}
    if menu:
        option = {"text": {"type": "plain_text", "text": "Same as…", "emoji": True}, "value": value}
        action |= {"type": "overflow", "selected_option": option}
    else:
        action |= {"type": "button", "text": {"type": "plain_text", "text": "Press", "emoji": True}, "value": value}
    return interaction("block_actions", user, team=team) | {
        "container": {
            "type": "message",
            "message_ts": "1764000000.000200",
            "channel_id": "C0TRIAGE",
            "is_ephemeral": False,
        },
        "channel": {"id": "C0TRIAGE", "name": "triage"},
        "message": {"type": "message", "user": BOT, "ts": "1764000000.000200", "text": "F-1", "blocks": []},
        "state": {"values": {}},
        "response_url": url,
        "trigger_id": trigger(),
        "actions": [action],
    }


def click_at_home(user: str, action_id: str, value: object, *, team: str = TEAM) -> Json:
    """A press of a button on the Home tab: there is no message, and no response_url."""
    payload = click(user, action_id, value, team=team)
    for part in ("message", "channel", "state", "response_url"):
        del payload[part]
    view = as_opened({"type": "home", "blocks": []}, team=team)
    return payload | {"container": {"type": "view", "view_id": view["id"]}, "view": view}


def as_opened(view: Mapping[str, Any], *, team: str = TEAM) -> Json:
    """A view of ours as Slack hands it back."""
    return {
        "id": f"V{next(_numbers):010d}",
        "team_id": team,
        "app_id": "A0ADOPTION",
        "bot_id": "B0ADOPTION",
        "app_installed_team_id": team,
        "callback_id": "",
        "private_metadata": "",
        "hash": "1764000000.abcdef",
        "root_view_id": None,
        "previous_view_id": None,
        "external_id": "",
        "state": {"values": {}},
        **view,
    }


def submission(user: str, view: Mapping[str, Any], filled: Mapping[str, Json], *, team: str = TEAM) -> Json:
    """`filled` holds, by the name of the block, what its element's value reads as."""
    values = {name: {"value": answer} for name, answer in filled.items()}
    opened = as_opened(view, team=team) | {"state": {"values": values}}
    return interaction("view_submission", user, team=team) | {
        "trigger_id": trigger(),
        "view": opened,
        "response_urls": [],
    }


def closing(user: str, view: Mapping[str, Any], *, team: str = TEAM) -> Json:
    return interaction("view_closed", user, team=team) | {"view": as_opened(view, team=team), "is_cleared": False}


def shortcut(user: str, callback_id: str, *, team: str = TEAM) -> Json:
    told = {"callback_id": callback_id, "action_ts": "1764000000.000300", "trigger_id": trigger()}
    return interaction("shortcut", user, team=team) | told


def message_shortcut(user: str, callback_id: str, text: str, *, team: str = TEAM, url: str = "") -> Json:
    return interaction("message_action", user, team=team) | {
        "callback_id": callback_id,
        "action_ts": "1764000000.000400",
        "trigger_id": trigger(),
        "response_url": url,
        "message_ts": "1764000000.000500",
        "message": {
            "type": "message",
            "user": user,
            "ts": "1764000000.000500",
            "thread_ts": "1763000000.000100",
            "text": text,
        },
        "channel": {"id": "C0EAST", "name": "east"},
    }


def suggestion(user: str, action_id: str, typed: str, view: Mapping[str, Any], *, team: str = TEAM) -> Json:
    return interaction("block_suggestion", user, team=team) | {
        "container": {"type": "view", "view_id": "V1"},
        "view": as_opened(view, team=team),
        "block_id": "b1",
        "action_id": action_id,
        "value": typed,
    }


def event(what: Json, *, team: str = TEAM) -> Json:
    """An event in its envelope."""
    authorization = {"enterprise_id": None, "team_id": team, "user_id": BOT, "is_bot": True}
    return {
        "token": "legacy",
        "team_id": team,
        "api_app_id": "A0ADOPTION",
        "event": what,
        "type": "event_callback",
        "event_id": f"Ev{next(_numbers):010d}",
        "event_time": 1764000000,
        "authorizations": [authorization | {"is_enterprise_install": False}],
        "is_ext_shared_channel": False,
        "event_context": "4-abc",
    }


def said(user: str, text: str, *, channel: str, kind: str = "message", **more: object) -> Json:
    """Somebody wrote a message; in a direct message with `kind` "message", else mentioning the bot."""
    direct = {"channel_type": "im"} if kind == "message" else {}
    written = {"type": kind, "user": user, "text": text, "ts": f"17640{next(_numbers):05d}.000600", "channel": channel}
    return written | direct | more


def text(value: str) -> Json:
    return {"type": "plain_text_input", "value": value}


def chosen(value: str) -> Json:
    return {"type": "static_select", "selected_option": {"text": {"type": "plain_text", "text": "x"}, "value": value}}


def ticked(*values: str) -> Json:
    options = [{"text": {"type": "plain_text", "text": "x"}, "value": value} for value in values]
    return {"type": "checkboxes", "selected_options": options}


def person(user: str) -> Json:
    return {"type": "users_select", "selected_user": user}


def day(on: str) -> Json:
    return {"type": "datepicker", "selected_date": on}
