"""One WebSocket to Slack, from its hello to its end: every envelope is answered on it after its work is stored."""

import asyncio
import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from time import monotonic
from typing import Any, Final

import structlog
from aiohttp import ClientWebSocketResponse, WSMsgType
from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest

from domain.origin import origin_of

log = structlog.get_logger()

LOST: Final = "lost"
"""Why a line ended when nobody said goodbye."""

RENEWAL: Final = "refresh_requested"

Hello = Callable[[int], None]


class Line:
    """`goodbye` gives Slack's reason, as soon as it says that this line will end, or LOST. Until the socket closes,
    what still comes is answered.
    """

    def __init__(self, socket: ClientWebSocketResponse, app: AsyncApp, on_hello: Hello) -> None:
        self._socket = socket
        self._app = app
        self._on_hello = on_hello
        self._in_hand: set[asyncio.Task[None]] = set()
        self.opened_at = monotonic()
        loop = asyncio.get_running_loop()
        self.greeted: asyncio.Future[str] = loop.create_future()
        self.goodbye: asyncio.Future[str] = loop.create_future()

    async def listen(self) -> None:
        """Until the socket is closed by either side."""
        try:
            async for said in self._socket:
                if said.type is WSMsgType.TEXT:
                    self._hear(said.data)
        finally:
            self._end(LOST)

    async def finish(self, seconds: float) -> None:
        """Closes in a moment in which nothing is in hand; after `seconds` at the latest.

        Slack cannot be asked to send no more, and after a close nothing can be answered: so it goes on taking until
        there is such a moment.
        """
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while self._in_hand:
                    await asyncio.wait(set(self._in_hand))
        left = set(self._in_hand)
        if left:
            log.warning("a socket closes with answers owed; Slack delivers events again", answers=len(left))
        self._end(LOST)
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)
        await self._socket.close()

    def renew(self) -> None:
        """As if Slack had asked for it."""
        self._end(RENEWAL)

    def _hear(self, said: str) -> None:
        try:
            heard = json.loads(said)
        except (ValueError, RecursionError):
            return
        match heard:
            case {"type": "hello"}:
                self._greet(heard)
            case {"type": "disconnect"}:
                self._end(str(heard.get("reason") or RENEWAL))
            case {"type": _, "envelope_id": str(), "payload": Mapping()}:
                self._take(heard)

    def _greet(self, hello: Mapping[str, Any]) -> None:
        number = hello.get("num_connections")
        self._on_hello(number if isinstance(number, int) else 0)
        if not self.greeted.done():
            self.greeted.set_result("hello")

    def _end(self, reason: str) -> None:
        if not self.goodbye.done():
            self.goodbye.set_result(reason)

    def _take(self, envelope: Mapping[str, Any]) -> None:
        task = asyncio.create_task(self._answer(envelope))
        self._in_hand.add(task)
        task.add_done_callback(self._in_hand.discard)

    async def _answer(self, envelope: Mapping[str, Any]) -> None:
        """What failed is not acknowledged: an event is then delivered again, on whichever line."""
        try:
            request = AsyncBoltRequest(mode="socket_mode", body=dict(envelope["payload"]), headers=_headers(envelope))
            answer = await self._app.async_dispatch(request)
            if answer.status != 200:
                log.warning("an envelope was not acknowledged", kind=envelope["type"], status=answer.status)
                return
            payload = _payload(answer)
            said = {"envelope_id": envelope["envelope_id"]} | ({} if payload is None else {"payload": payload})
            await self._socket.send_str(json.dumps(said))
        except ConnectionError:
            log.warning("an answer came too late for its socket", kind=envelope["type"])
        except Exception as trouble:  # noqa: BLE001 - said; without an acknowledgement Slack tries again
            failed = origin_of(trouble)
            log.error("an envelope could not be answered", kind=envelope["type"], error=failed)  # noqa: TRY400


def _headers(envelope: Mapping[str, Any]) -> dict[str, str | Sequence[str]]:
    """As they would stand in an HTTP delivery of the same event."""
    told = {"x-slack-retry-num": envelope.get("retry_attempt"), "x-slack-retry-reason": envelope.get("retry_reason")}
    return {name: str(value) for name, value in told.items() if value is not None}


def _payload(answer: BoltResponse) -> Any:
    if not answer.body:
        return None
    if answer.first_headers().get("content-type", "").startswith("application/json"):
        return json.loads(answer.body)
    return {"text": answer.body}
