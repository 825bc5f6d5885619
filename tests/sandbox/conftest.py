"""A sandbox with a small manifest, and an app that answers as each test tells it to."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.crm.crm import Crm
from sandbox.settings import Settings
from tests.conftest import Clock
from tests.sandbox.crm_calling import Caller, calling
from tests.sandbox.recording_app import App
from tests.serving import address, free_socket, running_sandbox, serving
from tests.workspace import Workspace

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


@pytest.fixture
def manifest(tmp_path: Path) -> Path:
    written = tmp_path / "manifest.yml"
    written.write_text(MANIFEST)
    return written


@pytest.fixture
async def app() -> AsyncIterator[App]:
    listening = free_socket()
    app = App(f"{address(listening)}/slack/events")
    async with serving(app.served(), listening):
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


# The CRM


@pytest.fixture
def clock() -> Clock:
    return Clock(NOW.astimezone(UTC))


@pytest.fixture
def crm(clock: Clock) -> Crm:
    crm = Crm(clock)
    crm.limits.on = False
    return crm


@pytest.fixture
async def caller(crm: Crm) -> AsyncIterator[Caller]:
    async with calling(crm) as caller:
        yield caller
