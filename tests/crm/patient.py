"""What the tests of the connectors share: a clock that sleeping moves on, and answers that are read off a list."""

import json
from collections.abc import Callable, Sequence
from typing import Any

import httpx


class SleepingClock:
    """Nobody waits: whoever sleeps moves it on."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


Said = httpx.Response | Exception


class Listed(httpx.AsyncBaseTransport):
    """A server that says what the list says, one after the other, and the last one for ever."""

    def __init__(self, *said: Said | Callable[[httpx.Request], Said]) -> None:
        self._said = list(said)
        self.asked: list[httpx.Request] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        await request.aread()
        self.asked.append(request)
        said: Any = self._said.pop(0) if len(self._said) > 1 else self._said[0]
        if callable(said) and not isinstance(said, httpx.Response):
            said = said(request)
        if isinstance(said, Exception):
            raise said
        # one response object may be answered several times
        return httpx.Response(said.status_code, headers=said.headers, content=said.content)

    @property
    def lines(self) -> Sequence[str]:
        return [f"{one.method} {one.url.path}" for one in self.asked]


def said(status: int, body: object = None, **headers: str) -> httpx.Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx.Response(status, headers=named, content=json.dumps({} if body is None else body))


def over(transport: httpx.AsyncBaseTransport) -> httpx.AsyncClient:
    return httpx.AsyncClient(
        transport=transport, base_url="https://crm.example", headers={"Authorization": "Bearer secret-token"}
    )
