"""The forms and Home tabs that are open, and what was filled into them."""

import copy
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field

from sandbox.state import Company, Json

DEEPEST = 3
"""Modals on top of each other (docs.slack.dev/surfaces/modals)."""


@dataclass
class OpenView:
    """`content` is what the app sent, with every block_id and action_id filled in."""

    id: str
    user: str
    content: Json
    root_id: str
    previous_id: str | None = None
    hash: str = ""
    filled: dict[str, dict[str, Json]] = field(default_factory=dict)
    """By block_id and action_id, what the person chose or typed so far."""

    @property
    def external_id(self) -> str:
        return str(self.content.get("external_id") or "")


class Views:
    def __init__(self, company: Company) -> None:
        self._company = company
        self.modals: dict[str, list[OpenView]] = {}
        """By person, the lowest first."""
        self.homes: dict[str, OpenView] = {}

    def open(self, user: str, content: Json) -> OpenView:
        """A new stack. Slack shows one at a time."""
        view = self._new(user, content, None)
        self.modals[user] = [view]
        return view

    def push(self, user: str, content: Json) -> OpenView | None:
        """On top of what is open; None when the stack is full."""
        stack = self.modals.setdefault(user, [])
        if len(stack) >= DEEPEST:
            return None
        view = self._new(user, content, stack[-1] if stack else None)
        stack.append(view)
        return view

    def publish(self, user: str, content: Json) -> OpenView:
        home = self.homes.get(user)
        if home is None:
            home = self.homes[user] = self._new(user, content, None)
        else:
            self.replace(home, content)
        return home

    def replace(self, view: OpenView, content: Json) -> None:
        """What was filled into inputs that are still there stays."""
        view.content, view.hash = content, new_hash()
        kept = {(block["block_id"], element["action_id"]) for block, element in elements_of(content)}
        view.filled = {
            block: {action: value for action, value in filled.items() if (block, action) in kept}
            for block, filled in view.filled.items()
        }

    def close(self, view: OpenView) -> None:
        stack = self.modals.get(view.user, [])
        if view in stack:
            stack.remove(view)

    def clear(self, user: str) -> None:
        self.modals.pop(user, None)

    def find(self, view_id: str | None, external_id: str | None = None) -> OpenView | None:
        everything = [*(view for stack in self.modals.values() for view in stack), *self.homes.values()]
        return next((v for v in everything if v.id == view_id or (external_id and v.external_id == external_id)), None)

    def _new(self, user: str, content: Json, previous: OpenView | None) -> OpenView:
        view_id = f"V{secrets.token_hex(5).upper()}"
        root = previous.root_id if previous else view_id
        return OpenView(view_id, user, content, root, previous.id if previous else None, new_hash())

    def as_slack(self, view: OpenView) -> Json:
        """As in answers and interactions."""
        shape: Json = {
            "id": view.id,
            "team_id": self._company.team_id,
            "app_id": self._company.app_id,
            "app_installed_team_id": self._company.team_id,
            "bot_id": self._company.bot_id,
            "callback_id": "",
            "external_id": "",
            "private_metadata": "",
            "title": None,
            "submit": None,
            "close": None,
            "clear_on_close": False,
            "notify_on_close": False,
        }
        shape |= copy.deepcopy(view.content)
        return shape | {
            "state": {"values": state_values(view.content, view.filled)},
            "hash": view.hash,
            "root_view_id": view.root_id,
            "previous_view_id": view.previous_id,
        }


def new_hash() -> str:
    return f"{secrets.randbelow(10**10)}.{secrets.token_hex(4)}"


def elements_of(content: Json) -> Iterator[tuple[Json, Json]]:
    """Every interactive element of a view or a message, with its block."""
    for block in content.get("blocks") or []:
        inside = [block.get("element"), block.get("accessory"), *(block.get("elements") or ())]
        for element in inside:
            if isinstance(element, dict) and "action_id" in element:
                yield block, element


VALUE_KEYS = {
    "plain_text_input": "value",
    "email_text_input": "value",
    "url_text_input": "value",
    "number_input": "value",
    "rich_text_input": "rich_text_value",
    "static_select": "selected_option",
    "external_select": "selected_option",
    "radio_buttons": "selected_option",
    "users_select": "selected_user",
    "conversations_select": "selected_conversation",
    "channels_select": "selected_channel",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
    "checkboxes": "selected_options",
    "multi_static_select": "selected_options",
    "multi_external_select": "selected_options",
    "multi_users_select": "selected_users",
    "multi_conversations_select": "selected_conversations",
    "multi_channels_select": "selected_channels",
    "file_input": "files",
}
"""Where an element's state carries its value."""

MANY = ("selected_options", "selected_users", "selected_conversations", "selected_channels", "files")


def initial_value(element: Json) -> object:
    """What an element shows before anyone touched it."""
    key = VALUE_KEYS[element["type"]]
    initial = element.get("initial_" + key.removeprefix("selected_"))
    return initial if initial is not None else [] if key in MANY else None


def state_values(content: Json, filled: dict[str, dict[str, Json]]) -> Json:
    """What Slack calls `state.values`: everything that can be filled, also what is empty."""
    values: Json = {}
    for block, element in elements_of(content):
        key = VALUE_KEYS.get(element["type"])
        if key is None:
            continue
        typed = filled.get(block["block_id"], {}).get(element["action_id"], {})
        value = typed[key] if key in typed else initial_value(element)
        if value == "":
            value = None
        values.setdefault(block["block_id"], {})[element["action_id"]] = {"type": element["type"], key: value}
    return values
