"""Fills an input in as a person would: text is typed, options are chosen by their label, people by their name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from tests.seen import Json, View, offered, shown

if TYPE_CHECKING:
    from tests.workspace import Workspace

Fill = str | int | float | date | datetime | Sequence[str] | None

TYPED = ("plain_text_input", "url_text_input", "email_text_input", "number_input")
FIXED_ONE = ("static_select", "radio_buttons")
FIXED_MANY = ("multi_static_select", "checkboxes")
BY_ID = {
    "users_select": "selected_user",
    "conversations_select": "selected_conversation",
    "channels_select": "selected_channel",
    "multi_users_select": "selected_users",
    "multi_conversations_select": "selected_conversations",
    "multi_channels_select": "selected_channels",
}


async def fill(workspace: Workspace, view: View, block: Json, value: Fill) -> Json:
    """What `submit` wants for this input; None empties it."""
    element, label = block["element"], shown(block["label"]["text"])
    kind = element["type"]
    if kind in TYPED:
        return {"value": None if value is None else str(value)}
    if kind == "datepicker":
        return {"selected_date": value.isoformat() if isinstance(value, date) else value}
    if kind == "timepicker":
        return {"selected_time": value}
    if kind == "datetimepicker":
        return {"selected_date_time": int(value.timestamp()) if isinstance(value, datetime) else value}
    if kind in FIXED_ONE:
        return {"selected_option": None if value is None else labelled(offered(element), str(value))}
    if kind in FIXED_MANY:
        return {"selected_options": [labelled(offered(element), one) for one in several(value)]}
    if kind == "external_select":
        chosen = None if value is None else await typed_into(workspace, view, label, str(value))
        return {"selected_option": chosen}
    if kind == "multi_external_select":
        return {"selected_options": [await typed_into(workspace, view, label, one) for one in several(value)]}
    return await by_id(workspace, view.seen_by, kind, value)


def several(value: Fill) -> list[str]:
    if value is None:
        return []
    return [value] if isinstance(value, str) else [str(one) for one in value]  # type: ignore[union-attr]


def labelled(options: list[Json], label: str) -> Json:
    """The option that says this, or the only one that begins with it. Raises AssertionError naming what there is."""
    exact = [o for o in options if shown(o["text"]["text"]) == label]
    found = exact or [o for o in options if shown(o["text"]["text"]).startswith(label)]
    assert found, f"no option says {label!r}; there is {[o['text']['text'] for o in options]}"
    return found[0]


async def typed_into(workspace: Workspace, view: View, label: str, typed: str) -> Json:
    """Types, and takes the option that says so, or else the first that is offered."""
    options = await workspace.options(view, label, typed)
    assert options, f"nothing is offered in {label!r} for {typed!r}"
    exact = [o for o in options if shown(o["text"]["text"]) == typed]
    return (exact or options)[0]


async def by_id(workspace: Workspace, user: str, kind: str, value: Fill) -> Json:
    """People and places, by id or by name."""
    state = await workspace.state(user)
    names = {person["real_name"]: person["id"] for person in state["users"]}
    names |= {f"#{channel['name']}": channel["id"] for channel in state["channels"]}
    key = BY_ID[kind]
    ids: list[Any] = [names.get(one, one) for one in several(value)]
    return {key: ids if kind.startswith("multi_") else next(iter(ids), None)}
