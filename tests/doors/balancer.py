"""A load balancer in miniature: asks each replica now and then whether it is ready, and passes over it when not."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from typing import Final

import httpx

from tests.faults.proxy import Proxy
from tests.serving import http_client

ASKS_EVERY_S: Final = 0.4


class Balancer(Proxy):
    def __init__(self, replicas: Sequence[int]) -> None:
        super().__init__(replicas)
        self.replicas = tuple(replicas)
        self._asking: list[asyncio.Task[None]] = []

    @property
    def in_use(self) -> Sequence[int]:
        return tuple(self._backends)

    async def __aenter__(self) -> "Balancer":
        await super().__aenter__()
        self._asking = [asyncio.create_task(self._ask(port)) for port in self.replicas]
        return self

    async def __aexit__(self, *how: object) -> None:
        for asking in self._asking:
            asking.cancel()
        await super().__aexit__(*how)

    async def _ask(self, port: int) -> None:
        """Of one replica, so that a slow one keeps no other waiting."""
        async with http_client(timeout=1) as http:
            while True:
                ready = await _is_ready(http, port)
                if ready and port not in self._backends:
                    self._backends.append(port)
                if not ready and port in self._backends:
                    self._backends.remove(port)
                await asyncio.sleep(ASKS_EVERY_S)


async def _is_ready(http: httpx.AsyncClient, port: int) -> bool:
    with suppress(httpx.HTTPError):
        return (await http.get(f"http://127.0.0.1:{port}/readyz")).is_success
    return False
