"""Whole messages and views: every block, how many there are, and that no id comes twice."""

import copy
import secrets
from collections import Counter
from collections.abc import Iterator
from typing import Any

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block

from sandbox.blocks.elements import IN_ACTIONS, IN_CONTEXT, IN_INPUT, IN_SECTION
from sandbox.blocks.rules import (
    ID,
    Rule,
    anything,
    boolean,
    both,
    formatted,
    listing,
    one_of,
    plain,
    string,
    structure,
    wrong,
)
from sandbox.state import Json

IN_A_MESSAGE = 50
IN_A_VIEW = 100
LARGEST_VIEW = 250_000
"""Bytes of JSON; Slack answers `view_too_large` beyond."""

_block: dict[str, Rule] = {"type": anything, "block_id": ID}


def text_or_fields(value: Any, at: str) -> Iterator[str]:
    if isinstance(value, dict) and not value.get("text") and not value.get("fields"):
        yield wrong("missing required field: text or fields", at)


def url_or_file(value: Any, at: str) -> Iterator[str]:
    if isinstance(value, dict) and bool(value.get("image_url")) == bool(value.get("slack_file")):
        yield wrong("must provide exactly one of: image_url, slack_file", at)


BLOCKS: dict[str, Rule] = {
    "section": both(
        structure(
            {},
            {
                **_block,
                "text": formatted(3000),
                "fields": listing(formatted(2000), 10),
                "accessory": IN_SECTION,
                "expand": boolean,
            },
        ),
        text_or_fields,
    ),
    "header": structure({"text": plain(150)}, _block),
    "divider": structure({}, _block),
    "context": structure({"elements": listing(IN_CONTEXT, 10)}, _block),
    "actions": structure({"elements": listing(IN_ACTIONS, 25)}, _block),
    "input": structure(
        {"label": plain(2000), "element": IN_INPUT},
        {**_block, "hint": plain(2000), "optional": boolean, "dispatch_action": boolean},
    ),
    "image": both(
        structure(
            {"alt_text": string(2000)},
            {**_block, "image_url": string(3000), "slack_file": anything, "title": plain(2000)},
        ),
        url_or_file,
    ),
    "markdown": structure({"text": string(12_000)}, _block),
}
"""The blocks that are described here; others are left to the SDK's own models."""

WITHOUT_A_MODEL = ("data_visualization", "data_table")
"""Newer than the SDK (docs.slack.dev/changelog, summer 2026): taken as they are."""


def block_problems(block: Any, at: str) -> Iterator[str]:
    if not isinstance(block, dict):
        yield wrong("must provide an object", at)
    elif "type" not in block:
        yield wrong("missing required field: type", f"{at}/type")
    elif rule := BLOCKS.get(block["type"]):
        yield from rule(block, at)
    elif block["type"] not in WITHOUT_A_MODEL:
        yield from sdk_problems(block, at)


def sdk_problems(block: Json, at: str) -> Iterator[str]:
    try:
        known = Block.parse(copy.deepcopy(block))
        if known is None:
            yield wrong(f"unsupported type: {block['type']}", f"{at}/type")
        else:
            known.to_dict()
    except (SlackObjectFormationError, TypeError, AttributeError) as refused:
        yield wrong(str(refused), at)


def repeated_ids(blocks: list[Any], at: str) -> Iterator[str]:
    """block_ids are unique in a message or view, action_ids in a block."""
    seen: set[str] = set()
    for number, block in enumerate(blocks):
        if not isinstance(block, dict):
            continue
        block_id = block.get("block_id")
        if block_id and block_id in seen:
            yield wrong(f"block_id '{block_id}' already exists", f"{at}/{number}/block_id")
        seen.add(block_id or "")
        elements = block.get("elements")
        actions = [e.get("action_id") for e in elements if isinstance(e, dict)] if isinstance(elements, list) else []
        for action_id, times in Counter(actions).items():
            if action_id and times > 1:
                yield wrong(f"action_id '{action_id}' already exists", f"{at}/{number}/elements")


def blocks_problems(blocks: Any, *, most: int = IN_A_MESSAGE, at: str = "/blocks", least: int = 0) -> list[str]:
    """Everything wrong with a list of blocks, in Slack's words."""
    problems = list(listing(block_problems, most, least=least)(blocks, at))
    return problems + (list(repeated_ids(blocks, at)) if isinstance(blocks, list) else [])


_view: dict[str, Rule] = {
    "type": anything,
    "blocks": anything,
    "private_metadata": string(3000, least=0),
    "callback_id": ID,
    "external_id": ID,
}
MODAL = structure(
    {"title": plain(24), "blocks": anything},
    {
        **_view,
        "submit": plain(24),
        "close": plain(24),
        "clear_on_close": boolean,
        "notify_on_close": boolean,
        "submit_disabled": boolean,
    },
)
HOME = structure({"blocks": anything}, _view)


def view_problems(view: Any, at: str = "/view") -> list[str]:
    if not isinstance(view, dict):
        return [wrong("must provide an object", at)]
    problems = list(one_of("modal", "home")(view.get("type"), f"{at}/type"))
    if problems:
        return problems
    problems = list((MODAL if view["type"] == "modal" else HOME)(view, at))
    blocks = view.get("blocks")
    if blocks is not None:
        problems += blocks_problems(blocks, most=IN_A_VIEW, at=f"{at}/blocks", least=1)
    has_input = isinstance(blocks, list) and any(isinstance(b, dict) and b.get("type") == "input" for b in blocks)
    if view["type"] == "modal" and has_input and not view.get("submit"):
        problems.append(wrong("missing required field: submit", f"{at}/submit"))
    return problems


def named(blocks: list[Json]) -> list[Json]:
    """A copy in which every block and every interactive element has an id, as Slack gives them out."""
    blocks = copy.deepcopy(blocks)
    for block in blocks:
        block.setdefault("block_id", secrets.token_urlsafe(4))
        for element in (block.get("element"), block.get("accessory"), *(block.get("elements") or ())):
            if isinstance(element, dict) and element.get("type") not in ("image", "mrkdwn", "plain_text", None):
                element.setdefault("action_id", secrets.token_urlsafe(4))
    return blocks
