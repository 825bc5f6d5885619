"""A Slack, and deliveries that post what is owed to it."""

import asyncio
from collections.abc import AsyncIterator, Callable

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from delivery.client import open_client
from delivery.courier import Delivery
from delivery.renderers import renderers
from domain.post import PostKind
from flows.deps import Deps
from tests.delivery.sending import QUICK, TOKEN, Words
from tests.serving import running_sandbox
from tests.workspace import Workspace


@pytest.fixture
async def slack() -> AsyncIterator[Workspace]:
    async with running_sandbox() as workspace:
        yield workspace


@pytest.fixture
async def client(slack: Workspace) -> AsyncIterator[AsyncWebClient]:
    """Gives up on a call after 0.3 s."""
    async with open_client(TOKEN, base_url=slack.api_url, timeout_s=0.3) as opened:
        yield opened


@pytest.fixture
def words() -> Words:
    return Words()


@pytest.fixture
def new_delivery(deps: Deps, client: AsyncWebClient, words: Words) -> Callable[[], Delivery]:
    drawn = dict.fromkeys(PostKind, words.draw) | {PostKind.REFUSED_ALERT: renderers()[PostKind.REFUSED_ALERT]}
    return lambda: Delivery(deps, client, QUICK, render=drawn)


@pytest.fixture
async def delivery(deps: Deps, new_delivery: Callable[[], Delivery]) -> AsyncIterator[Delivery]:
    running = new_delivery()
    deps.wake = running.wake
    task = asyncio.create_task(running.run())
    yield running
    await running.stop()
    await task
