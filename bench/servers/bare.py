"""A bare Bolt app on the bot's own server, for comparing: python -m bench.servers.bare PORT [HOW STORE].

It has as many listeners as the bot, of the same kinds, and they do nothing. With a STORE the command's listener commits
one row to it before it acknowledges. HOW is `driver` or `engine` for a SQLite file, set up like the bot's, `asyncpg` or
`postgres` for the address of a PostgreSQL: by the driver alone, with the SQL written out and nothing between, or by
SQLAlchemy on the same driver, as the bot's stack has it out of the box.
"""

import asyncio
import os
import re
import sys
from collections.abc import Awaitable, Callable
from typing import Any

import aiosqlite
import asyncpg  # type: ignore[import-untyped]
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult
from sqlalchemy import Column, Integer, MetaData, Table, Text, event, insert
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.schema import CreateTable
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bench.load import COMMAND, SECRET
from bot.logs import set_up_logging
from bot.serve import Server, listen_on
from store.engine import url_of
from store.postgres import POOL_SIZE

ANY = re.compile("")
PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON")
Work = Callable[[dict[str, Any]], Awaitable[None]]

metadata = MetaData()
commands = Table(
    "commands",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("team", Text),
    Column("person", Text),
    Column("trigger_id", Text, unique=True),
    Column("text", Text),
)


def bare_app(work: Work) -> AsyncApp:
    async def authorize(**_: Any) -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id="T0NORTHWIND", bot_user_id="U0ADOPTION")

    app = AsyncApp(
        authorize=authorize,
        signing_secret=SECRET,
        process_before_response=True,
        raise_error_for_unhandled_request=False,
    )

    async def nothing(ack: AsyncAck) -> None:
        await ack()

    @app.command(COMMAND)
    async def on_command(body: dict[str, Any], ack: AsyncAck) -> None:
        await work(body)
        await ack("Thank you.")

    for kind in (app.shortcut, app.action, app.view_submission, app.view_closed, app.options, app.event):
        kind(ANY)(nothing)
    return app


async def no_work(body: dict[str, Any]) -> None:
    del body


async def by_driver(file: str) -> Work:
    """In this mode of the driver each statement is a transaction of its own, committed when the call returns."""
    store = await aiosqlite.connect(file, isolation_level=None)
    for pragma in PRAGMAS:
        await store.execute(f"PRAGMA {pragma}")
    await store.execute(str(CreateTable(commands)))

    async def commit(body: dict[str, Any]) -> None:
        row = (body["team_id"], body["user_id"], body["trigger_id"], body["text"])
        await store.execute("INSERT INTO commands (team, person, trigger_id, text) VALUES (?, ?, ?, ?)", row)

    return commit


async def by_engine(file: str) -> Work:
    engine = create_async_engine(f"sqlite+aiosqlite:///{file}", pool_size=1, max_overflow=0)

    @event.listens_for(engine.sync_engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        cursor = connection.cursor()
        for pragma in PRAGMAS:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    async with engine.begin() as connection:
        await connection.run_sync(metadata.create_all)

    async def commit(body: dict[str, Any]) -> None:
        row = {"team": body["team_id"], "person": body["user_id"], "trigger_id": body["trigger_id"]}
        async with engine.begin() as connection:
            await connection.execute(insert(commands), row | {"text": body["text"]})

    return commit


async def by_asyncpg(address: str) -> Work:
    """As by_driver, each statement is a transaction of its own."""
    pool = await asyncpg.create_pool(address, max_size=POOL_SIZE)
    create = CreateTable(commands, if_not_exists=True).compile(dialect=postgresql.dialect())  # type: ignore[no-untyped-call]
    await pool.execute(str(create))

    async def commit(body: dict[str, Any]) -> None:
        row = (body["team_id"], body["user_id"], body["trigger_id"], body["text"])
        await pool.execute("INSERT INTO commands (team, person, trigger_id, text) VALUES ($1, $2, $3, $4)", *row)

    return commit


async def by_postgres(address: str) -> Work:
    engine = create_async_engine(url_of(address), pool_size=POOL_SIZE)
    async with engine.begin() as connection:
        await connection.execute(CreateTable(commands, if_not_exists=True))

    async def commit(body: dict[str, Any]) -> None:
        row = {"team": body["team_id"], "person": body["user_id"], "trigger_id": body["trigger_id"]}
        async with engine.begin() as connection:
            await connection.execute(insert(commands), row | {"text": body["text"]})

    return commit


WAYS = {"driver": by_driver, "engine": by_engine, "asyncpg": by_asyncpg, "postgres": by_postgres}


async def serve(port: int, how: str = "", store: str = "") -> None:
    set_up_logging("WARNING")
    work = await WAYS[how](store) if store else no_work
    handler = AsyncSlackRequestHandler(bare_app(work))

    async def answer(request: Request) -> Response:
        return await handler.handle(request)

    async def ready(_: Request) -> Response:
        return PlainTextResponse("ready")

    app = Starlette(routes=[Route("/slack/events", answer, methods=["POST"]), Route("/readyz", ready)])
    await Server(app).run_until_told(listen_on("127.0.0.1", port))
    # The driver's thread would keep the process alive.
    os._exit(0)


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), *sys.argv[2:]))
