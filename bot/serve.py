"""`adoption serve`: the bot against Slack, over HTTP or in Socket Mode, until it is told to stop."""

import asyncio
import signal
import socket
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager

import structlog
import uvicorn
from aiohttp import ClientError
from pydantic import SecretStr
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from starlette.applications import Starlette

from bot.assembly import Bot, CannotStart, assembled, keep_for_good
from bot.server import build_server
from bot.settings import Settings

log = structlog.get_logger()

FINISH_S = 10
"""How long what is running may take to finish after a SIGTERM."""


async def serve(settings: Settings) -> None:
    """Until SIGTERM or SIGINT. Raises CannotStart and what `assembled` raises."""
    listener = listen_on(settings.host, settings.port)
    async with AsyncExitStack() as stack:
        bot = await stack.enter_async_context(assembled(settings))
        keep_for_good()
        await bot.run_in_background(stack)
        bot.ticker.start()
        stack.callback(bot.ticker.stop)
        if settings.app_token is not None:
            await stack.enter_async_context(_socket_mode(bot, settings, settings.app_token))
        secret = None if settings.socket_mode else settings.signing_secret
        server = Server(build_server(bot.app, secret, bot.deps, bot.client))
        log.info("ready", mode="socket" if settings.socket_mode else "http", host=settings.host, port=settings.port)
        await server.run_until_told(listener)
        log.info("stopping: no more is taken in, what runs is finished")
    log.info("stopped")


def listen_on(host: str, port: int) -> socket.socket:
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
            f"{host}:{port} cannot be listened on ({error.strerror}). Stop what uses it, or choose another PORT."
        ) from error
    return listener


class Server(uvicorn.Server):
    """A server that leaves signals to us and ends without raising them again."""

    def __init__(self, app: Starlette) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                log_level="warning",
                access_log=False,
                timeout_graceful_shutdown=FINISH_S,
                lifespan="off",
                ws="none",  # else it imports what speaks it, 2 MB
            )
        )

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    def tell_to_stop(self) -> None:
        self.should_exit = True

    async def run_until_told(self, listener: socket.socket) -> None:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, self.tell_to_stop)
        try:
            await self.serve(sockets=[listener])
        finally:
            for number in (signal.SIGINT, signal.SIGTERM):
                loop.remove_signal_handler(number)


class _socket_mode:  # noqa: N801 - a context manager, used like a function
    """A connection to Slack for as long as the block lasts."""

    def __init__(self, bot: Bot, settings: Settings, token: SecretStr) -> None:
        self._client = AsyncWebClient(token.get_secret_value(), base_url=settings.api_url, timeout=10)
        self._handler = AsyncSocketModeHandler(bot.app, token.get_secret_value(), web_client=self._client)

    async def __aenter__(self) -> None:
        # With a wrong token the handler would try for ever without a word.
        try:
            await self._client.apps_connections_open(app_token=str(self._client.token))
        except SlackApiError as error:
            raise CannotStart(
                f"Slack refuses SLACK_APP_TOKEN ({error.response.get('error')}). Create an app-level token with the "
                "scope connections:write on the app's page “Basic Information”, and switch Socket Mode on."
            ) from error
        except (ClientError, TimeoutError, OSError) as error:
            raise CannotStart("Slack does not answer. Is the network up?") from error
        await self._handler.connect_async()  # type: ignore[no-untyped-call]

    async def __aexit__(self, *_: object) -> None:
        await self._handler.close_async()  # type: ignore[no-untyped-call]
