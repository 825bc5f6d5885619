"""The `adoption` command as people run it: a process of its own, with an environment and nothing else.

It is forked from one that has read its modules already, unless a test wants it from the very beginning.
"""

import asyncio
import signal
import socket
import sys
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, Final

import httpx

from sandbox.settings import Settings
from tests.conftest import EXAMPLE
from tests.doors.forked import COMMAND, Forked, fork
from tests.doors.running import OPENS, SECRET, TOKEN
from tests.serving import MANIFEST, http_client, running_sandbox
from tests.workspace import Workspace

ADOPTION: Final = Path(sys.executable).parent / "adoption"
APP_TOKEN: Final = "xapp-northwind-0001"
STARTS_WITHIN_S: Final = 60.0

Process = asyncio.subprocess.Process | Forked


@dataclass(frozen=True)
class Ended:
    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        """On one line, as the terminal's width may have broken it anywhere."""
        return " ".join((self.out + " " + self.err).split())


class Serving:
    """`adoption serve` as it runs."""

    def __init__(self, process: Process, url: str) -> None:
        self._process = process
        self._url = url
        self._reading = asyncio.create_task(process.communicate())

    def tell(self, number: signal.Signals = signal.SIGTERM) -> None:
        if self._process.returncode is None:
            self._process.send_signal(number)

    async def ready(self) -> None:
        """Raises AssertionError with what it said when it ended instead."""
        async with asyncio.timeout(STARTS_WITHIN_S):
            while not self._reading.done():
                if await self.readiness() == 200:
                    return
                await asyncio.sleep(0.05)
        raise AssertionError(self._reading.result()[1].decode())

    async def readiness(self) -> int | None:
        """What /readyz answers; None when nobody does."""
        async with http_client(base_url=self._url) as http:
            try:
                return (await http.get("/readyz")).status_code
            except httpx.HTTPError:
                return None

    async def ended(self) -> Ended:
        out, err = await asyncio.wait_for(self._reading, STARTS_WITHIN_S)
        return Ended(self._process.returncode or 0, out.decode(), err.decode())


@dataclass(frozen=True)
class Office:
    """A workspace, a folder for the store, and the environment in which the bot would run there."""

    workspace: Workspace
    folder: Path
    port: int
    environment: Mapping[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def store(self) -> Path:
        return self.folder / "adoption.db"

    async def adoption(self, *arguments: str, **changed: str | None) -> Ended:
        """Runs to its end; `changed` are variables of the environment, None takes one away."""
        return await self._ended(await self._forked(COMMAND, *arguments, **changed))

    async def adoption_itself(self, *arguments: str, **changed: str | None) -> Ended:
        """The same by the script that people start, which reads its modules anew: a second of the processor."""
        return await self._ended(await self._started(*arguments, **changed))

    @asynccontextmanager
    async def serving(
        self, ended: list[Ended] | None = None, *, itself: bool = False, **changed: str | None
    ) -> AsyncIterator[Serving]:
        """`adoption serve` until the block ends, then SIGTERM; `ended` takes how that went."""
        serving = await self.start(itself=itself, **changed)
        try:
            await serving.ready()
            yield serving
        finally:
            serving.tell()
            how = await serving.ended()
            if ended is not None:
                ended.append(how)

    def at(self, port: int) -> "Office":
        """The same, with its bot at another port."""
        return replace(self, port=port, environment={**self.environment, "PORT": str(port)})

    async def start(self, *, itself: bool = False, **changed: str | None) -> Serving:
        """`adoption serve`; by its script if it is to be `itself`."""
        start = self._started if itself else partial(self._forked, COMMAND)
        return Serving(await start("serve", **changed), self.url)

    async def start_module(self, module: str, **changed: str | None) -> Serving:
        """As `python -m module`."""
        return Serving(await self._forked(module, **changed), self.url)

    async def _forked(self, module: str, *arguments: str, **changed: str | None) -> Process:
        return await fork(module, *arguments, folder=self.folder, environment=self._changed(changed))

    async def _started(self, *arguments: str, **changed: str | None) -> Process:
        pipe = asyncio.subprocess.PIPE
        return await asyncio.create_subprocess_exec(
            ADOPTION, *arguments, cwd=self.folder, env=self._changed(changed), stdout=pipe, stderr=pipe
        )

    def _changed(self, changed: Mapping[str, str | None]) -> dict[str, str]:
        return {name: value for name, value in {**self.environment, **changed}.items() if value is not None}

    @staticmethod
    async def _ended(process: Process) -> Ended:
        out, err = await asyncio.wait_for(process.communicate(), STARTS_WITHIN_S)
        return Ended(process.returncode or 0, out.decode(), err.decode())


@contextmanager
def reserved_port() -> Iterator[int]:
    """A port that nobody else is given meanwhile, and that whoever asks for it can listen on."""
    with socket.socket() as bound:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(("127.0.0.1", 0))
        yield bound.getsockname()[1]


@asynccontextmanager
async def office(folder: Path, *, door: int | None = None, **slack: Any) -> AsyncIterator[Office]:
    """Slack knocks at the port `door`, if that is not the bot's own; `slack` are settings of the sandbox."""
    with reserved_port() as port:
        settings = Settings(
            app_url=f"http://127.0.0.1:{door or port}/slack/events",
            manifest=MANIFEST,
            now=OPENS,
            bot_token=TOKEN,
            app_token=APP_TOKEN,
            signing_secret=SECRET,
            **slack,
        )
        async with running_sandbox(settings) as workspace:
            environment = {
                "SLACK_BOT_TOKEN": TOKEN,
                "SLACK_SIGNING_SECRET": SECRET,
                "SLACK_API_URL": workspace.api_url,
                "ADOPTION_MODEL": str(EXAMPLE),
                "PORT": str(port),
                "COLUMNS": "200",
            }
            yield Office(workspace, folder, port, environment)
