"""What is told of each call of the API, for the inspector of the page."""

import json
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from sandbox.crm.errors import Json

SHOWN = 3
"""Of a list; the whole of a batch would fill the memory."""
UNREAD = 499
"""What a connection that was dropped would have had."""


class Called(NamedTuple):
    """One call of the API. `name` is its method and path; `status` is None when the caller got no answer."""

    name: str
    status: int | None
    ms: float
    request: Json
    response: Json


def told_of(request: Request, asked: bytes, answer: Response, *, ms: float) -> Called:
    """Without the token, which is in a header."""
    path = request.url.path.removeprefix("/hubspot")
    read = answer.status_code != UNREAD
    return Called(
        f"{request.method} {path}",
        answer.status_code if read else None,
        ms,
        shortened({**request.query_params, **_json(asked)}),
        shortened(_json(bytes(answer.body))) if read else {},
    )


def _json(raw: bytes) -> Json:
    try:
        told = json.loads(raw or b"{}")
    except ValueError:
        told = None
    return told if isinstance(told, dict) else {"text": raw.decode(errors="replace")[:500]}


def shortened(told: Json) -> Json:
    """Of each list the first ones."""
    return {name: _first(value) if isinstance(value, list) else value for name, value in told.items()}


def _first(listed: list[object]) -> list[object]:
    left = len(listed) - SHOWN
    return [*listed[:SHOWN], f"… and {left} more"] if left > 0 else listed
