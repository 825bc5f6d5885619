"""What stands between Slack and the replicas: takes turns, goes on to the next when one is down, and misbehaves."""

import asyncio
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from random import Random
from typing import Final

LENGTH: Final = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
LATE_S: Final = (0.05, 0.8)
CONNECT_S: Final = 1.0
HEAD_LIMIT: Final = 1 << 20

REQUEST_LOST, ANSWER_LOST, LATE, DOUBLED, AGAIN = "request lost", "answer lost", "late", "doubled", "delivered again"


class Proxy:
    """Listens on `port`. `shares` says which part of the requests meets which trouble; `met` counts them.

    `doubled` sends a request to two replicas at once, `delivered again` a second time after its answer was lost, as
    Slack does. `late` lets others overtake.
    """

    def __init__(self, backends: Sequence[int], dice: Random | None = None) -> None:
        self.shares: Mapping[str, float] = {}
        self.met: Counter[str] = Counter()
        self.port = 0
        self._backends = list(backends)
        self._turn = 0
        self._dice = dice or Random(1)
        self._server: asyncio.Server | None = None
        self._connections: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> "Proxy":
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0, limit=HEAD_LIMIT)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._server is not None:
            self._server.close()
        for connection in self._connections:
            connection.cancel()
        await asyncio.gather(*self._connections, return_exceptions=True)

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connection = asyncio.create_task(self._serve(reader, writer))
        self._connections.add(connection)
        connection.add_done_callback(self._connections.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection of Slack's, request after request; a lost answer ends it without a word."""
        try:
            while (request := await read_message(reader)) is not None:
                answer = await self._carry(request)
                if answer is None:
                    writer.transport.abort()
                    return
                writer.write(answer)
                await writer.drain()
        except (OSError, asyncio.CancelledError):
            writer.transport.abort()
        finally:
            writer.close()

    async def _carry(self, request: bytes) -> bytes | None:
        trouble = self._drawn()
        if trouble:
            self.met[trouble] += 1
        if trouble == REQUEST_LOST:
            return None
        if trouble == LATE:
            await asyncio.sleep(self._dice.uniform(*LATE_S))
        if trouble == DOUBLED:
            answers = await asyncio.gather(self._forward(request), self._forward(request))
            return self._dice.choice(answers)
        answer = await self._forward(request)
        if trouble == AGAIN:
            return await self._forward(request)
        return None if trouble == ANSWER_LOST else answer

    def _drawn(self) -> str | None:
        fell = self._dice.random()
        for trouble, share in self.shares.items():
            fell -= share
            if fell < 0:
                return trouble
        return None

    async def _forward(self, request: bytes) -> bytes | None:
        """None when no replica is there, or the one that took it did not answer: then nobody knows what it did."""
        for _ in self._backends:
            self._turn += 1
            port = self._backends[self._turn % len(self._backends)]
            try:
                reader, writer = await asyncio.wait_for(asyncio.open_connection("127.0.0.1", port), CONNECT_S)
            except (OSError, TimeoutError):
                continue
            try:
                writer.write(request)
                await writer.drain()
                return await read_message(reader)
            except OSError:
                return None
            finally:
                writer.close()
        return None


async def read_message(reader: asyncio.StreamReader) -> bytes | None:
    """A request or an answer whose length is said in its head; None when the connection ended before it did."""
    with suppress(asyncio.IncompleteReadError):
        head = await reader.readuntil(b"\r\n\r\n")
        said = LENGTH.search(head)
        return head + (await reader.readexactly(int(said[1])) if said else b"")
    return None
