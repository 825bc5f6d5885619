"""An app that remembers what Slack sends it, and answers as the test tells it to."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tests.workspace import eventually


@dataclass
class Delivery:
    """One request of Slack's, as the app got it."""

    headers: dict[str, str]
    raw: bytes

    @property
    def payload(self) -> dict[str, Any]:
        """The event's envelope, the interaction, or the command's form."""
        if self.headers["content-type"].startswith("application/json"):
            return dict(json.loads(self.raw))
        form = dict(parse_qsl(self.raw.decode(), keep_blank_values=True))
        return dict(json.loads(form["payload"])) if "payload" in form else form

    @property
    def event(self) -> dict[str, Any]:
        return dict(self.payload.get("event") or {})


@dataclass
class App:
    """Remembers what it is sent. `answer` may be replaced by the test."""

    url: str
    deliveries: list[Delivery] = field(default_factory=list)
    answer: Callable[[Delivery], Awaitable[Response] | Response] = lambda _: Response()
    clock: Callable[[str, dict[str, Any]], dict[str, Any]] = lambda _method, _asked: {}

    async def events(self, request: Request) -> Response:
        delivery = Delivery(dict(request.headers), await request.body())
        self.deliveries.append(delivery)
        answer = self.answer(delivery)
        return answer if isinstance(answer, Response) else await answer

    async def move_clock(self, request: Request) -> Response:
        asked = dict(request.query_params) if request.method == "GET" else await request.json()
        return Response(json.dumps(self.clock(request.method, asked)), media_type="application/json")

    def of_type(self, kind: str) -> list[Delivery]:
        return [d for d in self.deliveries if kind in (d.payload.get("type"), d.event.get("type"))]

    async def one(self, kind: str) -> Delivery:
        async def look() -> Delivery | None:
            return next(iter(self.of_type(kind)), None)

        return await eventually(look, f"a delivery of {kind}")

    def served(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/slack/events", self.events, methods=["POST"]),
                Route("/clock", self.move_clock, methods=["GET", "POST"]),
            ]
        )
