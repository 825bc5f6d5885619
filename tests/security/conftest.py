"""One company for all questions of who may do what: what is refused changes nothing, so nobody is in another's way."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.security.world import World, running_world


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def world(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> AsyncIterator[World]:
    file = tmp_path_factory.mktemp("security") / "adoption.db"
    shutil.copy(sqlite_template, file)
    async with running_world(file) as running:
        yield running
