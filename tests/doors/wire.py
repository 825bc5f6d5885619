"""What goes over the wire to the bot, sent by hand: again, forged, too old, too long."""

import hashlib
import hmac
import time
from collections.abc import Mapping
from typing import Any

import httpx

from sandbox.deliver import Kind, as_request
from tests.doors.running import SECRET, Company
from tests.serving import http_client


async def last_heard(company: Company, name: str) -> Any:
    """The payload that the bot was last sent under this name."""
    heard = [entry for entry in await company.workspace.traffic(name) if entry["direction"] == "in"]
    assert heard, f"the bot never heard {name}"
    return heard[-1]["request"]


def kind_of(payload: Mapping[str, Any]) -> Kind:
    if "command" in payload:
        return "slash_commands"
    return "events_api" if "event" in payload else "interactive"


async def send(company: Company, payload: Mapping[str, Any], *, secret: str = SECRET, age_s: int = 0) -> httpx.Response:
    """Signed as Slack signs it, `age_s` seconds ago."""
    body, content_type = as_request(kind_of(payload), payload)
    return await send_raw(company, body, signed(body, secret, age_s) | {"Content-Type": content_type})


async def send_raw(company: Company, body: bytes, headers: Mapping[str, str]) -> httpx.Response:
    async with http_client(base_url=company.url) as http:
        return await http.post("/slack/events", content=body, headers=dict(headers))


def signed(body: bytes, secret: str = SECRET, age_s: int = 0) -> dict[str, str]:
    at = str(int(time.time()) - age_s)
    digest = hmac.new(secret.encode(), b"v0:" + at.encode() + b":" + body, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": at, "X-Slack-Signature": f"v0={digest}"}


async def operators_read(company: Company, path: str) -> httpx.Response:
    async with http_client(base_url=company.url) as http:
        return await http.get(path)
