"""Interactive elements, options and confirmations (docs.slack.dev/reference/block-kit/block-elements)."""

from collections.abc import Iterator
from typing import Any

from sandbox.blocks.rules import (
    ID,
    Rule,
    anything,
    boolean,
    both,
    by_type,
    formatted,
    listing,
    one_of,
    plain,
    shaped,
    string,
    structure,
    whole_number,
    wrong,
)

CONFIRM = structure(
    {"title": plain(100), "text": formatted(300), "confirm": plain(30), "deny": plain(30)},
    {"style": one_of("primary", "danger")},
)
OPTION = structure({"text": plain(75), "value": string(150)}, {"description": plain(75)})
LINK_OPTION = structure({"text": plain(75), "value": string(150)}, {"description": plain(75), "url": string(3000)})
RICH_OPTION = structure({"text": formatted(75), "value": string(150)}, {"description": formatted(75)})
GROUP = structure({"label": plain(75), "options": listing(OPTION, 100)})
FILTER = structure(
    {},
    {
        "include": listing(one_of("im", "mpim", "private", "public"), 4),
        "exclude_external_shared_channels": boolean,
        "exclude_bot_users": boolean,
    },
)
DATE = shaped(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", "YYYY-MM-DD")
TIME = shaped(r"([01]\d|2[0-3]):[0-5]\d", "HH:mm")
MOST = whole_number(1, 100)
DISPATCH = structure({}, {"trigger_actions_on": listing(one_of("on_enter_pressed", "on_character_entered"), 2)})

_common: dict[str, Rule] = {"type": anything, "action_id": ID, "confirm": CONFIRM, "focus_on_load": boolean}
_select = {**_common, "placeholder": plain(150)}
_typed = {
    "type": anything,
    "action_id": ID,
    "placeholder": plain(150),
    "focus_on_load": boolean,
    "dispatch_action_config": DISPATCH,
}


def choice(options: Rule, *, most: int, initial: str, further: dict[str, Rule]) -> Rule:
    """Fixed options, of which the initial ones are some."""
    several = initial == "initial_options"
    shown = listing(options, most) if several else options
    shape = structure({"options": listing(options, most)}, {**further, initial: shown})
    return both(shape, initial_is_offered(initial))


def grouped_choice(*, initial: str, further: dict[str, Rule]) -> Rule:
    """Options or groups of options: one of the two."""
    shown = listing(OPTION, 100) if initial == "initial_options" else OPTION
    offered: dict[str, Rule] = {"options": listing(OPTION, 100), "option_groups": listing(GROUP, 100)}
    return both(structure({}, {**further, **offered, initial: shown}), options_or_groups, initial_is_offered(initial))


def options_or_groups(value: Any, at: str) -> Iterator[str]:
    if isinstance(value, dict) and ("options" in value) == ("option_groups" in value):
        yield wrong("must provide exactly one of: options, option_groups", at)


def initial_is_offered(initial: str) -> Rule:
    def rule(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, dict) or not value.get(initial):
            return
        groups = [g.get("options") or [] for g in value.get("option_groups") or [] if isinstance(g, dict)]
        offered = [option for group in (value.get("options") or [], *groups) for option in group]
        shown = value[initial] if isinstance(value[initial], list) else [value[initial]]
        if any(option not in offered for option in shown):
            yield wrong(f"{initial} must exactly match one of the provided options", f"{at}/{initial}")

    return rule


def _element(further: dict[str, Rule], required: dict[str, Rule] | None = None) -> Rule:
    return structure(required or {}, {**_select, **further})


def _text_input(further: dict[str, Rule]) -> Rule:
    return structure({}, {**_typed, **further})


_conversations = {"default_to_current_conversation": boolean, "filter": FILTER}
_response_url = {"response_url_enabled": boolean}
_ids = listing(string(255), 1000)

SELECTS: dict[str, Rule] = {
    "static_select": grouped_choice(initial="initial_option", further=_select),
    "multi_static_select": grouped_choice(initial="initial_options", further={**_select, "max_selected_items": MOST}),
    "external_select": _element({"initial_option": OPTION, "min_query_length": whole_number(0, 50)}),
    "multi_external_select": _element(
        {"initial_options": listing(OPTION, 100), "min_query_length": whole_number(0, 50), "max_selected_items": MOST}
    ),
    "users_select": _element({"initial_user": string(255)}),
    "multi_users_select": _element({"initial_users": _ids, "max_selected_items": MOST}),
    "conversations_select": _element({"initial_conversation": string(255), **_conversations, **_response_url}),
    "multi_conversations_select": _element(
        {"initial_conversations": _ids, **_conversations, "max_selected_items": MOST}
    ),
    "channels_select": _element({"initial_channel": string(255), **_response_url}),
    "multi_channels_select": _element({"initial_channels": _ids, "max_selected_items": MOST}),
}
CHOICES: dict[str, Rule] = {
    "checkboxes": choice(RICH_OPTION, most=10, initial="initial_options", further=_common),
    "radio_buttons": choice(RICH_OPTION, most=10, initial="initial_option", further=_common),
    "datepicker": _element({"initial_date": DATE}),
    "timepicker": _element({"initial_time": TIME, "timezone": string(255)}),
    "datetimepicker": structure({}, {**_common, "initial_date_time": whole_number(1_000_000_000, 9_999_999_999)}),
}
BUTTONS: dict[str, Rule] = {
    "button": structure(
        {"text": plain(75)},
        {
            "type": anything,
            "action_id": ID,
            "value": string(2000, least=0),
            "url": string(3000),
            "style": one_of("primary", "danger"),
            "confirm": CONFIRM,
            "accessibility_label": string(75),
        },
    ),
    "overflow": structure(
        {"options": listing(LINK_OPTION, 5)}, {"type": anything, "action_id": ID, "confirm": CONFIRM}
    ),
    "workflow_button": structure(
        {"text": plain(75), "workflow": anything},
        {"type": anything, "action_id": ID, "style": one_of("primary", "danger"), "accessibility_label": string(75)},
    ),
}
IMAGE_ELEMENT = structure(
    {"alt_text": string(2000)}, {"type": anything, "image_url": string(3000), "slack_file": anything}
)
INPUTS: dict[str, Rule] = {
    "plain_text_input": _text_input(
        {
            "initial_value": string(3000, least=0),
            "multiline": boolean,
            "min_length": whole_number(0, 3000),
            "max_length": whole_number(1, 3000),
        }
    ),
    "email_text_input": _text_input({"initial_value": string(3000)}),
    "url_text_input": _text_input({"initial_value": string(3000)}),
    "number_input": both(
        structure(
            {"is_decimal_allowed": boolean},
            {**_typed, "initial_value": string(300), "min_value": string(300), "max_value": string(300)},
        )
    ),
    "rich_text_input": _text_input({"initial_value": anything}),
    "file_input": structure(
        {}, {"type": anything, "action_id": ID, "filetypes": anything, "max_files": whole_number(1, 10)}
    ),
}

IN_SECTION = by_type({**BUTTONS, **SELECTS, **CHOICES, "image": IMAGE_ELEMENT})
IN_ACTIONS = by_type({**BUTTONS, **SELECTS, **CHOICES})
IN_INPUT = by_type({**INPUTS, **SELECTS, **CHOICES})
IN_CONTEXT = by_type(
    {
        "image": IMAGE_ELEMENT,
        "plain_text": plain(3000),
        "mrkdwn": structure({"type": anything, "text": string(3000)}, {"verbatim": boolean}),
    }
)
