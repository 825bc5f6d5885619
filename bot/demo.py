"""`adoption demo`: the real bot on a SQLite file, against a Slack of its own on this machine."""

import asyncio
import os
import secrets
import signal
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import httpx
import structlog
from pydantic import SecretStr
from rich.console import Console
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from bot.assembly import Bot, assembled
from bot.crm import DemoCrm
from bot.demo_story import BEGINS, OPENS, Story, moments, working_day_before
from bot.holiday_calendar import working_time_of
from bot.logs import set_up_logging
from bot.model_file import load_model
from bot.serve import Server, listen_on
from bot.server import build_server
from bot.settings import Settings
from bot.starting import CannotStart
from delivery.pacing import Pace
from domain.occasions import moment_at
from flows.posting import backlog
from schedules.jobs import next_firings

log = structlog.get_logger()

HERE: Final = Path(__file__).parent.parent
MODEL: Final = HERE / "operating-model.example.yml"
HOST: Final = "127.0.0.1"
STARTS_WITHIN_S: Final = 20.0
CRM_CALLS: Final = 19_000
"""In ten seconds, a hundred times of what a small account has: whoever moves the clock waits for what is read then."""
UNREAD_SINCE: Final = 1
"""Working days before today of which people have not read everything yet."""

DELIVERED_WITHIN_S: Final = 30.0


class DemoClock:
    """Runs like the real one from wherever it was set."""

    def __init__(self, now: datetime) -> None:
        self._ahead = now - datetime.now(UTC)

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self._ahead

    def set(self, now: datetime) -> None:
        self._ahead = now - datetime.now(UTC)


async def run(port: int) -> None:
    """Until Ctrl-C. Raises CannotStart."""
    set_up_logging("WARNING")
    console = Console(highlight=False)
    listen_on(HOST, port).close()
    listener = listen_on(HOST, 0)
    today, begins = _days()
    crm = DemoCrm(f"http://{HOST}:{port}/hubspot")
    async with AsyncExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="adoption-demo-"))
        settings = _settings(Path(folder), port)
        with console.status("Setting up the workspace…"):
            await stack.enter_async_context(
                _sandbox(settings, port, listener.getsockname()[1], crm, begins=begins, today=today)
            )
            clock = DemoClock(begins)
            bot = await stack.enter_async_context(assembled(settings, clock=clock, pace=Pace(place_s=0.0), demo=crm))
            await bot.run_in_background(stack)
            routes = (clock_route(bot, clock),)
            server = Server(build_server(bot.app, settings.signing_secret, bot.deps, bot.client, routes))
            serving = asyncio.create_task(server.run_until_told(listener))
            await _tell_story(bot, settings.api_url, today)
        console.print(f"\n  [bold]The demo is at http://{HOST}:{port}/[/bold]\n")
        console.print("  Take the tour there, or report something as Rita:  /crm-friction …")
        console.print("  Ctrl-C ends it; nothing of it is kept.\n")
        await serving


def _days() -> tuple[datetime, datetime]:
    """The demo's today, on a working day in the morning, and when its history begins."""
    model = load_model(MODEL)
    working_time = working_time_of(model)
    day = working_day_before(working_time, working_time.local_date(datetime.now(UTC)), 0)
    first = working_day_before(working_time, day, BEGINS)
    return moment_at(day, OPENS, model.timezone), moment_at(first, OPENS, model.timezone)


def _settings(folder: Path, port: int) -> Settings:
    return Settings(
        bot_token=SecretStr(f"xoxb-demo-{secrets.token_hex(12)}"),
        signing_secret=SecretStr(secrets.token_hex(16)),
        app_token=None,
        api_url=f"http://{HOST}:{port}/api/",
        database_url=SecretStr(f"sqlite:///{folder / 'adoption.db'}"),
        model=MODEL,
    )


