"""Socket Mode: several lines to Slack over one app, each replaced before it ends, tried again when it is lost."""

import asyncio
import random
from collections.abc import Coroutine
from contextlib import suppress
from dataclasses import dataclass
from time import monotonic
from typing import Any, Final, cast

import structlog
from aiohttp import ClientError, ClientSession, ClientWSTimeout
from prometheus_client import Counter, Gauge
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.cannot_start import CannotStart
from bot.socket_ghosts import Ghosts
from bot.socket_line import LOST, RENEWAL, Line
from delivery.outcomes import Limited, Said, read_failure, word_of

CONNECTIONS: Final = Gauge("adoption_socket_connections", "Socket Mode connections of this process.")
ENDED: Final = Counter("adoption_socket_ended", "Socket Mode connections that ended, by Slack's reason.", ["reason"])

RENEWED: Final = frozenset({"warning", RENEWAL})
"""Slack's goodbyes after which a new line is opened at once, while the old one still works."""
REASONS: Final = RENEWED | {"link_disabled", "too_many_websockets", LOST}

CLOSE: Final = ClientWSTimeout(ws_close=1.0)
"""A stop waits no longer for Slack's goodbye; some of its servers never say it (node-slack-sdk#2752)."""

REMEDY: Final = (
    "Create an app-level token with the scope connections:write on the app's page “Basic Information”, and switch "
    "Socket Mode on."
)
SILENT: Final = "Slack does not answer, so there is no Socket Mode connection."
CROWDED: Final = (
    "All 10 Socket Mode connections that Slack allows an app are taken. Stop an old process that uses this "
    "SLACK_APP_TOKEN, or lower SOCKET_CONNECTIONS."
)

log = structlog.get_logger()


class NotGreeted(Exception):  # noqa: N818 - a goodbye instead of a hello
    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Patience:
    """In seconds. After a line was lost the next try comes within `soon_s`; then pauses double up to `longest_s`.

    A line that held for `settled_s` counts as well again. `refused_s` is between two tries with a token that Slack
    refuses: an administrator has to do something first. Slack closes an old line about ten seconds after its warning;
    we do `linger_s` after the hello of the new one. Where Slack counts too many, a line is renewed after `recount_s`,
    because Slack says the number only in a hello.
    """

    soon_s: float = 0.5
    first_s: float = 1.0
    longest_s: float = 30.0
    refused_s: float = 60.0
    settled_s: float = 30.0
    linger_s: float = 1.0
    hello_s: float = 10.0
    heartbeat_s: float = 10.0
    recount_s: float = 300.0

    def pause_s(self, failures: int) -> float:
        """Before the try after `failures` of them in a row, with some chance in it, or all replicas come at once."""
        if failures <= 1:
            return random.uniform(0, self.soon_s)  # noqa: S311 - no secret
        doubled: float = min(self.first_s * 2.0 ** min(failures - 2, 20), self.longest_s)
        return doubled * random.uniform(0.5, 1.0)  # noqa: S311 - no secret


