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


class Stubborn(SocketModeClient):
    """Stays on the connection that it has, whatever it is told."""

    async def connect_to_new_endpoint(self, force: bool = False) -> None:
        pass


async def sockets(workspace: Workspace, **wanted: int) -> None:
    async def look() -> bool | None:
        now = await workspace.get("sockets")
        return all(now[name] == number for name, number in wanted.items()) or None

    await eventually(look, f"connections {wanted}")


@asynccontextmanager
async def connected(
    workspace: Workspace, listener: Listener, hear: Any = None, *, comes_back: bool = True
) -> AsyncIterator[SocketModeClient]:
    web = AsyncWebClient("xapp-sandbox", base_url=workspace.api_url)
    client = (SocketModeClient if comes_back else Stubborn)("xapp-sandbox", web_client=web, ping_interval=1)
    client.socket_mode_request_listeners.append(listener)
    client.message_listeners.extend([hear] if hear else [])
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

        async def answered() -> bool | None:
            """The client may come back twice, of the goodbye and of the close, and what came between is lost."""
            return (await workspace.command("/crm-friction", "x", user=RITA)).text == "still here" or None

        await eventually(reconnected, "a new connection", timeout=15)
        await eventually(answered, "an answer", timeout=15)


async def test_a_connection_that_was_warned_gets_nothing_more_once_there_is_another(workspace: Workspace) -> None:
    old, new = Listener(), Listener()

    async with connected(workspace, old, comes_back=False):
        leaving = asyncio.create_task(workspace.post("disconnect", reason="warning", closes_in=30))
        await workspace.command("/crm-friction", "to the only one", user=RITA)
        async with connected(workspace, new):
            for n in range(3):
                await workspace.command("/crm-friction", str(n), user=RITA)
        leaving.cancel()

    assert (len(old.requests), len(new.requests)) == (1, 3)


async def test_a_connection_can_break_without_a_word(workspace: Workspace) -> None:
    goodbyes: list[Any] = []

    async def hear(_client: AsyncBaseSocketModeClient, message: dict[str, Any], _raw: str | None) -> None:
        goodbyes.extend([message] if message.get("type") == "disconnect" else [])

    async with connected(workspace, Listener(), hear):
        await workspace.post("disconnect", silent=True)
        await sockets(workspace, open=1, opened=2)

    assert goodbyes == []


async def test_ghosts_are_counted_in_hello_and_take_their_turn(settings: Settings) -> None:
    listener, hellos = Listener(), []

    async def hear(_client: AsyncBaseSocketModeClient, message: dict[str, Any], _raw: str | None) -> None:
        hellos.extend([message["num_connections"]] if message.get("type") == "hello" else [])

    async with running_sandbox(replace(settings, answer_within=0.2)) as workspace:
        await workspace.post("ghosts", number=1)
        async with connected(workspace, listener, hear):
            said = [await workspace.command("/crm-friction", str(n), user=RITA) for n in range(4)]

    assert hellos == [2]
    assert sorted(one.error or "" for one in said) == ["", "", "operation_timeout", "operation_timeout"]
    assert len(listener.requests) == 2
