"""Starts processes that have read the bot's modules already; one server for all tests of a process forks them."""

import asyncio
import atexit
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Final

from tests.conftest import ROOT

COMMAND: Final = "bot.cli"
"""The module of `adoption`."""


class Forked:
    """A running process. Of asyncio's own it has what is needed here, by the same names."""

    def __init__(self, pid: int, told: asyncio.StreamReader, outputs: tuple[asyncio.StreamReader, ...]) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self._outputs = outputs
        self._ending = asyncio.create_task(self._end(told))

    async def _end(self, told: asyncio.StreamReader) -> int:
        line = await told.readline()
        self.returncode = int(line)
        return self.returncode

    def send_signal(self, number: signal.Signals) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    async def wait(self) -> int:
        return await asyncio.shield(self._ending)

    async def communicate(self) -> tuple[bytes, bytes]:
        """Standard output and error, when it has ended."""
        out, err = await asyncio.gather(*(output.read() for output in self._outputs))
        await self.wait()
        return out, err


async def fork(module: str, *arguments: str, folder: Path, environment: Mapping[str, str]) -> Forked:
    """Runs `module`; what it says is read by `communicate`."""
    (out, out_end), (err, err_end) = os.pipe(), os.pipe()
    try:
        return await _ordered(module, arguments, folder, environment, (out_end, err_end), (out, err))
    finally:
        os.close(out_end)
        os.close(err_end)


async def fork_logging(module: str, *arguments: str, folder: Path, environment: Mapping[str, str], log: int) -> Forked:
    """Runs `module`; what it says goes to the file `log`."""
    return await _ordered(module, arguments, folder, environment, (log, log), ())


async def _ordered(
    module: str,
    arguments: tuple[str, ...],
    folder: Path,
    environment: Mapping[str, str],
    outputs: tuple[int, int],
    read: tuple[int, ...],
) -> Forked:
    order = {"module": module, "arguments": arguments, "folder": str(folder), "environment": dict(environment)}
    told, tells = os.pipe()
    socket.send_fds(_server(), [json.dumps(order).encode() + b"\n"], [*outputs, tells])
    os.close(tells)
    reader = await _reader(told)
    readers = tuple([await _reader(output) for output in read])
    return Forked(int(await reader.readline()), reader, readers)


async def _reader(descriptor: int) -> asyncio.StreamReader:
    reader = asyncio.StreamReader()
    protocol = asyncio.StreamReaderProtocol(reader)
    await asyncio.get_running_loop().connect_read_pipe(lambda: protocol, os.fdopen(descriptor, "rb"))
    return reader


@cache
def _server() -> socket.socket:
    """Where orders go. The server ends when this process does."""
    ours, theirs = socket.socketpair()
    plain = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    plain["OBJC_DISABLE_INITIALIZE_FORK_SAFETY"] = "YES"  # on a Mac, what was forked may not ask for proxies otherwise
    command = [sys.executable, "-m", "tests.doors.fork_server", str(theirs.fileno())]
    server = subprocess.Popen(  # noqa: S603 - our own
        command, cwd=ROOT, env=plain, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    )
    theirs.close()

    def end() -> None:
        ours.close()
        server.wait()

    atexit.register(end)
    return ours
