"""PostgreSQL: how long anything may take there, and a pool whose connections are looked at before they are trusted."""

import time
from typing import Any, Final

from sqlalchemy import event
from sqlalchemy.engine import URL
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

POOL_SIZE: Final = 10
"""Reports of a workspace are filed one after the other, so more connections than this hardly ever have work."""

FREE_WITHIN_S: Final = 2.0
"""Whoever waits longer for a connection of the pool is told so: Slack gives up on us after 3 seconds."""

CONNECT_S: Final = 5.0
"""asyncpg would wait a minute for a server that does not answer."""

COMMAND_S: Final = 12.0
"""When the server has ended the statement by itself (see below) and nothing was heard of it, the network is gone."""

LIMITS: Final[dict[str, str]] = {
    # Two gestures of people meet in milliseconds. Whoever waits longer for a lock hears of it before Slack gives up.
    "lock_timeout": "2s",
    # Nothing that we ask takes a second; what takes ten is sick, and holds up others with its locks.
    "statement_timeout": "10s",
    # No transaction of ours waits for anything but the store. Of a process that stands still, or whose machine is gone,
    # the locks come free: the one on the next number of a report stops a whole workspace.
    "idle_in_transaction_session_timeout": "10s",
    # The server notices within half a minute that a machine of ours is gone, instead of in two hours.
    "tcp_keepalives_idle": "15",
    "tcp_keepalives_interval": "5",
    "tcp_keepalives_count": "3",
    # After waiting for a lock the next statement has to see what the other one committed.
    "default_transaction_isolation": "read committed",
}

BEGIN_AGAIN: Final = frozenset({"40001", "40P01"})
"""Serialization failure, deadlock: nothing was done, and at once done again it may succeed."""

TOOK_TOO_LONG: Final = frozenset({"55P03", "57014"})
"""Lock not available, statement cancelled."""

TRUSTED_FOR_S: Final = 1.0
"""A connection used so lately is taken as it is. Asking costs three round trips, as much as a small transaction."""

OLDEST_S: Final = 1800
"""No connection is used for longer: a server's memory for each grows, and an address may have moved."""


def address_of(url: URL) -> URL:
    """For asyncpg, which calls by another name what everybody else's addresses call `sslmode`."""
    mode = url.query.get("sslmode")
    url = url.difference_update_query(["sslmode"]).set(drivername="postgresql+asyncpg")
    return url.update_query_dict({"ssl": mode}) if mode else url


def arguments(name: str, *, patient: bool = False) -> dict[str, Any]:
    """For asyncpg. `name` is how the connection shows in pg_stat_activity."""
    return {
        "timeout": CONNECT_S,
        "command_timeout": None if patient else COMMAND_S,
        "server_settings": LIMITS | {"application_name": name},
    }


def engine_of(url: URL, pool_size: int, *, patient: bool = False) -> AsyncEngine:
    engine = create_async_engine(
        url,
        pool_size=pool_size,
        max_overflow=0,  # so that replicas times (pool + the one that listens) is what the server needs to allow
        pool_timeout=FREE_WITHIN_S,
        pool_recycle=OLDEST_S,
        pool_use_lifo=True,  # the few that are needed stay warm
        hide_parameters=True,
        connect_args=arguments("adoption", patient=patient),
    )

    @event.listens_for(engine.sync_engine, "checkin")
    def used(_connection: object, record: Any) -> None:
        record.info["used_at"] = time.monotonic()

    @event.listens_for(engine.sync_engine, "checkout")
    def look(connection: Any, record: Any, _proxy: object) -> None:
        if time.monotonic() - record.info.get("used_at", time.monotonic()) > TRUSTED_FOR_S:
            try:
                connection.ping()
            except Exception as error:  # whatever it is, another connection is taken
                raise DisconnectionError from error

    @event.listens_for(engine.sync_engine, "handle_error")
    def give_up(context: Any) -> None:
        # The driver knows of no answer that never comes: the connection would go back to the pool and stop the next.
        if isinstance(context.original_exception, TimeoutError):
            context.is_disconnect = True

    return engine
