"""A company with the bot at work in it, for each story."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.assembly import Bot
from tests.doors.deals import Asked, asked
from tests.doors.running import Company, company
from tests.workspace import Workspace


@pytest.fixture
def store_file(tmp_path: Path, sqlite_template: Path) -> Path:
    """An empty store at head."""
    file = tmp_path / "adoption.db"
    shutil.copy(sqlite_template, file)
    return file


@pytest.fixture
async def northwind(store_file: Path) -> AsyncIterator[Company]:
    async with company(f"sqlite:///{store_file}") as running:
        yield running


@pytest.fixture
def workspace(northwind: Company) -> Workspace:
    return northwind.workspace


@pytest.fixture
def bot(northwind: Company) -> Bot:
    return northwind.bot


@pytest.fixture
async def rita(store_file: Path, tmp_path: Path) -> AsyncIterator[Asked]:
    """Asked about her deals."""
    async with asked(f"sqlite:///{store_file}", tmp_path) as ready:
        yield ready
