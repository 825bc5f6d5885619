"""The proxy between Slack and the replicas: turns, a replica that is down, and each of the troubles that it makes."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from tests.faults.proxy import AGAIN, ANSWER_LOST, DOUBLED, LATE, REQUEST_LOST, Proxy
from tests.serving import free_socket, http_client, serving


@dataclass
class Replicas:
    """Two that say who they are; `heard` is who was asked what."""

    ports: list[int] = field(default_factory=list)
    heard: list[tuple[str, str]] = field(default_factory=list)

    def app(self, name: str) -> Starlette:
        async def answer(request: Request) -> Response:
            self.heard.append((name, (await request.body()).decode()))
            return PlainTextResponse(name)

        return Starlette(routes=[Route("/", answer, methods=["POST"])])


@pytest.fixture
async def replicas() -> AsyncIterator[Replicas]:
    both = Replicas()
    async with AsyncExitStack() as stack:
        for name in ("one", "two"):
            listening = free_socket()
            both.ports.append(listening.getsockname()[1])
            await stack.enter_async_context(serving(both.app(name), listening))
        yield both


async def ask(proxy: Proxy, text: str = "hello") -> str | None:
    """None when the connection ended without an answer."""
    async with http_client() as http:
        try:
            return (await http.post(f"http://127.0.0.1:{proxy.port}/", content=text)).text
        except httpx.TransportError:
            return None


async def test_replicas_take_turns_and_bodies_arrive_whole(replicas: Replicas) -> None:
    async with Proxy(replicas.ports) as proxy:
        answers = [await ask(proxy, "long " * 50_000) for _ in range(4)]

    assert sorted(str(one) for one in answers) == ["one", "one", "two", "two"]
    assert {body for _, body in replicas.heard} == {"long " * 50_000}


async def test_one_that_is_down_is_passed_over(replicas: Replicas) -> None:
    nobody = free_socket()
    port = nobody.getsockname()[1]
    nobody.close()
    async with Proxy([port, replicas.ports[0]]) as proxy:
        assert [await ask(proxy) for _ in range(3)] == ["one"] * 3
    async with Proxy([port]) as proxy:
        assert await ask(proxy) is None


@pytest.mark.parametrize(
    ("trouble", "heard", "answered"),
    [(REQUEST_LOST, 0, False), (ANSWER_LOST, 1, False), (LATE, 1, True), (DOUBLED, 2, True), (AGAIN, 2, True)],
)
async def test_trouble(replicas: Replicas, trouble: str, heard: int, answered: bool) -> None:
    async with Proxy(replicas.ports) as proxy:
        proxy.shares = {trouble: 1.0}
        answer = await asyncio.wait_for(ask(proxy), 20)

    assert len(replicas.heard) == heard
    assert (answer is not None) == answered
    assert proxy.met == {trouble: 1}