class SocketMode:
    """`connections` lines of this process; `expected` are those of all processes that share the app's token.

    The app token is checked, and the first line opened, on entering; leaving waits for what is in hand.
    """

    def __init__(
        self,
        app: AsyncApp,
        client: AsyncWebClient,
        *,
        connections: int,
        expected: int,
        finish_s: float,
        patience: Patience | None = None,
    ) -> None:
        self._app = app
        self._client = client
        self._connections = connections
        self._finish_s = finish_s
        self._patience = patience or Patience()
        self._lines: set[Line] = set()
        self._keepers: set[asyncio.Task[None]] = set()
        self._others: set[asyncio.Task[None]] = set()
        self._recounting: asyncio.Task[None] | None = None
        self._first = asyncio.Event()
        self._trouble = ""
        self._ghosts = Ghosts(max(connections, expected))

    def problem(self) -> str:
        """In a sentence; empty while at least one line is open."""
        return "" if self._at_work() else self._trouble or "There is no Socket Mode connection to Slack at the moment."

    async def __aenter__(self) -> "SocketMode":
        """Raises CannotStart."""
        try:
            ticket = await self._ticket()
        except (SlackApiError, ClientError, TimeoutError, OSError) as error:
            if isinstance(failure := read_failure(error), Said):
                raise CannotStart(_refused(failure.error)) from error
            ticket = None  # each line tries again, and until one is open we are not ready
        for number in range(self._connections):
            _spawn(self._keepers, self._keep(ticket if number == 0 else None))
        with suppress(TimeoutError):
            async with asyncio.timeout(self._patience.hello_s):
                await self._first.wait()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    def _at_work(self) -> list[Line]:
        """Without those that are about to end."""
        return [line for line in self._lines if line.greeted.done() and not line.goodbye.done()]

    async def stop(self) -> None:
        """Finishes what is in hand, for `finish_s` at the most, and closes. May be called twice."""
        await _cancel(self._keepers)
        await asyncio.gather(*(line.finish(self._finish_s) for line in set(self._lines)))
        await _cancel(self._others)

    async def _keep(self, ticket: str | None) -> None:
        """One line after the other, for ever."""
        failures, old = 0, None
        while True:
            line, pause_s = await self._try_open(ticket)
            ticket = None
            if line is None:
                failures += 1
                await asyncio.sleep(max(pause_s, self._patience.pause_s(failures)))
                continue
            if old is not None:
                _spawn(self._others, self._retire(old))
            old = line
            reason = await asyncio.shield(line.goodbye)
            log.info("a socket ends; another one is opened", reason=reason)
            ENDED.labels(reason if reason in REASONS else "other").inc()
            held = monotonic() - line.opened_at >= self._patience.settled_s
            failures = 0 if held else failures + 1
            if reason not in RENEWED or failures > 1:
                await asyncio.sleep(self._patience.pause_s(failures))

    async def _retire(self, line: Line) -> None:
        """Once there is another one. What Slack had sent by then is still answered."""
        await asyncio.sleep(self._patience.linger_s)
        await line.finish(self._finish_s)

    async def _try_open(self, ticket: str | None) -> tuple[Line | None, float]:
        """A line that Slack has greeted; else None, and how many seconds Slack wants us to wait."""
        try:
            async with asyncio.timeout(self._patience.hello_s):
                return await self._open(ticket or await self._ticket()), 0.0
        except SlackApiError as error:
            return None, self._told_no(error)
        except NotGreeted as no:
            self._fail(CROWDED if no.reason == "too_many_websockets" else SILENT, error=no.reason)
        except (ClientError, TimeoutError, OSError) as error:
            self._fail(SILENT, error=type(error).__name__)
        return None, 0.0

    async def _open(self, url: str) -> Line:
        """Raises what aiohttp raises, and NotGreeted."""
        session = cast(ClientSession, self._client.session)
        ssl = self._client.ssl if self._client.ssl is not None else True
        socket = await session.ws_connect(
            url, heartbeat=self._patience.heartbeat_s, timeout=CLOSE, proxy=self._client.proxy, ssl=ssl
        )
        line = Line(socket, self._app, self._count)
        self._lines.add(line)
        CONNECTIONS.inc()
        _spawn(self._others, self._listen(line))
        try:
            await asyncio.wait((line.greeted, line.goodbye), return_when=asyncio.FIRST_COMPLETED)
        finally:
            if not line.greeted.done():
                await socket.close()
        if not line.greeted.done():
            raise NotGreeted(line.goodbye.result())
        self._well()
        return line

    async def _listen(self, line: Line) -> None:
        try:
            await line.listen()
        finally:
            self._lines.discard(line)
            CONNECTIONS.dec()

    async def _ticket(self) -> str:
        answer = await self._client.apps_connections_open(app_token=str(self._client.token))
        return str(answer["url"])

    def _well(self) -> None:
        if self._trouble:
            log.info("socket connected again")
        self._trouble = ""
        self._first.set()

    def _told_no(self, error: SlackApiError) -> float:
        match read_failure(error):
            case Limited(retry_after_s):
                return retry_after_s
            case Said(word):
                self._fail(_refused(word), error=word)
                return self._patience.refused_s * random.uniform(0.8, 1.2)  # noqa: S311 - no secret
            case _:
                self._fail(SILENT, error=word_of(error))
                return 0.0

    def _fail(self, trouble: str, *, error: str) -> None:
        """Said when it begins or becomes another; how often it was tried is no news."""
        if trouble == self._trouble:
            return
        self._trouble = trouble
        if trouble == SILENT:
            log.warning("no socket could be opened; trying again", error=error)
        else:
            log.error("Slack refuses a socket; trying again now and then", error=error, remedy=trouble)

    def _count(self, told: int) -> None:
        """Slack says with each hello how many lines the app has."""
        self._ghosts.count(told, leaving=max(0, len(self._lines) - self._connections))
        if self._ghosts.number and (self._recounting is None or self._recounting.done()):
            self._recounting = _spawn(self._others, self._recount())

    async def _recount(self) -> None:
        await asyncio.sleep(self._patience.recount_s)
        for line in self._at_work()[:1]:
            line.renew()


def _spawn(tasks: set[asyncio.Task[None]], work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
    task = asyncio.create_task(work)
    tasks.add(task)
    task.add_done_callback(tasks.discard)
    return task


async def _cancel(tasks: set[asyncio.Task[None]]) -> None:
    ended = set(tasks)
    for task in ended:
        task.cancel()
    await asyncio.gather(*ended, return_exceptions=True)


def _refused(word: str) -> str:
    return f"Slack refuses SLACK_APP_TOKEN ({word}). {REMEDY}"
