"""The world that the tests share: a store on both engines, the example company, and a clock that only we move."""

import asyncio
import gc
import shutil
from collections.abc import AsyncIterator, Coroutine, Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from bot.holiday_calendar import working_time_of
from bot.model_file import load_model
from domain.ids import TeamId, UserId
from domain.operating_model import OperatingModel
from domain.roster import Roster
from flows.deps import Deps, Workspace
from store import migrate
from store.engine import Store, open_store
from tests.postgres import Databases, running_server

pytest_plugins = [
    "tests.plugins.browser_presence",
    "tests.plugins.compiled_once",
    "tests.plugins.in_memory",
    "tests.plugins.secret_watch",
    "tests.plugins.waiting_first",
]

settings.register_profile("no timing", deadline=None)  # a busy machine is no fault of the code
settings.load_profile("no timing")

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "operating-model.example.yml"

TEAM = TeamId("T0NORTHWIND")
BOT = UserId("U0ADOPTION")
RITA, RAVI = UserId("U0RITA"), UserId("U0RAVI")
MAYA, THEO, FINN = UserId("U0MAYA"), UserId("U0THEO"), UserId("U0FINN")
CLEO, CARL, ADA = UserId("U0CLEO"), UserId("U0CARL"), UserId("U0ADA")
TRIAGE, UPDATES = "C0TRIAGE", "C0UPDATES"

SELDOM = 20_000
"""New objects after which the collector looks: a test makes few that it would find, and each look costs."""

MONDAY = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
"""Monday, 10:00 in New York."""


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """What is imported and collected lives as long as the run: to look at it again and again costs every test."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.set_threshold(SELDOM)
        gc.enable()


class Clock:
    """The time of the test's world. It stands still until somebody moves it."""

    def __init__(self, now: datetime = MONDAY) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def move(self, **span: float) -> None:
        self.now += timedelta(**span)


@pytest.fixture(scope="session")
def model() -> OperatingModel:
    return load_model(EXAMPLE)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of this process's own PostgreSQL, without a database."""
    with running_server() as address:
        yield address


@pytest.fixture(scope="session")
def databases(postgres_server: str) -> Iterator[Databases]:
    made = Databases(postgres_server)
    made.prepare(_upgrade)
    yield made
    made.close()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty store at head, copied for each test."""
    path = tmp_path_factory.mktemp("sqlite") / "template.db"

    run_aside(_upgrade(f"sqlite:///{path}"))
    return path


async def _upgrade(address: str) -> None:
    store = open_store(address, TEAM)
    await migrate.upgrade(store)
    await store.close()


def run_aside(work: Coroutine[Any, Any, None]) -> None:
    """In a thread of its own: the test that asks for the fixture may have a loop running already."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, work).result()


@pytest.fixture(params=["sqlite", "postgres"])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty store at head."""
    if request.param == "sqlite":
        path = tmp_path / "adoption.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        yield f"sqlite:///{path}"
        return
    databases: Databases = request.getfixturevalue("databases")
    address = databases.lend()
    yield address
    databases.take_back(address)


@pytest.fixture
async def store(store_url: str) -> AsyncIterator[Store]:
    opened = open_store(store_url, TEAM)
    yield opened
    await opened.close()


@pytest.fixture
def deps(store: Store, model: OperatingModel, clock: Clock) -> Deps:
    return deps_over(store, model, clock)


@pytest.fixture
async def replica(store_url: str, model: OperatingModel, clock: Clock) -> AsyncIterator[Deps]:
    """A second process on the same database."""
    opened = open_store(store_url, TEAM)
    yield deps_over(opened, model, clock)
    await opened.close()


def deps_over(store: Store, model: OperatingModel, clock: Clock) -> Deps:
    return Deps(
        store=store,
        model=model,
        roster=Roster.of(model, {}),
        working_time=working_time_of(model),
        workspace=Workspace(TEAM, BOT, "https://northwind.slack.com/"),
        clock=clock,
    )
