"""Ends a connection without a word, as a network does."""

import asyncio

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket

KEY = "sandbox.transport"


class DroppableStarlette(Starlette):
    """Lets a handler reach the connection under its request.

    ASGI has no way to drop one; with uvicorn, `send` belongs to the request's cycle, which holds the transport.
    """

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in ("http", "websocket"):
            scope[KEY] = getattr(getattr(send, "__self__", None), "transport", None)
        await super().__call__(scope, receive, send)


def drop_socket(socket: WebSocket) -> None:
    """Neither side has said anything, and the other one finds out when it next writes or waits in vain."""
    socket.scope[KEY].abort()


async def drop_connection(request: Request) -> Response:
    """The response that nobody will read."""
    transport = request.scope.get(KEY)
    if transport is None:
        raise RuntimeError("Only uvicorn's connections can be dropped.")
    transport.abort()
    # The server hears of the end in the next turns of its loop, and then sends nothing more.
    while not await request.is_disconnected():  # noqa: ASYNC110 - there is no event to wait for
        await asyncio.sleep(0)
    return Response(status_code=499)
