"""Calls an application where it is, without a connection: for what is asked a hundred thousand times."""

import httpx
from starlette.types import ASGIApp, Message


class Straight(httpx.AsyncBaseTransport):
    """httpx has one of its own, which looks for another kind of event loop at each call: as long as the call takes."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """What is answered has been read whole."""
        body, said = await request.aread(), list[Message]()
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": request.method,
            "scheme": request.url.scheme,
            "path": request.url.path,
            "raw_path": request.url.raw_path,
            "query_string": request.url.query,
            "root_path": "",
            "headers": [(name.lower(), value) for name, value in request.headers.raw],
            "server": (request.url.host, request.url.port),
            "client": ("127.0.0.1", 1),
        }

        async def receive() -> Message:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: Message) -> None:
            said.append(message)

        await self._app(scope, receive, send)
        content = b"".join(one.get("body", b"") for one in said)
        return httpx.Response(said[0]["status"], headers=said[0]["headers"], content=content)
