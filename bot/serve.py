"""`adoption serve`: the bot against Slack, over HTTP or in Socket Mode, until it is told to stop."""

import asyncio
import gc
import signal
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from typing import Final

import structlog
import uvicorn.config
import uvicorn.server
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot import lean_bolt, lean_scheduler  # noqa: F401 - before what they are about
from bot.assembly import Bot, assembled
from bot.cannot_start import CannotStart
from bot.server import build_server
from bot.settings import Settings
from bot.socket_mode import SocketMode
from delivery.client import open_client

log = structlog.get_logger()

FINISH_S: Final = 10
"""How long what is running may take to finish after a SIGTERM."""


async def serve(settings: Settings) -> None:
    """Until SIGTERM or SIGINT. Raises CannotStart and what `assembled` raises."""
    listener = listen_on(settings.host, settings.port)
    async with AsyncExitStack() as stack:
        bot = await stack.enter_async_context(assembled(settings))
        gc.freeze()  # what was read stays: nobody looks for garbage in it
        gc.enable()  # before the index of open reports is filled, or what is thrown away meanwhile takes 8 MB
        told = stack.enter_context(told_to_stop())
        await bot.run_in_background(stack)
        bot.ticker.start()
        stack.callback(bot.ticker.stop)
        sockets = await stack.enter_async_context(socket_mode(bot, settings)) if settings.socket_mode else None
        server = Server(_answers(bot, settings, sockets, told))
        log.info("ready", mode="socket" if sockets else "http", host=settings.host, port=settings.port)
        finishing = [bot.delivery.stop, sockets.stop] if sockets else [bot.delivery.stop]
        await server.run_until(told, listener, drain_s=0 if sockets else settings.drain_s, also=finishing)
    log.info("stopped")


def _answers(bot: Bot, settings: Settings, sockets: SocketMode | None, told: asyncio.Event) -> ASGIApp:
    secret = None if sockets else settings.signing_secret
    problem = sockets.problem if sockets else str
    return build_server(bot.app, secret, bot.deps, bot.client, stopping=told.is_set, problem=problem)


@contextmanager
def told_to_stop() -> Iterator[asyncio.Event]:
    """Set by the first SIGTERM or SIGINT. A second one ends the process at once, as if we had no say in it."""
    told, loop, numbers = asyncio.Event(), asyncio.get_running_loop(), (signal.SIGINT, signal.SIGTERM)

    def tell() -> None:
        for number in numbers:
            loop.remove_signal_handler(number)
            signal.signal(number, signal.SIG_DFL)
        told.set()

    for number in numbers:
        loop.add_signal_handler(number, tell)
    try:
        yield told
    finally:
        for number in numbers:
            loop.remove_signal_handler(number)


@asynccontextmanager
async def socket_mode(bot: Bot, settings: Settings) -> AsyncIterator[SocketMode]:
    """Connected for as long as the block lasts. Raises CannotStart."""
    token = settings.app_token.get_secret_value() if settings.app_token else ""
    connections, expected = settings.socket_connections, settings.socket_connections_expected
    async with (
        open_client(token, base_url=settings.api_url) as client,
        SocketMode(bot.app, client, connections=connections, expected=expected, finish_s=FINISH_S) as sockets,
    ):
        yield sockets


def listen_on(host: str, port: int, *, otherwise: str = "choose another PORT") -> socket.socket:
    """Taken before anything else is started, so that a port in use costs nothing. Raises CannotStart."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # With TCP named, asyncio switches Nagle's algorithm off; without, each small answer waits 40 ms for an ACK.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise CannotStart(
            f"{host}:{port} cannot be listened on ({error.strerror}). Stop what uses it, or {otherwise}."
        ) from error
    return listener


class Server(uvicorn.server.Server):
    """A server that leaves signals to us. `stopping` is true from the moment in which it was told to stop."""

    def __init__(self, app: ASGIApp) -> None:
        super().__init__(
            uvicorn.config.Config(
                self._parting(app),
                log_level="warning",
                access_log=False,
                timeout_graceful_shutdown=FINISH_S,
                lifespan="off",
                ws="none",  # else it imports what speaks it, 2 MB
            )
        )
        self.stopping = False

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def run_until_told(self, listener: socket.socket) -> None:
        with told_to_stop() as told:
            await self.run_until(told, listener)

    async def run_until(
        self,
        told: asyncio.Event,
        listener: socket.socket,
        *,
        drain_s: float = 0,
        also: Sequence[Callable[[], Awaitable[None]]] = (),
    ) -> None:
        """Then takes requests in for `drain_s` more, and finishes, together with what `also` has to finish."""
        running = asyncio.create_task(self.serve(sockets=[listener]))
        waiting = asyncio.create_task(told.wait())
        await asyncio.wait((running, waiting), return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        self.stopping = True
        log.info("stopping: no more is taken in, what runs is finished", in_s=drain_s)
        # A load balancer first has to see that /readyz says no, or it sends people to a closed door.
        await asyncio.sleep(drain_s)
        self.should_exit = True
        await asyncio.gather(running, *(finish() for finish in also))

    def _parting(self, app: ASGIApp) -> ASGIApp:
        """Connections that are kept open end with the answer that they are in, and none in the middle of a request."""

        async def parting(scope: Scope, receive: Receive, send: Send) -> None:
            async def last(message: Message) -> None:
                if self.stopping and message["type"] == "http.response.start":
                    message = {**message, "headers": [*message.get("headers", ()), (b"connection", b"close")]}
                await send(message)

            await app(scope, receive, last)

        return parting
