"""What Slack sends has the shape that we read, or it goes no further: looked at once, before anything else is."""

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from domain.texts import is_link
from handlers.messages import is_written_by_a_person
from views.filled import Unreadable

Check = Callable[[object], bool]


def check_shape(body: Mapping[str, Any]) -> None:
    """Raises Unreadable, also for kinds of payloads that we never ask for: Bolt stumbles over what it does not know."""
    shape = SHAPES.get("command" if "command" in body else str(body.get("type")))
    if shape is None or not shape(body):
        raise Unreadable
    if not isinstance(body.get("event", {}), Mapping):
        raise Unreadable  # Bolt asks every payload for its event
    if body.get("type") == "event_callback" and not EVENTS.get(_event_kind(body["event"]), _anything)(body["event"]):
        raise Unreadable


def _event_kind(event: Mapping[str, Any]) -> str:
    kind = str(event["type"])
    return kind if kind not in {"message", "app_mention"} or is_written_by_a_person(event) else "said by no person"


# --- values ----------------------------------------------------------------------------------------------------------


def _anything(_: object) -> bool:
    return True


def _text(value: object) -> bool:
    return isinstance(value, str)


def _like(pattern: str) -> Check:
    expected = re.compile(pattern)
    return lambda value: isinstance(value, str) and expected.fullmatch(value) is not None


_id: Final = _like("[A-Z0-9]{1,32}")
_name: Final = _like("[\x20-\x7e]{1,255}")
"""A name that Slack or we gave: of a gesture, a view, an action, an event."""

_value: Final = _like("[\x20-\x7e]{0,2000}")
"""What a button of ours carries."""

_ts: Final = _like("[0-9]{1,20}[.][0-9]{1,9}")


def _url(value: object) -> bool:
    return isinstance(value, str) and (not value or is_link(value))


# --- how values stand together ---------------------------------------------------------------------------------------


def _maybe(check: Check) -> Check:
    return lambda value: value is None or check(value)


def _some(check: Check) -> Check:
    return lambda value: isinstance(value, list) and bool(value) and all(map(check, value))


def _any(check: Check) -> Check:
    return lambda value: isinstance(value, list) and all(map(check, value))


def _with(**parts: Check) -> Check:
    return lambda value: isinstance(value, Mapping) and all(check(value.get(name)) for name, check in parts.items())


_COMMON: Final = {
    "user": _with(id=_id, team_id=_maybe(_id)),
    "team": _maybe(_with(id=_id)),
    "response_url": _maybe(_url),
    "response_urls": _maybe(_any(_with(response_url=_url))),
}
_BLOCK: Final = _with(type=_name, block_id=_maybe(_name))
_VIEW: Final = _with(
    id=_id, type=_name, callback_id=_maybe(_text), private_metadata=_maybe(_text), blocks=_maybe(_any(_BLOCK))
)
_CHANNEL: Final = _with(id=_id)
_ACTION: Final = _with(action_id=_name, value=_maybe(_value), selected_option=_maybe(_with(value=_value)))

SHAPES: Final[Mapping[str, Check]] = {
    "command": _with(
        command=_name, user_id=_id, team_id=_maybe(_id), trigger_id=_name, text=_maybe(_text), response_url=_maybe(_url)
    ),
    "block_actions": _with(
        **_COMMON,
        trigger_id=_name,
        actions=_some(_ACTION),
        view=_maybe(_VIEW),
        channel=_maybe(_CHANNEL),
        container=_maybe(_with()),
    ),
    "view_submission": _with(**_COMMON, trigger_id=_maybe(_name), view=_VIEW),
    "view_closed": _with(**_COMMON, view=_VIEW),
    "shortcut": _with(**_COMMON, callback_id=_name, trigger_id=_name),
    "message_action": _with(
        **_COMMON,
        callback_id=_name,
        trigger_id=_name,
        channel=_CHANNEL,
        message=_with(ts=_ts, thread_ts=_maybe(_ts), text=_maybe(_text)),
    ),
    "block_suggestion": _with(**_COMMON, action_id=_name, value=_maybe(_text), view=_maybe(_VIEW)),
    "event_callback": _with(event_id=_name, team_id=_maybe(_id), event=_with(type=_name, subtype=_maybe(_name))),
    "url_verification": _with(challenge=_text),
}
"""By the payload's type: docs.slack.dev/reference/interaction-payloads."""

_SAID: Final = _with(
    user=_id, channel=_id, ts=_ts, thread_ts=_maybe(_ts), text=_maybe(_text), channel_type=_maybe(_name)
)
EVENTS: Final[Mapping[str, Check]] = {
    "app_mention": _SAID,
    "message": _SAID,
    "app_home_opened": _with(user=_id, tab=_maybe(_name)),
    "member_joined_channel": _with(channel=_id, user=_id),
}
"""Only the events that we read."""
