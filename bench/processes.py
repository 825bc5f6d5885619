"""Servers as processes of their own: started, waited for, weighed, stopped."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.load import SECRET

ROOT = Path(__file__).resolve().parent.parent
STARTS_WITHIN_S = 30.0
LOOK_EVERY_S = 0.01


@dataclass(frozen=True)
class Process:
    """`ready_s` is the time from the start to the first good answer at /readyz."""

    pid: int
    port: int
    ready_s: float

    def memory_mb(self) -> float:
        """Resident memory."""
        said = subprocess.run(["ps", "-o", "rss=", "-p", str(self.pid)], capture_output=True, check=True, text=True)
        return int(said.stdout) / 1024


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@contextmanager
def running(
    *arguments: str, port: int, env: Mapping[str, str] | None = None, ready: str = "/readyz"
) -> Iterator[Process]:
    """A Python process that answers on `port`, until the block ends."""
    began = time.perf_counter()
    process = subprocess.Popen([sys.executable, *arguments], cwd=ROOT, env={**os.environ, **(env or {})})
    try:
        _wait(process, f"http://127.0.0.1:{port}{ready}")
        yield Process(process.pid, port, time.perf_counter() - began)
    finally:
        process.terminate()
        process.wait(30)


def _wait(process: "subprocess.Popen[bytes]", url: str) -> None:
    until = time.monotonic() + STARTS_WITHIN_S
    while process.poll() is None and time.monotonic() < until:
        try:
            with urllib.request.urlopen(url, timeout=STARTS_WITHIN_S):  # noqa: S310 - our own address
                return
        except (urllib.error.URLError, OSError):
            time.sleep(LOOK_EVERY_S)
    raise RuntimeError(f"{url} did not answer.")


@contextmanager
def slack() -> Iterator[str]:
    """The address of a Web API to start and to post with."""
    port = free_port()
    with running("-m", "bench.servers.slack", str(port), port=port, ready="/api/auth.test"):
        yield f"http://127.0.0.1:{port}/api/"


@contextmanager
def bare(*how: str) -> Iterator[Process]:
    """Without more it does nothing; with a way and a store (see bench.servers.bare) it commits one row."""
    port = free_port()
    with running("-m", "bench.servers.bare", str(port), *how, port=port) as process:
        yield process


@contextmanager
def bot(store: Path | str, slack_url: str) -> Iterator[Process]:
    """`adoption serve` over HTTP on a SQLite file or at the address of a PostgreSQL."""
    port = free_port()
    env = {
        "SLACK_BOT_TOKEN": "xoxb-0",
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_APP_TOKEN": "",
        "SLACK_API_URL": slack_url,
        "DATABASE_URL": store if isinstance(store, str) else f"sqlite:///{store}",
        "ADOPTION_MODEL": str(ROOT / "operating-model.example.yml"),
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "LOG_LEVEL": "WARNING",
        "LOG_FORMAT": "text",
    }
    with running("-c", "from bot.cli import main; main(['serve'])", port=port, env=env) as process:
        yield process
