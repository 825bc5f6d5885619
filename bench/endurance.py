"""Memory over many events: python -m bench.endurance [--events N].

What people do all day comes in over HTTP: messages that are none of ours, mentions, commands that look something up.
Of each the store keeps what it must; the process must keep nothing. Reports are not among them: the index of open ones
grows with their number, by design, which bench.commands measures.
"""

import argparse
import asyncio
import hashlib
import hmac
import json
import sys
import tempfile
import time
from itertools import count
from pathlib import Path
from urllib.parse import urlencode

from bench.commands import goal
from bench.load import ANSWER_WITHIN_S, COMMAND, SECRET, Connection
from bench.processes import Process, bot, slack

CONNECTIONS = 8
POINTS = 10
EVENTS = 100_000
TEAM, APP = "T0NORTHWIND", "A0ADOPTION"


def signed(body: bytes, kind: str) -> bytes:
    """An HTTP request as Slack sends it, signed now."""
    at = str(int(time.time()))
    mark = hmac.new(SECRET.encode(), f"v0:{at}:".encode() + body, hashlib.sha256).hexdigest()
    head = (
        f"POST /slack/events HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {kind}\r\n"
        f"X-Slack-Request-Timestamp: {at}\r\nX-Slack-Signature: v0={mark}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def command(number: int, text: str) -> bytes:
    body = {
        "team_id": TEAM,
        "channel_id": f"C0S{number % 300:03}",
        "user_id": f"U0REP{number % 2000:04}",
        "command": COMMAND,
        "text": text,
        "api_app_id": APP,
        "response_url": "https://hooks.slack.com/commands/T0NORTHWIND/1/x",
        "trigger_id": f"{time.time_ns()}.{number}",
    }
    return signed(urlencode(body).encode(), "application/x-www-form-urlencoded")


def event(number: int, kind: str, text: str) -> bytes:
    ts = f"{time.time():.6f}"
    said = {
        "type": kind,
        "user": f"U0REP{number % 2000:04}",
        "text": text,
        "ts": ts,
        "event_ts": ts,
        "channel": f"C0S{number % 300:03}",
        "channel_type": "channel",
    }
    body = {
        "type": "event_callback",
        "team_id": TEAM,
        "api_app_id": APP,
        "event_id": f"Ev{number:010}",
        "event_time": int(time.time()),
        "authorizations": [{"team_id": TEAM, "user_id": "U0ADOPTION", "is_bot": True}],
        "event": said,
    }
    return signed(json.dumps(body).encode(), "application/json")


def request(number: int) -> bytes:
    """Of ten, six messages among people, two mentions, two commands."""
    match number % 10:
        case 0 | 1:
            return event(number, "app_mention", f"<@U0ADOPTION> the stage {number} asks for a date nobody knows yet")
        case 2:
            return command(number, "mine")
        case 3:
            return command(number, f"F-{number % 50 + 1}")
        case _:
            return event(number, "message", f"See you at {number}, then we talk about the quarter")


async def send(port: int, numbers: "count[int]", events: int) -> int:
    """How many were not answered with 200."""
    refused, last = 0, next(numbers) + events
    loop = asyncio.get_running_loop()

    async def ask_and_ask(connection: Connection) -> None:
        nonlocal refused
        while (number := next(numbers)) < last:
            status, _ = await asyncio.wait_for(connection.ask(request(number)), ANSWER_WITHIN_S)
            refused += status != 200

    pairs = [await loop.create_connection(Connection, "127.0.0.1", port) for _ in range(CONNECTIONS)]
    await asyncio.gather(*(ask_and_ask(connection) for _, connection in pairs))
    for _, connection in pairs:
        connection.close()
    return refused


def measure(process: Process, events: int) -> None:
    numbers, refused, memory = count(), 0, []
    print(f"{'events':>10}{'memory':>12}{'a second':>12}")
    for point in range(1, POINTS + 1):
        began = time.perf_counter()
        refused += asyncio.run(send(process.port, numbers, events // POINTS))
        memory.append(process.memory_mb())
        rate = events / POINTS / (time.perf_counter() - began)
        print(f"{point * events // POINTS:>10,}{memory[-1]:>9.1f} MB{rate:>12.0f}", flush=True)
    if refused:
        print(f"{refused} were not answered with 200: the figures do not count.")
    goal(f"memory after {events:,} events, of after a tenth", memory[-1] / memory[0], "×", at_most=1.1)


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--events", type=int, default=EVENTS)
    events = asked.parse_args().events
    with tempfile.TemporaryDirectory() as folder, slack() as url, bot(Path(folder) / "adoption.db", url) as process:
        measure(process, events)
    return 0


if __name__ == "__main__":
    sys.exit(main())
