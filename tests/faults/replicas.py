"""The bot's processes: started, killed, started again whenever they end, until the run is over."""

import asyncio
import signal
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

import httpx

from tests.doors.forked import Forked, fork_logging
from tests.serving import http_client

ROOT: Final = Path(__file__).parent.parent.parent
READY_WITHIN_S: Final = 40.0
LIVES: Final = 60
"""A replica that was started so often does not stay up."""


class Replica:
    """One process at a time, on one port. `ended` counts how its processes ended."""

    def __init__(self, number: int, port: int, environment: Mapping[str, str], folder: Path) -> None:
        self.port = port
        self.ended: Counter[str] = Counter()
        self.clock = folder / f"clock-{number}"
        self._log = folder / f"replica-{number}.log"
        self._died = folder / f"died-{number}"
        self._environment = {
            **environment,
            "PORT": str(port),
            "FAULTS_CLOCK": str(self.clock),
            "FAULTS_DIED": str(self._died),
        }
        self._fates: Iterator[str] = iter(())
        self._process: Forked | None = None
        self._keeping: asyncio.Task[None] | None = None

    def start(self, fate: str) -> None:
        self._fates = iter([fate])
        self._keeping = asyncio.create_task(self._keep())

    async def ready(self) -> None:
        """Answers that it is ready. Raises AssertionError with what it logged."""
        with suppress(TimeoutError):
            async with asyncio.timeout(READY_WITHIN_S), http_client() as http:
                while self._keeping and not self._keeping.done():
                    with suppress(httpx.HTTPError):
                        if (await http.get(f"http://127.0.0.1:{self.port}/readyz", timeout=2)).is_success:
                            return
                    await asyncio.sleep(0.05)
        raise AssertionError(self.log()[-3000:])

    def kill(self) -> None:
        """Ends the process as a power cut would, if there is one at this moment."""
        if self._process and self._process.returncode is None:
            self._process.kill()

    async def stop(self) -> None:
        if self._keeping:
            self._keeping.cancel()
            with suppress(asyncio.CancelledError):
                await self._keeping
        if self._process and self._process.returncode is None:
            self._process.send_signal(signal.SIGTERM)
            try:
                await asyncio.wait_for(self._process.wait(), 15)
            except TimeoutError:
                self._process.kill()
                await self._process.wait()

    def died_at(self) -> list[str]:
        """The named points at which processes ended."""
        return self._died.read_text().split() if self._died.exists() else []

    def log(self) -> str:
        return self._log.read_text(errors="replace") if self._log.exists() else ""

    async def _keep(self) -> None:
        with self._log.open("ab") as log:
            for _ in range(LIVES):
                environment = {**self._environment, "FAULTS_DIE_AT": next(self._fates, "")}
                self._process = await fork_logging(
                    "tests.faults.victim", folder=ROOT, environment=environment, log=log.fileno()
                )
                code = await self._process.wait()
                self.ended["killed" if code == -signal.SIGKILL else f"exit {code}"] += 1
                await asyncio.sleep(0.05)
