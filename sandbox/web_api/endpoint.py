"""`/api/METHOD`: reads a call, lets a fault strike, carries it out, answers and records it."""

import asyncio
import time
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from sandbox.dropping import drop_connection
from sandbox.faults import Fault
from sandbox.state import Json
from sandbox.web_api import chat, conversations, people, views, workspace_info
from sandbox.web_api.call import Call, Method, SlackError, authorize, read_arguments, token_of
from sandbox.workspace import Workspace

METHODS: dict[str, Method] = {
    **workspace_info.METHODS,
    **chat.METHODS,
    **conversations.METHODS,
    **people.METHODS,
    **views.METHODS,
}


class WebApi:
    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    async def answer(self, request: Request) -> Response:
        begun = time.perf_counter()
        name = request.path_params["method"]
        arguments: dict[str, Any] = {}
        try:
            arguments = await read_arguments(request)
            token = token_of(request, arguments)
            arguments.pop("token", None)
            response = await self._strike_or_run(request, name, arguments, token)
        except SlackError as refusal:
            response = refused(refusal)
        self._record(name, arguments, response, begun)
        return response

    async def _strike_or_run(self, request: Request, name: str, arguments: dict[str, Any], token: str) -> Response:
        fault = self._workspace.faults.strike(name, arguments.get("channel"))
        if fault and (answer := await instead(request, fault)):
            return answer
        response = self._run(name, arguments, token)
        if fault and fault.kind == "drop_after":
            return await drop_connection(request)
        return response

    def _run(self, name: str, arguments: dict[str, Any], token: str) -> Response:
        method = METHODS.get(name)
        if method is None:
            return refused(SlackError("unknown_method", req_method=name))
        try:
            authorize(self._workspace, method, token)
            answer = method.run(Call(self._workspace, arguments))
        except SlackError as refusal:
            return refused(refusal)
        except chat.TooSoonError as too_soon:
            return rate_limited(too_soon.retry_after)
        scopes = ",".join(sorted(self._workspace.manifest.scopes or ()))
        return SlackResponse({"ok": True, **answer}, headers={"x-oauth-scopes": scopes})

    def _record(self, name: str, arguments: Json, response: Response, begun: float) -> None:
        answer = response.answer if isinstance(response, SlackResponse) else "connection dropped"
        self._workspace.traffic.record(
            "out",
            name,
            status=response.status_code if isinstance(response, SlackResponse) else None,
            ms=(time.perf_counter() - begun) * 1000,
            request=arguments,
            response=answer,
        )


class SlackResponse(JSONResponse):
    """Remembers what it said, for the traffic."""

    def __init__(self, answer: Json, status_code: int = 200, headers: dict[str, str] | None = None) -> None:
        self.answer = answer
        super().__init__(answer, status_code, headers)


def refused(refusal: SlackError) -> SlackResponse:
    return SlackResponse({"ok": False, "error": refusal.code, **refusal.extra})


def rate_limited(retry_after: int) -> SlackResponse:
    return SlackResponse({"ok": False, "error": "ratelimited"}, 429, {"Retry-After": str(retry_after)})


async def instead(request: Request, fault: Fault) -> Response | None:
    """What is answered in place of the call; None when the call is carried out all the same."""
    if fault.kind == "rate_limited":
        return rate_limited(fault.retry_after)
    if fault.kind == "error":
        return SlackResponse({"ok": False, "error": fault.error})
    if fault.kind == "http_500":
        return SlackResponse({"ok": False, "error": "internal_error"}, 500)
    if fault.kind == "drop_before":
        return await drop_connection(request)
    if fault.kind == "hang":
        await asyncio.sleep(fault.seconds)
    return None
