"""A bare Bolt app on the bot's own server, for comparing: python -m bench.servers.bare PORT [FILE].

It has as many listeners as the bot, of the same kinds, and they do nothing; with a FILE the command's listener commits
one row to that SQLite store, set up like the bot's, before it acknowledges.
"""

import asyncio
import re
import sys
from collections.abc import Awaitable, Callable
from typing import Any

import aiosqlite
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bench.load import COMMAND, SECRET
from bot.serve import Server, listen_on

ANY = re.compile("")
Work = Callable[[dict[str, Any]], Awaitable[None]]


def bare_app(work: Work) -> AsyncApp:
    async def authorize(**_: Any) -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id="T0NORTHWIND", bot_user_id="U0ADOPTION", bot_token="xoxb-0")

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


def one_row(store: aiosqlite.Connection) -> Work:
    async def commit(body: dict[str, Any]) -> None:
        await store.execute(
            "INSERT INTO commands (team, person, trigger_id, text) VALUES (?, ?, ?, ?)",
            (body["team_id"], body["user_id"], body["trigger_id"], body["text"]),
        )

    return commit


async def open_file(file: str) -> aiosqlite.Connection:
    """In this mode of the driver each statement is a transaction of its own, committed when the call returns."""
    store = await aiosqlite.connect(file, isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        await store.execute(f"PRAGMA {pragma}")
    await store.execute("CREATE TABLE commands (id INTEGER PRIMARY KEY, team, person, trigger_id UNIQUE, text)")
    return store


async def serve(port: int, file: str | None) -> None:
    store = await open_file(file) if file else None
    handler = AsyncSlackRequestHandler(bare_app(one_row(store) if store else no_work))

    async def answer(request: Request) -> Response:
        return await handler.handle(request)

    async def ready(_: Request) -> Response:
        return PlainTextResponse("ready")

    app = Starlette(routes=[Route("/slack/events", answer, methods=["POST"]), Route("/readyz", ready)])
    try:
        await Server(app).run_until_told(listen_on("127.0.0.1", port))
    finally:
        if store:
            await store.close()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else None))
