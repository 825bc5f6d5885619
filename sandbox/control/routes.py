"""The addresses under `/_control`."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from sandbox.control import acting, reading, running
from sandbox.control.asked import Asked
from sandbox.gestures import ControlError
from sandbox.state import Json
from sandbox.walking import CannotWalkError
from sandbox.workspace import Workspace

Carry = Callable[[Asked], Awaitable[Json]]

READS: tuple[Carry, ...] = (reading.state, reading.messages, reading.traffic, reading.sockets)
WRITES: tuple[Carry, ...] = (
    acting.message,
    acting.command,
    acting.shortcut,
    acting.action,
    acting.options,
    acting.submit,
    acting.close,
    acting.open_home,
    acting.open_im,
    acting.read,
    running.delete_message,
    running.channel,
    running.user,
    running.groups,
    running.clock,
    running.faults,
    running.delivery,
    running.idle,
    running.disconnect,
    running.ghosts,
    running.reset,
)


def control_routes(workspace: Workspace) -> list[Route]:
    reads = [Route(f"/{c.__name__}", reader(workspace, c)) for c in READS]
    writes = [Route(f"/{c.__name__}", writer(workspace, c), methods=["POST"]) for c in WRITES]
    return [*reads, *writes, Route("/events", streamer(workspace))]


def reader(workspace: Workspace, carry: Carry) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        return await answer(carry, Asked(workspace, dict(request.query_params)))

    return endpoint


def writer(workspace: Workspace, carry: Carry) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        try:
            fields = json.loads(await request.body() or b"{}")
        except ValueError:
            fields = None
        if not isinstance(fields, dict):
            return JSONResponse({"error": "The body is a JSON object."}, 400)
        return await answer(carry, Asked(workspace, fields))

    return endpoint


async def answer(carry: Carry, asked: Asked) -> Response:
    try:
        return JSONResponse(await carry(asked))
    except (ControlError, CannotWalkError) as refusal:
        return JSONResponse({"error": str(refusal)}, 400)


def streamer(workspace: Workspace) -> Callable[[Request], Awaitable[Response]]:
    async def changes() -> AsyncIterator[str]:
        async for heard in workspace.bus.listen():
            if not heard:
                yield ": still here\n\n"
            for kind, channel, user in heard:
                change = {"type": kind} | ({"channel": channel} if channel else {}) | ({"user": user} if user else {})
                yield f"data: {json.dumps(change)}\n\n"

    async def endpoint(_request: Request) -> Response:
        return StreamingResponse(changes(), media_type="text/event-stream", headers={"Cache-Control": "no-store"})

    return endpoint
