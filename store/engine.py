"""The store: one transaction at a time on SQLite, as many as the pool has on PostgreSQL, the same code above both."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, cast

from sqlalchemy import Connection, CursorResult, Executable, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolExhausted
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from domain.ids import TeamId
from domain.outcome import StoreUnavailable
from store import postgres
from store.sqlite_driver import WAIT_FOR_NOTHING, SqliteConnection

DEFAULT_ADDRESS: Final = "sqlite:///adoption.db"
"""Of the store, where DATABASE_URL names none."""

BUSY_TIMEOUT_S: Final = 2
"""How long SQLite waits for another process's lock (a backup, a second command) before it says "locked".

Slack gives up on us after 3 seconds; whoever waits should hear before that why nothing was done.
"""

CACHE_KB: Final = 1000
"""Pages that each SQLite connection keeps for itself; the system keeps the file in memory besides."""


TROUBLES: Final = (DBAPIError, sqlite3.Error, PoolExhausted, OSError)
"""What a transaction may end with that is no fault of whoever began it."""


class Interrupted(StoreUnavailable):
    """The store ended the transaction, whatever it was about to do. Begun again at once it may well succeed.

    When the connection broke, the commit may have happened: only what changes nothing the second time is begun again.
    """


class Busy(StoreUnavailable):
    """Somebody else held what was needed for longer than we wait."""


@dataclass(slots=True)
class Transaction:
    """One unit of work for one workspace. Store functions take it first and never commit.

    `owes` says, after the commit, whether delivery has something to do.
    """

    connection: AsyncConnection
    team: TeamId
    enterprise: str | None = None
    owes: bool = False

    @property
    def is_sqlite(self) -> bool:
        return self.connection.dialect.name == "sqlite"

    async def execute(
        self, statement: Executable, parameters: Mapping[str, Any] | Sequence[Mapping[str, Any]] | None = None
    ) -> CursorResult[Any]:
        """On SQLite rows come as they are asked for: whoever changes their table meanwhile reads them all first."""
        if self.is_sqlite:
            return _direct(self.connection).execute(statement, parameters)
        return await self.connection.execute(statement, parameters)


class Store:
    """Opens transactions. `writer` and `reader` are one engine on PostgreSQL, two on SQLite."""

    def __init__(self, writer: AsyncEngine, reader: AsyncEngine, team: TeamId, enterprise: str | None = None) -> None:
        self.writer = writer
        self.reader = reader
        self.team = team
        self.enterprise = enterprise
        self._turn = asyncio.Lock() if writer.dialect.name == "sqlite" else None

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Transaction]:
        """A transaction that is committed at the end of the block, or undone when the block raises.

        Raises Interrupted, and StoreUnavailable when the store cannot be reached, is locked or is read-only.
        """
        try:
            if self._turn is None:
                async with self.writer.begin() as connection:
                    yield Transaction(connection, self.team, self.enterprise)
            else:
                async with self._turn, _written(self.writer) as connection:
                    yield Transaction(connection, self.team, self.enterprise)
        except TROUBLES as error:
            if trouble := _trouble(error):
                raise trouble from error
            raise

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Transaction]:
        """A transaction that only reads: it waits for no writer. Raises Interrupted, StoreUnavailable."""
        try:
            async with _read(self.reader) if self._turn else self.reader.connect() as connection:
                yield Transaction(connection, self.team, self.enterprise)
        except TROUBLES as error:
            if trouble := _trouble(error):
                raise trouble from error
            raise

    async def close(self) -> None:
        await self.writer.dispose()
        if self.reader is not self.writer:
            await self.reader.dispose()


@asynccontextmanager
async def _written(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """SQLite's way to begin and to commit. What is not committed is undone when the connection is given back."""
    async with _read(engine) as connection:
        direct = _direct(connection)
        driver = cast(SqliteConnection, direct.connection.dbapi_connection)
        await driver.begin_to_write()
        direct.begin()
        yield connection
        await driver.have_written()


@asynccontextmanager
async def _read(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """A connection to SQLite, given back without waiting."""
    connection = await engine.connect()
    with _direct(connection):
        yield connection


def _direct(connection: AsyncConnection) -> Connection:
    """What SQLAlchemy has for programs that wait: SQLite's driver waits for nothing in there.

    To prepare for waiting takes longer than most statements.
    """
    return cast(Connection, connection.sync_connection)


def _trouble(error: Exception) -> StoreUnavailable | None:
    """None for a fault of ours, which no second try mends; else no connection, a lock, or somebody in the way.

    An error without a statement came while connecting: PostgreSQL has no class of its own for all of those.
    """
    if isinstance(error, PoolExhausted):
        return StoreUnavailable("every connection is in use")
    if isinstance(error, sqlite3.Error):
        error = DBAPIError(None, None, error)
    if not isinstance(error, DBAPIError):
        return StoreUnavailable(type(error).__name__)
    # Only what the driver said: the statement and its parameters carry people's words.
    said, state = str(error.orig), getattr(error.orig, "sqlstate", None)
    if error.connection_invalidated or state in postgres.BEGIN_AGAIN:
        return Interrupted(said)
    if state in postgres.TOOK_TOO_LONG or getattr(error.orig, "sqlite_errorname", "") == "SQLITE_BUSY":
        return Busy(said)
    away = isinstance(error, OperationalError | InterfaceError) or error.statement is None
    return StoreUnavailable(said) if away else None


def url_of(address: str) -> URL:
    """`DATABASE_URL` as an asynchronous SQLAlchemy address. Raises ValueError with a sentence when it is none."""
    try:
        url = make_url(address)
    except Exception as error:
        raise ValueError("It is no database address. Try sqlite:///adoption.db or postgresql://…") from error
    name = url.get_backend_name()
    if name == "sqlite":
        return url.set(drivername="sqlite+aiosqlite")
    if name in {"postgresql", "postgres"}:
        return postgres.address_of(url)
    raise ValueError(f"{name} is not supported. Use sqlite:///FILE or postgresql://…")


def open_store(
    address: str,
    team: TeamId,
    enterprise: str | None = None,
    *,
    pool_size: int = postgres.POOL_SIZE,
    patient: bool = False,
) -> Store:
    """A store at `address`; nothing is connected yet.

    For PostgreSQL: `pool_size`, and whether it is `patient` with statements that take minutes, as an upgrade's may.
    """
    url = url_of(address)
    if url.get_backend_name() == "sqlite":
        return Store(_sqlite(url, writes=True), _sqlite(url, writes=False), team, enterprise)
    engine = postgres.engine_of(url, pool_size, patient=patient)
    return Store(engine, engine, team, enterprise)


def _sqlite(url: URL, *, writes: bool) -> AsyncEngine:
    # Reads run in the loop, so they hardly ever overlap. Each connection has its own cache of pages.
    sizes = {"pool_size": 1, "max_overflow": 0} if writes else {"pool_size": 2, "max_overflow": 6}
    connect = partial(SqliteConnection, url.database or "", BUSY_TIMEOUT_S)
    engine = create_async_engine(url, **sizes, creator=connect, hide_parameters=True)

    @event.listens_for(engine.sync_engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"cache_size=-{CACHE_KB}"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.execute(WAIT_FOR_NOTHING if writes else "PRAGMA query_only=ON")
        cursor.close()

    if not writes:
        # What is read in one transaction is of one moment.
        event.listen(engine.sync_engine, "begin", lambda connection: connection.connection.execute("BEGIN"))

    return engine
