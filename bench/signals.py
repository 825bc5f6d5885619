"""What hearing a busy workspace costs, and what judging a thread does: python -m bench.signals [EVENTS].

Message events, signed and over HTTP, are sent to the bot and, by turns, to a bare Bolt app with one listener that does
nothing, each in a process of its own on the same server. EVENTS of them (100,000) then go to the bot alone, to see
whether its memory stays what it is. How often the judgements are right is measured by `bench.judge_threads`.
"""

import asyncio
import json
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles

from bench.commands import goal
from bench.load import DATA, Connection
from bench.processes import Process, bot, free_port, running, slack
from bench.talk import Talk, signed
from bot.judging import as_thread
from domain.signal_gate import may_matter
from domain.signals.judging import judge

EVENTS = 100_000
A_ROUND = 1_000
ROUNDS = 15
CONNECTIONS = 16
LOOKS = 10
"""How often memory is looked at on the way."""


@contextmanager
def listener() -> Iterator[Process]:
    port = free_port()
    with running("-m", "bench.servers.listener", str(port), port=port) as process:
        yield process


async def send(port: int, requests: Sequence[bytes]) -> tuple[float, int]:
    """Events a second, and how many were not taken."""
    loop = asyncio.get_running_loop()
    pairs = [await loop.create_connection(Connection, "127.0.0.1", port) for _ in range(CONNECTIONS)]
    left, refused = iter(requests), 0

    async def one_by_one(connection: Connection) -> None:
        nonlocal refused
        for request in left:
            status, _ = await connection.ask(request)
            refused += status != 200

    began = time.perf_counter()
    await asyncio.gather(*(one_by_one(connection) for _, connection in pairs))
    took = time.perf_counter() - began
    for _, connection in pairs:
        connection.close()
    return len(requests) / took, refused


def bodies(talk: Talk, many: int) -> list[bytes]:
    return [json.dumps(event, separators=(",", ":")).encode() for event in talk.events(many)]  # as Slack writes it


def measure_side_by_side(ours: Process, bare: Process, talk: Talk) -> None:
    """By turns, so that a machine that slows down slows both; the same events for both."""
    rates: Mapping[str, list[float]] = {"bare": [], "bot": []}
    ports, not_taken = {"bare": bare.port, "bot": ours.port}, 0
    for turn in range(ROUNDS + 1):
        requests = signed(bodies(talk, A_ROUND))
        for name in ("bare", "bot") if turn % 2 else ("bot", "bare"):
            rate, refused = asyncio.run(send(ports[name], requests))
            not_taken += refused
            if turn:  # the first one warms up
                rates[name].append(rate)
    for name, seen in rates.items():
        print(f"{name:<6}{median(seen):>8.0f} events a second   ({min(seen):.0f} to {max(seen):.0f})")
    ratios = [ours / theirs for ours, theirs in zip(rates["bot"], rates["bare"], strict=True)]
    goal("events a second, of a bare app's", median(ratios), "×", at_least=0.8)
    if not_taken:
        print(f"{not_taken} events were not taken: the figures above do not count.")


def measure_memory(ours: Process, talk: Talk, many: int) -> None:
    """Once warm, it should stay what it is, however many events there were."""
    seen: list[float] = []
    for _ in range(LOOKS):
        for _ in range(max(1, many // LOOKS // A_ROUND)):
            asyncio.run(send(ours.port, signed(bodies(talk, A_ROUND))))
        seen.append(ours.memory_mb())
    print("memory in MB on the way:", " ".join(f"{megabytes:.0f}" for megabytes in seen))
    half = len(seen) // 2
    goal(f"growth in the second half of {many:,} events", seen[-1] - seen[half], "MB", at_most=3)


def measure_judging() -> None:
    rows = [json.loads(line) for line in (DATA / "threads_voices.jsonl").read_text(encoding="utf-8").splitlines()]
    threads, took = [as_thread(row) for row in rows], []
    for thread in threads * 3:
        began = time.perf_counter()
        judge(thread)
        took.append((time.perf_counter() - began) * 1000)
    goal("judging a thread, median", median(took), "ms", at_most=0.5)
    print(f"{'… 99 of 100 within':<44}{quantiles(took, n=100)[98]:>8.2f} ms")


def measure_gate(talk: Talk) -> None:
    """Of labelled threads: no signal may be stopped, and of the innocent ones few should be read."""
    rows = [json.loads(line) for line in (DATA / "threads_voices.jsonl").read_text(encoding="utf-8").splitlines()]
    passed = {True: [0, 0], False: [0, 0]}
    for row in rows:
        counted = passed[row["label"] != "none"]
        counted[0] += any(may_matter(m.text, m.files) for m in as_thread(row).messages if not m.by_bot)
        counted[1] += 1
    goal("labelled signals that the gate lets through", passed[True][0] / passed[True][1] * 100, "%", at_least=99)
    print(f"{'… of threads written to look like signals':<44}{passed[False][0] / passed[False][1] * 100:>8.1f} %")
    print(f"{'… of messages of small talk':<44}{talk.small_talk_passing * 100:>8.1f} %")


def main() -> int:
    many, talk = int(sys.argv[1]) if len(sys.argv) > 1 else EVENTS, Talk()
    measure_judging()
    measure_gate(talk)
    with (
        tempfile.TemporaryDirectory() as name,
        slack() as slack_url,
        listener() as bare,
        bot(Path(name) / "bot.db", slack_url) as ours,
    ):
        print(f"{'memory before the first event':<44}{ours.memory_mb():>8.1f} MB")
        measure_side_by_side(ours, bare, talk)
        measure_memory(ours, talk, many)
    return 0


if __name__ == "__main__":
    sys.exit(main())
