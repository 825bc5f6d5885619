"""Socket Mode, with the official client."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.settings import Settings
from tests.sandbox.recording_app import App
from tests.serving import running_sandbox
from tests.workspace import EAST, RITA, Workspace, eventually


class Listener:
    """Acknowledges everything, with `payload` where an answer is wanted."""

    def __init__(self, payload: Any = None) -> None:
        self.payload = payload
        self.requests: list[SocketModeRequest] = []
        self.silent = False

    async def __call__(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        self.requests.append(request)
        if not self.silent:
            payload = self.payload if request.accepts_response_payload else None
            await client.send_socket_mode_response(SocketModeResponse(request.envelope_id, payload))


@asynccontextmanager
async def connected(workspace: Workspace, listener: Listener) -> AsyncIterator[SocketModeClient]:
    web = AsyncWebClient("xapp-sandbox", base_url=workspace.api_url)
    client = SocketModeClient("xapp-sandbox", web_client=web, ping_interval=1)
    client.socket_mode_request_listeners.append(listener)
    await client.connect()  # type: ignore[no-untyped-call]
    try:
        yield client
    finally:
        await client.close()  # type: ignore[no-untyped-call]


async def test_only_the_apps_token_opens_a_connection(slack: AsyncWebClient) -> None:
    with pytest.raises(SlackApiError) as refused:
        await slack.apps_connections_open(app_token="xoxb-sandbox")

    assert refused.value.response["error"] == "not_allowed_token_type"


async def test_with_a_connection_deliveries_no_longer_go_over_http(workspace: Workspace, app: App) -> None:
    listener = Listener({"text": "Filed F-1"})

    async with connected(workspace, listener):
        said = await workspace.command("/crm-friction", "the risk field", user=RITA)
        await workspace.say(EAST, "hello", user=RITA)
        await workspace.idle()

    assert said.text == "Filed F-1"
    assert app.deliveries == []
    command, event = listener.requests
    assert (command.type, command.payload["text"]) == ("slash_commands", "the risk field")
    assert (event.type, event.payload["event"]["text"]) == ("events_api", "hello")
    assert not event.accepts_response_payload


async def test_an_unanswered_event_comes_again_with_its_number(settings: Settings) -> None:
    listener = Listener()
    listener.silent = True
    async with running_sandbox(replace(settings, answer_within=0.1)) as workspace, connected(workspace, listener):
        await workspace.say(EAST, "hello", user=RITA)
        await workspace.idle()

    assert [(r.retry_attempt, r.retry_reason) for r in listener.requests] == [
        (None, None),
        (1, "http_timeout"),
        (2, "http_timeout"),
        (3, "http_timeout"),
    ]


async def test_each_envelope_goes_to_one_of_the_connections(workspace: Workspace) -> None:
    one, other = Listener(), Listener()

    async with connected(workspace, one), connected(workspace, other):
        for n in range(4):
            await workspace.command("/crm-friction", str(n), user=RITA)

    assert (len(one.requests), len(other.requests)) == (2, 2)


async def test_with_socket_mode_alone_a_command_fails_while_nobody_is_connected(settings: Settings, app: App) -> None:
    async with running_sandbox(replace(settings, socket_mode=True)) as workspace:
        said = await workspace.command("/crm-friction", "x", user=RITA)

    assert said.error == "dispatch_failed"
    assert app.deliveries == []


async def test_the_client_comes_back_when_it_is_sent_away(workspace: Workspace) -> None:
    listener = Listener({"text": "still here"})

    async with connected(workspace, listener) as client:
        first = client.current_session
        await workspace.post("disconnect")

        async def reconnected() -> bool | None:
            return True if client.current_session is not first and await client.is_connected() else None

        await eventually(reconnected, "a new connection", timeout=15)
        await asyncio.sleep(0)
        assert (await workspace.command("/crm-friction", "x", user=RITA)).text == "still here"
