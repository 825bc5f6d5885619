"""`adoption demo`: the real bot on a SQLite file, against a Slack of its own on this machine."""

import asyncio
import gc
import os
import secrets
import signal
import ssl
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import httpx
from pydantic import SecretStr
from rich.console import Console

from bot import lean_bolt, lean_scheduler  # noqa: F401 - before what they are about
from bot.assembly import Bot, assembled
from bot.cannot_start import CannotStart
from bot.crm import DemoCrm
from bot.demo_clock import DemoClock, clock_route
from bot.demo_past import Past
from bot.demo_story import BEGINS, OPENS, opening_day, working_day_before
from bot.holiday_calendar import working_time_of
from bot.logs import set_up_logging
from bot.model_file import load_model
from bot.serve import Server, listen_on
from bot.server import build_server
from bot.settings import Settings
from delivery.pacing import Pace
from domain.occasions import moment_at
from domain.operating_model import OperatingModel

HERE: Final = Path(__file__).parent.parent
EXAMPLE: Final = HERE / "operating-model.example.yml"
HOST: Final = "127.0.0.1"
STARTS_WITHIN_S: Final = 20.0
MEMORY: Final = "/dev/shm"  # noqa: S108 - a folder of our own is made in it


async def run(port: int) -> None:
    """Until Ctrl-C. Raises CannotStart."""
    set_up_logging("WARNING")
    console = Console(highlight=False)
    listen_on(HOST, port, otherwise=f"take another one: .venv/bin/adoption demo --port {port + 10}").close()
    listener = listen_on(HOST, 0)
    crm = DemoCrm(f"http://{HOST}:{port}/hubspot")
    async with AsyncExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="adoption-demo-", dir=_in_memory()))
        settings = _settings(Path(folder), port)
        model = load_model(settings.model)
        today, begins = _days(model)
        with console.status("Setting up the workspace…"):
            await stack.enter_async_context(
                _sandbox(settings, port, listener.getsockname()[1], crm, begins=begins, today=today)
            )
            clock = DemoClock(begins)
            ready = assembled(settings, clock=clock, pace=Pace(place_s=0.0), demo=crm, model=model)
            bot = await stack.enter_async_context(ready)
            gc.freeze()  # nobody ever looks for garbage in it
            gc.enable()
            await bot.run_in_background(stack)
            routes = (clock_route(bot, clock),)
            server = Server(build_server(bot.app, settings.signing_secret, bot.deps, bot.client, routes))
            serving = asyncio.create_task(server.run_until_told(listener))
            await _live_through(bot, clock, settings.api_url, today)
        console.print(f"\n  [bold]The demo is at http://{HOST}:{port}/[/bold]\n")
        console.print("  Take the tour there, or report something as Rita:  /crm-friction …")
        console.print("  Ctrl-C ends it; nothing of it is kept.\n")
        await serving


def _in_memory() -> str | None:
    """Nothing of the demo is kept, so nothing has to reach the disk; None where there is no such place."""
    return MEMORY if os.access(MEMORY, os.W_OK) else None


def _days(model: OperatingModel) -> tuple[datetime, datetime]:
    """The demo's today, in the morning, and when its history begins."""
    working_time = working_time_of(model)
    day = opening_day(working_time, working_time.local_date(datetime.now(UTC)))
    first = working_day_before(working_time, day, BEGINS)
    return moment_at(day, OPENS, model.timezone), moment_at(first, OPENS, model.timezone)


def _settings(folder: Path, port: int) -> Settings:
    return Settings(
        bot_token=SecretStr(f"xoxb-demo-{secrets.token_hex(12)}"),
        signing_secret=SecretStr(secrets.token_hex(16)),
        app_token=None,
        api_url=f"http://{HOST}:{port}/api/",
        database_url=SecretStr(f"sqlite:///{folder / 'adoption.db'}"),
        model=write_model(folder / "operating-model.yml"),
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
    """It listens from when it is ready."""
    deadline = asyncio.get_running_loop().time() + STARTS_WITHIN_S
    while asyncio.get_running_loop().time() < deadline and process.returncode is None:
        with suppress(OSError):
            _, writer = await asyncio.open_connection(HOST, port)
            writer.close()
            return
        await asyncio.sleep(0.02)
    raise CannotStart("The demo's workspace did not start. Its reason stands above.")


async def _live_through(bot: Bot, clock: DemoClock, api_url: str, today: datetime) -> None:
    unencrypted = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    async with httpx.AsyncClient(base_url=api_url.removesuffix("api/"), timeout=60, verify=unencrypted) as slack:
        await Past(bot, clock, slack, today).happen()


def write_model(path: Path) -> Path:
    """The example, in which people are also asked before the forecast call: so that there is something to see.

    Whoever looks around for a while is not silence.
    """
    before, forecast, after = EXAMPLE.read_text(encoding="utf-8").partition("\n  forecast:\n")
    after = after.replace("control: inspection", "control: prompt", 1)
    after = after.replace("quiet_after_ignored: 3", "quiet_after_ignored: 60")
    path.write_text(f"{before}{forecast}{after}", encoding="utf-8")
    return path
