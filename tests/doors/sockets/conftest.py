"""A company to which Slack speaks through sockets alone."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.socket_mode import SocketMode
from tests.doors.processes import APP_TOKEN
from tests.doors.running import Company, company
from tests.doors.sockets.lines import Log, lines, standing


@pytest.fixture
async def northwind(store_file: Path) -> AsyncIterator[Company]:
    """Slack speaks to it through sockets alone."""
    async with company(f"sqlite:///{store_file}", app_token=APP_TOKEN, socket_mode=True) as running:
        yield running


@pytest.fixture
async def sockets(northwind: Company) -> AsyncIterator[SocketMode]:
    async with lines(northwind) as opened:
        await standing(northwind.workspace, open=2)
        yield opened


@pytest.fixture
def logged() -> Iterator[Log]:
    with capture_logs() as entries:
        yield entries  # type: ignore[misc]
