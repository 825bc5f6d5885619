"""Socket Mode's lines of a company, and what is seen of them: by Slack, in the metrics, by people."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from prometheus_client import REGISTRY

from bot.socket_mode import Patience, SocketMode
from delivery.client import open_client
from tests.doors.processes import APP_TOKEN
from tests.doors.running import Company
from tests.doors.steps import FRICTION, NEXT_STEP
from tests.workspace import RITA, Workspace, eventually

SOON = Patience(0, first_s=0.02, longest_s=0.1, refused_s=0.1, settled_s=0, linger_s=0.1, recount_s=0.1, hello_s=3)

Log = list[dict[str, Any]]


@asynccontextmanager
async def lines(of: Company, *, connections: int = 2, expected: int = 2) -> AsyncIterator[SocketMode]:
    async with (
        open_client(APP_TOKEN, base_url=of.bot.client.base_url) as client,
        SocketMode(
            of.bot.app, client, connections=connections, expected=expected, finish_s=5, patience=SOON
        ) as sockets,
    ):
        yield sockets


async def standing(workspace: Workspace, **wanted: int) -> None:
    """The connections as Slack sees them."""

    async def look() -> bool | None:
        now = await workspace.get("sockets")
        return all(now[name] == number for name, number in wanted.items()) or None

    await eventually(look, f"connections {wanted}")


async def until(true: Callable[[], bool], what: str) -> None:
    async def look() -> bool | None:
        return true() or None

    await eventually(look, what)


def gauge(name: str) -> float | None:
    return REGISTRY.get_sample_value(f"adoption_socket_{name}")


@asynccontextmanager
async def people_reporting(workspace: Workspace) -> AsyncIterator[list[str]]:
    """One after the other while the block lasts; gives what they were told at the end."""
    told: list[str] = []
    enough = asyncio.Event()

    async def report() -> None:
        while not enough.is_set():
            said = await workspace.command(FRICTION, f"{NEXT_STEP}, case {len(told)}", user=RITA)
            told.append(said.error or said.text)

    reporting = asyncio.create_task(report())
    yield told
    enough.set()
    await reporting
