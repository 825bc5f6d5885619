"""Real servers on free ports, inside the test's own loop."""

import asyncio
import socket
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import httpx
import uvicorn
from starlette.types import ASGIApp

from sandbox.app import create_app
from sandbox.settings import KEEP_ALIVE_S, Settings
from sandbox.workspace import Workspace as Sandbox
from tests.straight import Straight
from tests.workspace import Workspace

MANIFEST = Path(__file__).parent.parent / "manifest.yml"


http_client = partial(httpx.AsyncClient, verify=ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT))
"""Nothing is encrypted here, and to read the system's certificates takes each client 20 ms."""


def free_socket() -> socket.socket:
    """Listens already, so that both sides can know each other's address before either runs."""
    # With TCP named, asyncio switches Nagle's algorithm off; without, each small answer waits 40 ms for an ACK.
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.bind(("127.0.0.1", 0))
    listening.listen(1024)
    return listening


def address(listening: socket.socket) -> str:
    return f"http://127.0.0.1:{listening.getsockname()[1]}"


class PromptServer(uvicorn.Server):
    """Stops when it is told to; uvicorn's own looks ten times a second, which hundreds of tests would wait for."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self._stopped = asyncio.Event()

    def stop(self) -> None:
        self.should_exit = True
        self._stopped.set()

    async def main_loop(self) -> None:
        await self.on_tick(0)
        await self._stopped.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Without the tenth of a second in which uvicorn lets its connections end by themselves."""
        for listening in self.servers:
            listening.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        for task in list(self.server_state.tasks):
            task.cancel()
        await asyncio.gather(*self.server_state.tasks, return_exceptions=True)
        await self.lifespan.shutdown()
        for listened in sockets or []:
            listened.close()


@asynccontextmanager
async def serving(app: ASGIApp, listening: socket.socket | None = None) -> AsyncIterator[str]:
    """The address at which `app` answers for as long as the block runs."""
    listening = listening or free_socket()
    config = uvicorn.Config(
        app, log_config=None, log_level="error", timeout_keep_alive=KEEP_ALIVE_S, timeout_graceful_shutdown=1
    )
    server = PromptServer(config)
    running = asyncio.create_task(server.serve(sockets=[listening]))
    while not server.started and not running.done():  # noqa: ASYNC110 - uvicorn has no event for it
        await asyncio.sleep(0.005)
    try:
        yield address(listening)
    finally:
        server.stop()
        await running


@asynccontextmanager
async def running_sandbox(
    settings: Settings | None = None, *, listening: socket.socket | None = None
) -> AsyncIterator[Workspace]:
    """A fresh sandbox and somebody to drive it. Without settings it has the project's own manifest and no app.

    What passes between the sandbox and an app goes over HTTP; whoever drives it calls it straight, which takes a
    quarter of the time.
    """
    listening = listening or free_socket()
    sandbox = Sandbox(settings or Settings(manifest=MANIFEST))
    sandbox.public_url = address(listening)
    app = create_app(sandbox)
    async with serving(app, listening) as url:
        try:
            yield Workspace(Straight(app, f"{url}/_control/"))
        finally:
            sandbox.bus.close()
