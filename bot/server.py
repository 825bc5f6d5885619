"""HTTP: Slack's requests, and what operators ask: is it alive, is it ready, what does it count."""

import asyncio
from collections.abc import Awaitable, Callable
from time import monotonic, time
from typing import Final

import structlog
from aiohttp import ClientError
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from pydantic import SecretStr
from slack_bolt.adapter.starlette.async_handler import to_async_bolt_request, to_starlette_response
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from bot import metrics
from bot.hearing import channel_message, heard
from bot.signature import is_from_slack
from delivery.outcomes import Said, read_failure
from domain.outcome import StoreUnavailable
from flows.deps import Deps
from store.migrate import schema_of

BODY_LIMIT: Final = 1024 * 1024
SLACK_ASKED_EVERY_S: Final = 30.0
STORE_ANSWERS_WITHIN_S: Final = 2.0
"""Probes give up after a few seconds; a store that says nothing is away as well."""
STOPPING: Final = "The bot is stopping: what runs is finished, and no more is taken in."

log = structlog.get_logger()

Answer = Callable[[Request], Awaitable[Response]]


def build_server(
    app: AsyncApp,
    secret: SecretStr | None,
    deps: Deps,
    client: AsyncWebClient,
    more: tuple[BaseRoute, ...] = (),
    *,
    stopping: Callable[[], bool] = bool,
    problem: Callable[[], str] = str,
) -> Starlette:
    """Without a signing secret (Socket Mode) only what operators ask is answered.

    Not ready once `stopping` is true, and while `problem` has a sentence to say: of Socket Mode's connections.
    """
    routes = [
        Route("/healthz", _healthz),
        Route("/readyz", _readyz(deps, client, lambda: STOPPING if stopping() else problem())),
        Route("/metrics", _metrics),
        *more,
    ]
    if secret is not None:
        routes.append(Route("/slack/events", _slack(app, secret, deps), methods=["POST"]))
    server = Starlette(routes=routes)
    server.router.redirect_slashes = False  # nothing is said about addresses that are nearly right
    return server


def _slack(app: AsyncApp, secret: SecretStr, deps: Deps) -> Answer:
    async def answer(request: Request) -> Response:
        if not await _fits(request):
            metrics.TURNED_AWAY.labels("too long").inc()
            return Response(status_code=413)
        if not await _is_signed(request, secret):
            metrics.TURNED_AWAY.labels("not signed").inc()
            return JSONResponse({"error": "invalid request"}, 401)
        if message := channel_message(await request.body()):
            if "x-slack-retry-num" in request.headers:
                metrics.count_repeated(request.headers.get("x-slack-retry-reason", ""))
            return to_starlette_response(await heard(deps, message))
        try:
            asked = to_async_bolt_request(request, await request.body())
        except (ValueError, TypeError, AttributeError, KeyError, RecursionError):
            metrics.TURNED_AWAY.labels("unreadable").inc()
            log.warning("a signed request could not be read")
            return Response(status_code=400)
        return to_starlette_response(await app.async_dispatch(asked))

    return answer


async def _fits(request: Request) -> bool:
    """Reads the body, no further than the limit; afterwards it can be read again."""
    said = request.headers.get("content-length", "")
    if said.isdecimal() and int(said[:20]) > BODY_LIMIT:
        return False
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > BODY_LIMIT:
            return False
        parts.append(part)
    request._body = b"".join(parts)  # where Starlette keeps a body that was read
    return True


async def _is_signed(request: Request, secret: SecretStr) -> bool:
    timestamps = request.headers.getlist("x-slack-request-timestamp")
    signatures = request.headers.getlist("x-slack-signature")
    if len(timestamps) != 1 or len(signatures) != 1:
        return False
    timestamp, signature = timestamps[0], signatures[0]
    return is_from_slack(await request.body(), timestamp=timestamp, signature=signature, secret=secret, now=time())


async def _healthz(_: Request) -> Response:
    return PlainTextResponse("ok")


async def _metrics(_: Request) -> Response:
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)


def _readyz(deps: Deps, client: AsyncWebClient, problem: Callable[[], str]) -> Answer:
    asked: dict[str, float] = {}

    async def answer(_: Request) -> Response:
        told = (problem(), *await asyncio.gather(_store_problem(deps), _slack_problem(client, asked)))
        problems = [why for why in told if why]
        return JSONResponse({"ready": not problems, "problems": problems}, 503 if problems else 200)

    return answer


async def _store_problem(deps: Deps) -> str:
    try:
        async with asyncio.timeout(STORE_ANSWERS_WITHIN_S):
            schema = await schema_of(deps.store)
    except (StoreUnavailable, TimeoutError):
        return "The store cannot be reached."
    return "" if schema.may_serve else f"The store's schema is {schema}; run `adoption db upgrade`."


async def _slack_problem(client: AsyncWebClient, asked: dict[str, float]) -> str:
    """Asks Slack twice a minute at most, however often the probe comes by."""
    if monotonic() - asked.get("well", -SLACK_ASKED_EVERY_S) < SLACK_ASKED_EVERY_S:
        return ""
    try:
        await client.auth_test()
    except (SlackApiError, ClientError, TimeoutError) as error:
        failure = read_failure(error)
        return (
            f"Slack refuses the bot token: {failure.error}." if isinstance(failure, Said) else "Slack does not answer."
        )
    asked["well"] = monotonic()
    return ""
