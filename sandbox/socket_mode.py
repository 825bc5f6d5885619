"""Socket Mode: the app's open connections, and envelopes that one of them answers."""

import asyncio
import secrets
import uuid
from contextlib import suppress
from itertools import count

from starlette.websockets import WebSocket, WebSocketDisconnect

from sandbox.dropping import drop_socket
from sandbox.state import Json

MOST_CONNECTIONS = 10


class NoConnectionError(Exception):
    """Nobody is connected, or the connection broke before it answered."""


class Sockets:
    def __init__(self, app_id: str) -> None:
        self._app_id = app_id
        self._tickets: set[str] = set()
        self._open: list[WebSocket] = []
        self._leaving: set[WebSocket] = set()
        """Warned: they get something only while there is no other."""
        self.ghosts = 0
        """Connections that Slack believes in and nobody reads: they take their turn, and nothing answers."""
        self._turn = count()
        self._opened = 0
        self._waiting: dict[str, tuple[WebSocket, asyncio.Future[Json]]] = {}

    def __len__(self) -> int:
        return len(self._open) + self.ghosts

    @property
    def opened(self) -> int:
        """Since the workspace began."""
        return self._opened

    def ticket(self) -> str:
        """Good for one connection."""
        ticket = secrets.token_urlsafe(24)
        self._tickets.add(ticket)
        return ticket

    async def serve(self, socket: WebSocket) -> None:
        """Keeps one connection until either side ends it."""
        ticket = socket.query_params.get("ticket", "")
        if ticket not in self._tickets:
            await socket.close(code=4401)
            return
        self._tickets.discard(ticket)
        await socket.accept()
        if len(self) >= MOST_CONNECTIONS:
            await socket.send_json({"type": "disconnect", "reason": "too_many_websockets"})
            await socket.close()
            return
        self._open.append(socket)
        self._opened += 1
        try:
            await self._hello(socket)
            await self._listen(socket)
        except WebSocketDisconnect:
            pass
        finally:
            self._forget(socket)

    async def _hello(self, socket: WebSocket) -> None:
        await socket.send_json(
            {
                "type": "hello",
                "num_connections": len(self),
                "connection_info": {"app_id": self._app_id},
                "debug_info": {"host": "sandbox", "approximate_connection_time": 18060},
            }
        )

    async def _listen(self, socket: WebSocket) -> None:
        while True:
            said = await socket.receive_json()
            _, answer = self._waiting.get(said.get("envelope_id", ""), (socket, None))
            if answer and not answer.done():
                answer.set_result(said.get("payload") or {})

    def _forget(self, socket: WebSocket) -> None:
        self._leaving.discard(socket)
        if socket in self._open:
            self._open.remove(socket)
        for asked, answer in self._waiting.values():
            if asked is socket and not answer.done():
                answer.set_exception(NoConnectionError())

    async def ask(self, envelope: Json, timeout: float) -> Json:
        """The payload of the acknowledgement. Raises NoConnectionError or TimeoutError.

        An envelope goes to one of the connections, each in its turn.
        """
        if not len(self):
            raise NoConnectionError
        staying = [socket for socket in self._open if socket not in self._leaving] or self._open
        turn = next(self._turn) % (len(staying) + self.ghosts)
        if turn >= len(staying):
            await asyncio.sleep(timeout)
            raise TimeoutError
        socket = staying[turn]
        envelope_id = str(uuid.uuid4())
        answer: asyncio.Future[Json] = asyncio.get_running_loop().create_future()
        self._waiting[envelope_id] = (socket, answer)
        try:
            await socket.send_json({"envelope_id": envelope_id, **envelope})
            async with asyncio.timeout(timeout):
                return await answer
        except (RuntimeError, WebSocketDisconnect) as broken:
            raise NoConnectionError from broken
        finally:
            del self._waiting[envelope_id]

    async def disconnect(self, reason: str, *, most: int | None = None, closes_in: float = 0) -> None:
        """Asks the app to come back with new connections, as Slack does every few hours, and closes the old ones.

        Without a reason they break without a word, as networks do. `most` leaves the others alone; until the
        connections close, after `closes_in` seconds, they are used while there is no other.
        """
        leaving = self._open[:most]
        self._leaving.update(leaving)
        for socket in leaving:
            if reason:
                await socket.send_json({"type": "disconnect", "reason": reason, "debug_info": {"host": "sandbox"}})
        await asyncio.sleep(closes_in)
        for socket in leaving:
            if not reason:
                drop_socket(socket)
            elif socket in self._open:
                with suppress(RuntimeError):  # the app was first
                    await socket.close()
