"""A load balancer in miniature: asks each replica now and then whether it is ready, and passes over it when not."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from typing import Final

import httpx

from tests.faults.proxy import Proxy

ASKS_EVERY_S: Final = 0.4


class Balancer(Proxy):
    def __init__(self, replicas: Sequence[int]) -> None:
        super().__init__(replicas)
        self.replicas = tuple(replicas)
        self._asking: asyncio.Task[None] | None = None

    @property
    def in_use(self) -> Sequence[int]:
        return tuple(self._backends)

    async def __aenter__(self) -> "Balancer":
        await super().__aenter__()
        self._asking = asyncio.create_task(self._ask())
        return self

    async def __aexit__(self, *how: object) -> None:
        if self._asking:
            self._asking.cancel()
        await super().__aexit__(*how)

    async def _ask(self) -> None:
        async with httpx.AsyncClient(timeout=2) as http:
            while True:
                ready = await asyncio.gather(*(_is_ready(http, port) for port in self.replicas))
                self._backends[:] = [port for port, well in zip(self.replicas, ready, strict=True) if well]
                await asyncio.sleep(ASKS_EVERY_S)


async def _is_ready(http: httpx.AsyncClient, port: int) -> bool:
    with suppress(httpx.HTTPError):
        return (await http.get(f"http://127.0.0.1:{port}/readyz")).is_success
    return False
