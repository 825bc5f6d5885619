"""A sandbox with a small manifest, and an app that answers as each test tells it to."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest
from slack_sdk.web.async_client import AsyncWebClient
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sandbox.settings import Settings
from tests.serving import address, free_socket, running_sandbox, serving
from tests.workspace import Workspace, eventually

NOW = datetime.fromisoformat("2026-11-23T10:05:00-05:00")

MANIFEST = """
display_information: {name: Test app}
features:
  bot_user: {display_name: Adoption}
  slash_commands:
    - {command: /crm-friction, description: Report friction, should_escape: true}
    - {command: /raw, description: Takes the words as typed, should_escape: false}
  shortcuts:
    - {name: Report CRM friction, type: message, callback_id: report_message, description: Files it}
    - {name: Report CRM friction, type: global, callback_id: report, description: Files it}
oauth_config:
  scopes:
    bot: [chat:write, commands, app_mentions:read, channels:read, channels:history, groups:history, groups:read,
          im:read, im:write, im:history, users:read, usergroups:read]
settings:
  event_subscriptions:
    bot_events: [message.channels, message.im, app_mention, app_home_opened, member_joined_channel]
  interactivity: {is_enabled: true}
"""


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


@pytest.fixture
def manifest(tmp_path: Path) -> Path:
    written = tmp_path / "manifest.yml"
    written.write_text(MANIFEST)
    return written


@pytest.fixture
async def app() -> AsyncIterator[App]:
    listening = free_socket()
    app = App(f"{address(listening)}/slack/events")
    routes = [
        Route("/slack/events", app.events, methods=["POST"]),
        Route("/clock", app.move_clock, methods=["GET", "POST"]),
    ]
    async with serving(Starlette(routes=routes), listening):
        yield app


@pytest.fixture
def settings(app: App, manifest: Path) -> Settings:
    return Settings(
        app_url=app.url,
        clock_url=app.url.replace("/slack/events", "/clock"),
        manifest=manifest,
        now=NOW,
        answer_within=0.5,
        retry_after=(0.01, 0.02, 0.03),
    )


@pytest.fixture
async def workspace(settings: Settings) -> AsyncIterator[Workspace]:
    async with running_sandbox(settings) as workspace:
        yield workspace


@pytest.fixture
def slack(workspace: Workspace) -> AsyncWebClient:
    """The official SDK, as the bot uses it."""
    return AsyncWebClient("xoxb-sandbox", base_url=workspace.api_url, retry_handlers=[])