@asynccontextmanager
async def _sandbox(
    settings: Settings, port: int, bot_port: int, crm: DemoCrm, *, begins: datetime, today: datetime
) -> AsyncIterator[None]:
    """The workspace, in a process of its own, as Slack would be. Raises CannotStart."""
    secret = settings.signing_secret or SecretStr("")
    tokens = {
        "SLACK_BOT_TOKEN": settings.bot_token.get_secret_value(),
        "SLACK_SIGNING_SECRET": secret.get_secret_value(),
        "HUBSPOT_TOKEN": crm.token.get_secret_value(),
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "sandbox"),
        *("--port", str(port)),
        *("--app-url", f"http://{HOST}:{bot_port}/slack/events"),
        *("--clock-url", f"http://{HOST}:{bot_port}/_demo/clock"),
        *("--manifest", str(HERE / "manifest.yml")),
        *("--begin", begins.isoformat()),
        *("--now", today.isoformat()),
        cwd=HERE,
        env={**os.environ, **tokens},
        stdout=asyncio.subprocess.DEVNULL,
        start_new_session=True,  # a Ctrl-C is for us; we end it ourselves
    )
    try:
        await _until_it_answers(process, port)
        yield
    finally:
        with suppress(ProcessLookupError):
            process.send_signal(signal.SIGTERM)
        await process.wait()


async def _until_it_answers(process: asyncio.subprocess.Process, port: int) -> None:
    deadline = asyncio.get_running_loop().time() + STARTS_WITHIN_S
    async with httpx.AsyncClient() as http:
        while asyncio.get_running_loop().time() < deadline and process.returncode is None:
            with suppress(httpx.HTTPError):
                if (await http.get(f"http://{HOST}:{port}/api/api.test")).is_success:
                    return
            await asyncio.sleep(0.05)
    raise CannotStart("The demo's workspace did not start. Its reason stands above.")


async def _tell_story(bot: Bot, api_url: str, today: datetime) -> None:
    """Lets the past happen: each event at its time, with the jobs that came due in between."""
    story = Story(bot.deps, today.astimezone(bot.deps.model.timezone).date())
    crm, bot.deps.crm = bot.deps.crm, None
    async with httpx.AsyncClient(base_url=api_url.removesuffix("api/"), timeout=60) as slack:
        (await slack.post("_control/crm/limits", json={"calls": CRM_CALLS})).raise_for_status()
        for at, event in moments(bot.deps, story.today):
            if event.days_ago == UNREAD_SINCE:
                await _read_everything(slack)
            await _walk_to(slack, at)
            await event.happen(story)
            await bot.delivery.drain(DELIVERED_WITHIN_S)
        bot.deps.crm = crm  # read once, at the end: what was before stands in its history
        await _walk_to(slack, today)


async def _read_everything(slack: httpx.AsyncClient) -> None:
    """What is old has been read by everyone; only the last day's news is marked."""
    people = (await slack.get("_control/state", params={"user": "U0ADA"})).json()["users"]
    for person in people:
        if person["is_bot"]:
            continue
        state = (await slack.get("_control/state", params={"user": person["id"]})).json()
        for channel in state["channels"]:
            await slack.post("_control/read", json={"user": person["id"], "channel": channel["id"]})


async def _walk_to(slack: httpx.AsyncClient, at: datetime) -> None:
    (await slack.post("_control/clock", json={"to": at.isoformat()})).raise_for_status()


def clock_route(bot: Bot, clock: DemoClock) -> Route:
    """Lets the workspace move our clock: what comes due on the way runs and is delivered before we answer."""

    async def answer(request: Request) -> JSONResponse:
        if request.method == "GET":
            after = datetime.fromisoformat(request.query_params["after"])
            firing = next(iter(next_firings(bot.deps, after)), None)
            return JSONResponse({"next": firing.at.isoformat() if firing else None, "job": firing and firing.job.name})
        at = datetime.fromisoformat((await request.json())["at"])
        clock.set(at)
        ran = await bot.ticker.run_until(at)
        if (await backlog(bot.deps))[0]:
            await bot.delivery.drain(DELIVERED_WITHIN_S)
        return JSONResponse({"ran": ran})

    return Route("/_demo/clock", answer, methods=["GET", "POST"])
