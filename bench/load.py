"""Slack as a load: signed commands over connections that are kept open, each sent when the one before was answered."""

import asyncio
import hashlib
import hmac
import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from statistics import quantiles
from urllib.parse import urlencode

from domain.actionable import judge

COMMAND = "/crm-friction"
SECRET = "0123456789abcdef0123456789abcdef"  # noqa: S105 - of nothing
DATA = Path(__file__).parent / "data"
ANSWER_WITHIN_S = 20.0


@dataclass(frozen=True)
class Run:
    """What one stretch of load measured. `busy` is the share of one core that the load itself took."""

    connections: int
    seconds: float
    took_ms: Sequence[float]
    busy: float
    refused: int

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.took_ms) / self.seconds

    @property
    def p50_ms(self) -> float:
        return quantiles(self.took_ms, n=100)[49]

    @property
    def p99_ms(self) -> float:
        return quantiles(self.took_ms, n=100)[98]


def texts() -> Iterator[str]:
    """Reports that say enough to be filed at once, for ever, no two alike."""
    rows = [json.loads(line) for file in sorted(DATA.glob("reports_*.jsonl")) for line in file.read_text().splitlines()]
    told = [row["text"] for row in rows if row["actionable"] and judge(row["text"]).actionable]
    for number in count():
        yield f"{told[number % len(told)]} ({number + 2} deals)"


def request(text: str, number: int) -> bytes:
    """A command as Slack sends it, signed now."""
    body = urlencode(
        {
            "token": "gone",
            "team_id": "T0NORTHWIND",
            "team_domain": "northwind",
            "channel_id": "C0SALES",
            "channel_name": "sales",
            "user_id": f"U0REP{number % 200:03}",
            "user_name": "rep",
            "command": COMMAND,
            "text": text,
            "api_app_id": "A0ADOPTION",
            "is_enterprise_install": "false",
            "response_url": "https://hooks.slack.com/commands/T0NORTHWIND/1/x",
            "trigger_id": f"{time.time_ns()}.{number}",
        }
    ).encode()
    at = str(int(time.time()))
    mark = hmac.new(SECRET.encode(), f"v0:{at}:".encode() + body, hashlib.sha256).hexdigest()
    head = (
        "POST /slack/events HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        f"X-Slack-Request-Timestamp: {at}\r\nX-Slack-Signature: v0={mark}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


class Connection(asyncio.Protocol):
    """One connection, one request at a time. It reads as much of HTTP as these answers need."""

    def __init__(self) -> None:
        self._read = bytearray()
        self._answered: asyncio.Future[tuple[int, bytes]] | None = None
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._read += data
        head, end, body = bytes(self._read).partition(b"\r\n\r\n")
        if end and len(body) >= _length(head) and self._answered and not self._answered.done():
            self._read.clear()
            self._answered.set_result((int(head[9:12]), body))

    def connection_lost(self, exc: Exception | None) -> None:
        if self._answered and not self._answered.done():
            self._answered.set_exception(exc or ConnectionResetError("The server hung up."))

    async def ask(self, sent: bytes) -> tuple[int, bytes]:
        """Status and body."""
        assert self._transport
        self._answered = asyncio.get_running_loop().create_future()
        self._transport.write(sent)
        return await self._answered

    def close(self) -> None:
        if self._transport:
            self._transport.close()


def _length(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    return 0


@dataclass
class Load:
    """The load on one server. `expected` stands in every good answer."""

    port: int
    expected: bytes
    sent: int = 0
    _texts: Iterator[str] = field(default_factory=texts)
    _numbers: Iterator[int] = field(default_factory=count)

    async def run(self, connections: int, *, seconds: float = 0.0, commands: int = 0) -> Run:
        """For so many seconds, or so many commands."""
        took: list[float] = []
        refused = 0
        loop = asyncio.get_running_loop()
        pairs = [await loop.create_connection(Connection, "127.0.0.1", self.port) for _ in range(connections)]
        begun, worked = time.perf_counter(), time.process_time()
        left = commands

        async def ask_and_ask(connection: Connection) -> None:
            nonlocal refused, left
            while time.perf_counter() - begun < seconds if seconds else left > 0:
                left -= 1
                self.sent += 1
                sent = request(next(self._texts), next(self._numbers))
                start = time.perf_counter()
                status, body = await asyncio.wait_for(connection.ask(sent), ANSWER_WITHIN_S)
                took.append((time.perf_counter() - start) * 1000)
                refused += status != 200 or self.expected not in body

        await asyncio.gather(*(ask_and_ask(connection) for _, connection in pairs))
        passed = time.perf_counter() - begun
        for _, connection in pairs:
            connection.close()
        return Run(connections, passed, took, (time.process_time() - worked) / passed, refused)
