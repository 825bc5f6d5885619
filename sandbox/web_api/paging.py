"""Pages of a list, with Slack's cursors."""

import base64
import binascii
from collections.abc import Sequence
from typing import TypeVar

from sandbox.state import Json
from sandbox.web_api.call import Call, SlackError

Item = TypeVar("Item")


def write_cursor(position: str) -> str:
    return base64.b64encode(f"next:{position}".encode()).decode()


def read_cursor(call: Call) -> str | None:
    """The position, None at the beginning. Raises SlackError."""
    cursor = call.text("cursor")
    if not cursor:
        return None
    try:
        position = base64.b64decode(cursor, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError) as malformed:
        raise SlackError("invalid_cursor") from malformed
    if not position.startswith("next:"):
        raise SlackError("invalid_cursor")
    return position.removeprefix("next:")


def page(call: Call, everything: Sequence[Item], *, default: int = 100, most: int = 1000) -> tuple[list[Item], Json]:
    """The page asked for, and the `response_metadata` that leads to the next one."""
    start = int(read_cursor(call) or 0)
    limit = call.number("limit", default)
    if not 1 <= limit <= most:
        raise SlackError("invalid_limit")
    end = start + limit
    cursor = write_cursor(str(end)) if end < len(everything) else ""
    return list(everything[start:end]), {"next_cursor": cursor}
