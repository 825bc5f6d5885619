"""One delivery to the app, signed over HTTP or as an envelope through Socket Mode, and what it answered."""

import asyncio
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import urlencode

import aiohttp

from sandbox.settings import Settings
from sandbox.signing import signed_headers
from sandbox.socket_mode import NoConnectionError, Sockets
from sandbox.state import Json
from sandbox.traffic import Traffic

Kind = Literal["slash_commands", "interactive", "events_api"]


@dataclass(frozen=True)
class Answer:
    """`error` is None when the app answered 2xx in time, else Slack's word for what went wrong."""

    status: int | None
    body: Any
    ms: float
    error: str | None = None
    no_retry: bool = False

    @property
    def said(self) -> Json:
        """The body, when it is a JSON object."""
        return self.body if isinstance(self.body, dict) else {}


class Courier:
    def __init__(self, settings: Settings, sockets: Sockets, traffic: Traffic) -> None:
        self.settings = settings
        self._sockets = sockets
        self._traffic = traffic
        self._http: aiohttp.ClientSession | None = None

    async def start(self) -> None:
        # No limit: the app shows its own. Idle connections go before the app ends them in the middle of a post.
        self._http = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0, keepalive_timeout=2))

    async def stop(self) -> None:
        if self._http:
            await self._http.close()

    @property
    def http(self) -> aiohttp.ClientSession:
        if self._http is None:
            raise RuntimeError("The sandbox is not running.")
        return self._http

    async def deliver(self, kind: Kind, name: str, payload: Json, retry: tuple[int, str] | None = None) -> Answer:
        """Never raises: trouble is part of the answer, and stands in the traffic."""
        begun = time.perf_counter()
        body: Any = None
        status: int | None
        error: str | None
        try:
            if self.settings.socket_mode or len(self._sockets):
                status, body, no_retry = await self._through_socket(kind, payload, retry)
            else:
                status, body, no_retry = await self._over_http(kind, payload, retry)
            error = None if 200 <= status < 300 else "dispatch_failed"
        except TimeoutError:
            status, no_retry, error = None, False, "operation_timeout"
        except (aiohttp.ClientError, NoConnectionError, OSError) as trouble:
            status, body, no_retry, error = None, type(trouble).__name__, False, "dispatch_failed"
        ms = (time.perf_counter() - begun) * 1000
        self._traffic.record("in", name, status=status, ms=ms, request=payload, response=body if body else error)
        return Answer(status, body, ms, error, no_retry)

    async def _through_socket(
        self, kind: Kind, payload: Json, retry: tuple[int, str] | None
    ) -> tuple[int, Json | None, bool]:
        envelope: Json = {"type": kind, "payload": payload, "accepts_response_payload": kind != "events_api"}
        if retry:
            envelope |= {"retry_attempt": retry[0], "retry_reason": retry[1]}
        said = await self._sockets.ask(envelope, self.settings.answer_within)
        return 200, said or None, False

    async def _over_http(self, kind: Kind, payload: Json, retry: tuple[int, str] | None) -> tuple[int, Any, bool]:
        if self.settings.app_url is None:
            raise NoConnectionError
        body, content_type = as_request(kind, payload)
        headers = {"Content-Type": content_type, **signed_headers(self.settings.signing_secret, body)}
        headers["User-Agent"] = "Slackbot 1.0 (+https://api.slack.com/robots)"
        if retry:
            headers |= {"X-Slack-Retry-Num": str(retry[0]), "X-Slack-Retry-Reason": retry[1]}
        limit = aiohttp.ClientTimeout(total=self.settings.answer_within)
        async with self.http.post(self.settings.app_url, data=body, headers=headers, timeout=limit) as answer:
            return answer.status, read_body(await answer.read()), "x-slack-no-retry" in answer.headers


def as_request(kind: Kind, payload: Mapping[str, Any]) -> tuple[bytes, str]:
    """The raw body, which the signature covers, and its content type."""
    if kind == "events_api":
        return json.dumps(payload).encode(), "application/json"
    form = payload if kind == "slash_commands" else {"payload": json.dumps(payload)}
    return urlencode(form).encode(), "application/x-www-form-urlencoded"


def read_body(raw: bytes) -> Any:
    """JSON where it is JSON, else text; None when there is nothing."""
    text = raw.decode(errors="replace").strip()
    if not text:
        return None
    try:
        return json.loads(text)
    except ValueError:
        return text


async def settle(tasks: set[asyncio.Task[None]]) -> None:
    """Stops what is still on its way."""
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
