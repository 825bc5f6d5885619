"""A bare Bolt app whose one listener does nothing, on the bot's own server: python -m bench.servers.listener PORT."""

import asyncio
import sys
from typing import Any

from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bench.load import SECRET
from bot.logs import set_up_logging
from bot.serve import Server, listen_on


def listening_app() -> AsyncApp:
    async def authorize(**_: Any) -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id="T0NORTHWIND", bot_user_id="U0ADOPTION")

    # As the bot has it, and faster than Bolt's default: the answer is there when the listener returns.
    app = AsyncApp(
        authorize=authorize,
        signing_secret=SECRET,
        process_before_response=True,
        raise_error_for_unhandled_request=False,
    )

    @app.event("message")
    async def on_message() -> None:
        return

    return app


async def serve(port: int) -> None:
    set_up_logging("WARNING")
    handler = AsyncSlackRequestHandler(listening_app())

    async def answer(request: Request) -> Response:
        return await handler.handle(request)

    async def ready(_: Request) -> Response:
        return PlainTextResponse("ready")

    app = Starlette(routes=[Route("/slack/events", answer, methods=["POST"]), Route("/readyz", ready)])
    await Server(app).run_until_told(listen_on("127.0.0.1", port))


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
