"""The real bot behind its doors: assembled as in production, on a store file, against a Slack of its own over HTTP."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from socket import socket
from typing import Any, Final

from pydantic import SecretStr

from bot.assembly import Bot, assembled
from bot.crm import DemoCrm
from bot.demo_clock import DemoClock, clock_route
from bot.model_file import load_model
from bot.server import build_server
from bot.settings import Settings
from delivery.pacing import Pace
from domain.operating_model import OperatingModel
from sandbox.crm.crm import TOKEN as CRM_TOKEN
from sandbox.settings import Settings as SandboxSettings
from tests.conftest import EXAMPLE
from tests.seen import Message
from tests.serving import MANIFEST, address, free_socket, running_sandbox, serving
from tests.workspace import PATIENCE, TRIAGE, Workspace

OPENS: Final = datetime.fromisoformat("2026-11-23T10:05:00-05:00")
"""A Monday morning in New York; Thursday of that week is a holiday."""

TOKEN: Final = "xoxb-northwind-0001"
SECRET: Final = "0123456789abcdef0123456789abcdef"
IMPATIENT: Final = Pace(0, first_pause_s=0.02, longest_pause_s=0.1, doubt_s=0.2, poll_s=1.0)

READ: Final[dict[str, OperatingModel]] = {}
"""Operating models by their text."""


@dataclass(frozen=True)
class Company:
    """A workspace with the bot in it. `url` is where the bot listens."""

    workspace: Workspace
    bot: Bot
    url: str

    async def quiet(self) -> None:
        """Every event has been delivered, and everything that is owed by now is posted."""
        await self.workspace.idle()
        assert await self.bot.delivery.drain(PATIENCE), "posts are still on their way"

    async def cards(self) -> list[Message]:
        """What stands in the triage channel once it is quiet, without what people said there before."""
        await self.quiet()
        return [m for m in await self.workspace.messages(TRIAGE) if "Reported by" in m.text]


def read_once(file: Path) -> OperatingModel:
    """For all tests with the same one: to read it takes as long as the rest of a company's start."""
    text = file.read_text()
    if text not in READ:
        READ[text] = load_model(file)
    return READ[text]


@asynccontextmanager
async def company(
    store_url: str,
    *,
    model: Path = EXAMPLE,
    now: datetime = OPENS,
    crm: bool = False,
    slack_at: socket | None = None,
    **slack: Any,
) -> AsyncIterator[Company]:
    """Both servers, until the block ends; with the sandbox's CRM, if `crm`. `slack` are settings of the sandbox.

    `slack_at` is where the sandbox listens, if not on a port of its own.
    """
    theirs, ours = slack_at or free_socket(), free_socket()
    sandbox = SandboxSettings(
        app_url=f"{address(ours)}/slack/events",
        clock_url=f"{address(ours)}/_demo/clock",
        manifest=MANIFEST,
        now=now,
        bot_token=TOKEN,
        signing_secret=SECRET,
        **{"retry_after": (0.02, 0.05, 0.1)} | slack,
    )
    settings = Settings(
        bot_token=SecretStr(TOKEN),
        signing_secret=SecretStr(SECRET),
        app_token=None,
        api_url=f"{address(theirs)}/api/",
        database_url=SecretStr(store_url),
        model=model,
    )
    clock = DemoClock(now)
    async with AsyncExitStack() as stack:
        workspace = await stack.enter_async_context(running_sandbox(sandbox, listening=theirs))
        demo = DemoCrm(f"{address(theirs)}/hubspot", SecretStr(CRM_TOKEN)) if crm else None
        ready = assembled(settings, clock=clock, pace=IMPATIENT, demo=demo, model=read_once(model))
        bot = await stack.enter_async_context(ready)
        await bot.run_in_background(stack)
        server = build_server(bot.app, settings.signing_secret, bot.deps, bot.client, (clock_route(bot, clock),))
        url = await stack.enter_async_context(serving(server, ours))
        yield Company(workspace, bot, url)
