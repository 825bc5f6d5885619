"""The blocks, elements and whole messages that views are made of; Slack's limits are kept here, once.

Limits: docs.slack.dev/reference/block-kit/blocks and /composition-objects.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from domain.forgotten import is_forgotten
from domain.ids import UserId
from domain.texts import TEXT_LIMIT, is_link
from views.escape import escape, pieces, plain, shorten

Payload = dict[str, Any]

SECTION_LIMIT: Final = 3000
FIELD_LIMIT: Final = 2000
HEADER_LIMIT: Final = 150
LABEL_LIMIT: Final = 75
VALUE_LIMIT: Final = 150
OPTIONS_LIMIT: Final = 100
CHECKBOXES_LIMIT: Final = 10
TITLE_LIMIT: Final = 24
MESSAGE_BLOCKS: Final = 50
POST_LIMIT: Final = 13_000
"""Characters of a post's blocks in all. Slack says only that there is a limit (msg_blocks_too_long); people met it at
about 13,200 (slackapi/bolt-js#2509). Answers to commands and buttons have none (slackapi/bolt-js#2867)."""

CUT_TO: Final = 300
"""Characters that are left of every text at least: what we write ourselves is shorter."""

VIEW_BLOCKS: Final = 100

VALUE: Final = "value"
"""action_id of every input whose choices do not have to be asked of us."""


# --- blocks ----------------------------------------------------------------------------------------------------------


def section(text: str, *, accessory: Payload | None = None) -> Payload:
    """One section of mrkdwn that we wrote; what people typed is escaped in it already."""
    block: Payload = {"type": "section", "text": _mrkdwn(text, SECTION_LIMIT)}
    return block | {"accessory": accessory} if accessory else block


def sections(text: str) -> list[Payload]:
    """All of `text`, as somebody typed it, in as many sections as it needs: escaping makes it up to 5 times longer."""
    return [section(piece) for piece in pieces(escape(text), SECTION_LIMIT)]


def fields(pairs: Mapping[str, str]) -> list[Payload]:
    """Short facts side by side, each under its label, the values escaped already; empty ones are left out."""
    shown = [_mrkdwn(f"*{label}*\n{value}", FIELD_LIMIT) for label, value in pairs.items() if value]
    return [{"type": "section", "fields": shown[:10]}] if shown else []


def context(*texts: str) -> Payload:
    """Small print, at most ten texts, escaped already; empty ones are left out, one of them is not empty."""
    return {"type": "context", "elements": [_mrkdwn(text, FIELD_LIMIT) for text in texts if text][:10]}


def header(text: str) -> Payload:
    return {"type": "header", "text": _plain_text(text, HEADER_LIMIT)}


def divider() -> Payload:
    return {"type": "divider"}


def actions(*elements: Payload) -> list[Payload]:
    """A row of at most 25 buttons and menus; no row when there are none."""
    return [{"type": "actions", "elements": list(elements[:25])}] if elements else []


def input_block(label: str, element: Payload, name: str, *, optional: bool = False, hint: str = "") -> Payload:
    """One question of a form. `name` is the part of the draft that it fills: errors are shown at the block by it."""
    block: Payload = {
        "type": "input",
        "block_id": name,
        "label": _plain_text(label, 2000),
        "element": element,
        "optional": optional,
    }
    return block | {"hint": _plain_text(hint, 2000)} if hint else block


# --- elements --------------------------------------------------------------------------------------------------------


def button(label: str, action_id: str, value: object, *, style: str = "", about: str = "") -> Payload:
    """`style` is primary, danger or nothing. `about` completes the label for a screen reader: "Me too: F-12"."""
    element: Payload = {
        "type": "button",
        "text": _plain_text(label, LABEL_LIMIT),
        "action_id": action_id,
        "value": str(value),
    }
    if style:
        element["style"] = style
    if about:
        element["accessibility_label"] = shorten(plain(f"{label}: {about}"), LABEL_LIMIT)
    return element


def overflow(action_id: str, options: Sequence[Payload]) -> Payload:
    return {"type": "overflow", "action_id": action_id, "options": list(options[:5])}


def option(label: str, value: object, description: str = "") -> Payload:
    """`value` has at most 150 characters and comes back as it is: ids and keys do, words are shortened before."""
    made: Payload = {"text": _plain_text(label, LABEL_LIMIT), "value": str(value)}
    return made | {"description": _plain_text(description, LABEL_LIMIT)} if description else made


def text_input(*, initial: str = "", multiline: bool = False, placeholder: str = "") -> Payload:
    """Without a max_length: the domain refuses what is too long and says by how much, Slack would not let it be pasted.

    An `initial` text longer than Slack takes is left out whole; the form says so.
    """
    element: Payload = {"type": "plain_text_input", "action_id": VALUE, "multiline": multiline}
    if initial and len(initial) <= TEXT_LIMIT:
        element["initial_value"] = initial
    return _with_placeholder(element, placeholder)


def url_input(*, initial: str = "", placeholder: str = "") -> Payload:
    element: Payload = {"type": "url_text_input", "action_id": VALUE}
    if is_link(initial):
        element["initial_value"] = initial
    return _with_placeholder(element, placeholder)


def select(options: Sequence[Payload], *, initial: Payload | None = None, placeholder: str = "") -> Payload:
    """One of up to 100 options; Slack refuses a select without any."""
    element: Payload = {"type": "static_select", "action_id": VALUE, "options": list(options[:OPTIONS_LIMIT])}
    if initial in element["options"]:
        element["initial_option"] = initial
    return _with_placeholder(element, placeholder)


def multi_select(options: Sequence[Payload], *, initial: Iterable[str] = (), placeholder: str = "") -> Payload:
    """Any of up to 100 options; `initial` are values."""
    element: Payload = {"type": "multi_static_select", "action_id": VALUE, "options": list(options[:OPTIONS_LIMIT])}
    return _with_placeholder(_with_chosen(element, initial), placeholder)


def checkboxes(options: Sequence[Payload], *, initial: Iterable[str] = ()) -> Payload:
    """Any of up to 10 options; `initial` are values."""
    element: Payload = {"type": "checkboxes", "action_id": VALUE, "options": list(options[:CHECKBOXES_LIMIT])}
    return _with_chosen(element, initial)


def external_select(action_id: str, *, initial: Payload | None = None, placeholder: str = "") -> Payload:
    """One of the options that we are asked for under `action_id` while somebody types, from the first click on."""
    element: Payload = {"type": "external_select", "action_id": action_id, "min_query_length": 0}
    if initial:
        element["initial_option"] = initial
    return _with_placeholder(element, placeholder)


def grouped_multi_select(groups: Mapping[str, Sequence[Payload]], *, most: int, placeholder: str = "") -> Payload:
    """Up to `most` of at most 100 options in groups, which have labels."""
    element: Payload = {
        "type": "multi_static_select",
        "action_id": VALUE,
        "option_groups": [
            {"label": _plain_text(label, LABEL_LIMIT), "options": list(options)} for label, options in groups.items()
        ],
        "max_selected_items": most,
    }
    return _with_placeholder(element, placeholder)


def external_multi_select(action_id: str, *, most: int, placeholder: str = "") -> Payload:
    """Up to `most` of the options that we are asked for under `action_id` while somebody types."""
    element: Payload = {"type": "multi_external_select", "action_id": action_id, "min_query_length": 0}
    return _with_placeholder(element | {"max_selected_items": most}, placeholder)


def users_select(*, initial: UserId | None = None, placeholder: str = "") -> Payload:
    element: Payload = {"type": "users_select", "action_id": VALUE}
    if initial and not is_forgotten(initial):
        element["initial_user"] = initial
    return _with_placeholder(element, placeholder)


def datepicker(*, placeholder: str = "") -> Payload:
    return _with_placeholder({"type": "datepicker", "action_id": VALUE}, placeholder)


# --- messages and views ----------------------------------------------------------------------------------------------


def message(text: str, blocks: Sequence[Payload]) -> Payload:
    """Keyword arguments for posting, updating or answering.

    `text` is what a notification shows and a screen reader says: a whole sentence, escaped already.
    """
    return {"text": text, "blocks": _at_most(MESSAGE_BLOCKS, blocks)}


def posted(told: Payload) -> Payload:
    """`told` as Slack takes it for a post. Of one that is too long the longest texts are cut, visibly.

    Only a text that consists of signs which have to be escaped comes to that: each of them takes up to five characters.
    """
    blocks = list(told.get("blocks", ()))
    if (over := _length(blocks) - POST_LIMIT) <= 0:
        return told
    at_end = len(blocks) - (blocks[-1]["type"] == "actions")
    blocks.insert(at_end, context("There is more than Slack lets us show here."))
    while over > 0 and (longest := max(map(_text_length, blocks))) > CUT_TO:
        place = next(n for n, block in enumerate(blocks) if _text_length(block) == longest)
        kept = next(pieces(blocks[place]["text"]["text"], max(longest - over, longest // 2, CUT_TO) - 1))
        blocks[place] = blocks[place] | {"text": blocks[place]["text"] | {"text": f"{kept}…"}}
        over = _length(blocks) - POST_LIMIT
    return told | {"blocks": blocks}


def _length(blocks: Sequence[Payload]) -> int:
    return len(json.dumps(blocks, ensure_ascii=False))


def _text_length(block: Payload) -> int:
    return len(block["text"]["text"]) if block["type"] == "section" and "text" in block else 0


def modal(
    callback_id: str,
    title: str,
    blocks: Sequence[Payload],
    *,
    submit: str = "",
    close: str = "Cancel",
    metadata: Mapping[str, object] | None = None,
    notify_on_close: bool = False,
) -> Payload:
    """A form when it has a `submit`, else something to read. `metadata` comes back with whatever is done in it."""
    view: Payload = {
        "type": "modal",
        "callback_id": callback_id,
        "title": _plain_text(title, TITLE_LIMIT),
        "close": _plain_text(close, TITLE_LIMIT),
        "blocks": _at_most(VIEW_BLOCKS, blocks),
        "private_metadata": json.dumps(metadata or {}, ensure_ascii=False),
        "notify_on_close": notify_on_close,
    }
    return view | {"submit": _plain_text(submit, TITLE_LIMIT)} if submit else view


def _at_most(limit: int, blocks: Sequence[Payload]) -> list[Payload]:
    if len(blocks) <= limit:
        return list(blocks)
    return [*blocks[: limit - 1], context("There is more than Slack lets us show here.")]


def _mrkdwn(text: str, limit: int) -> Payload:
    kept = text if len(text) <= limit else next(pieces(text, limit - 1)) + "…"
    return {"type": "mrkdwn", "text": kept, "verbatim": True}


def _plain_text(text: str, limit: int) -> Payload:
    return {"type": "plain_text", "text": shorten(plain(text), limit) or "–", "emoji": True}


def _with_placeholder(element: Payload, placeholder: str) -> Payload:
    return element | {"placeholder": _plain_text(placeholder, 150)} if placeholder else element


def _with_chosen(element: Payload, values: Iterable[str]) -> Payload:
    wanted = set(values)
    chosen = [option for option in element["options"] if option["value"] in wanted]
    return element | {"initial_options": chosen} if chosen else element
