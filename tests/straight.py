"""Calls an application where it is, without a connection: for what is asked a hundred thousand times."""

import json as notation
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

from starlette.types import ASGIApp, Message


@dataclass(frozen=True, slots=True)
class Answer:
    """Read whole; by the names that httpx has for it."""

    status_code: int
    content: bytes

    @property
    def is_success(self) -> bool:
        return 200 <= self.status_code < 300

    def json(self) -> Any:
        return notation.loads(self.content)


class Straight:
    """Asks `app` for what is under `base_url`, as a client of httpx would over a connection.

    httpx itself on top of the application took longer than the application: it parses each address four times.
    """

    def __init__(self, app: ASGIApp, base_url: str) -> None:
        self.base_url = base_url
        self._app = app
        address = urlsplit(base_url)
        self._under = address.path
        self._scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "scheme": address.scheme,
            "root_path": "",
            "server": (address.hostname, address.port),
            "client": ("127.0.0.1", 1),
        }

    async def get(self, path: str, *, params: Mapping[str, Any]) -> Answer:
        return await self._ask("GET", path, query=urlencode(params))

    async def post(self, path: str, *, json: Any) -> Answer:
        return await self._ask("POST", path, body=notation.dumps(json))

    async def _ask(self, method: str, path: str, *, query: str = "", body: str = "") -> Answer:
        said: list[Message] = []
        asked = {
            "method": method,
            "path": self._under + path,
            "raw_path": (self._under + path).encode(),
            "query_string": query.encode(),
            "headers": [(b"host", b"127.0.0.1"), (b"content-type", b"application/json")],
        }

        async def receive() -> Message:
            return {"type": "http.request", "body": body.encode(), "more_body": False}

        async def send(message: Message) -> None:
            said.append(message)

        await self._app(self._scope | asked, receive, send)
        return Answer(said[0]["status"], b"".join(one.get("body", b"") for one in said))
