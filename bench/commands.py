"""How fast a report is taken in, how soon the bot is ready, how much memory it takes: python -m bench.commands.

`/crm-friction` with an actionable text, acknowledged when the report and the card that it owes are committed, stands
beside a bare Bolt app that does nothing and two that commit a single row. All run on the same server, each in a process
of its own, with delivery going on behind the bot; the rounds take turns, so that a machine that slows down slows all.
The texts vary a few hundred reports by a number, so each finds its three likely duplicates: the most work there is.
"""

import asyncio
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median

from bench.filling import fill
from bench.load import Load, Run
from bench.processes import Process, bare, bot, slack

BARE, DRIVER, ROW, BOT = "bare app", "… one row, driver alone", "… one row", "the bot"
NAMES = (BARE, DRIVER, ROW, BOT)
CONNECTIONS = (1, 32)
ROUNDS = 4
ROUND_S = 1.2
WARM_UP_S = 0.4
STARTS = 3
REPORTS = 10_000
LOAD_IS_LIMIT_AT = 0.8
SETTLED_AFTER_S = 6.0
SETTLES_WITHIN_S = 60.0

Runs = Mapping[tuple[str, int], Sequence[Run]]


async def rounds(loads: Mapping[str, Load]) -> Runs:
    """Every server by turns, at each number of connections."""
    for load in loads.values():
        await load.run(max(CONNECTIONS), seconds=WARM_UP_S)
    runs: dict[tuple[str, int], list[Run]] = defaultdict(list)
    for _ in range(ROUNDS):
        for connections in CONNECTIONS:
            for name, load in loads.items():
                runs[name, connections].append(await load.run(connections, seconds=ROUND_S))
    return runs


def print_runs(runs: Runs) -> None:
    print(f"{'':<24}{'connections':>12}{'a second':>10}{'p50 ms':>9}{'p99 ms':>9}{'time':>15}{'load':>7}")
    for connections in CONNECTIONS:
        row_s = 1 / median(run.rate for run in runs[ROW, connections])
        for name in NAMES:
            these = runs[name, connections]
            rate, p50, p99 = (median(getattr(run, of) for run in these) for of in ("rate", "p50_ms", "p99_ms"))
            busy = max(run.busy for run in these)
            ratio = f"{1 / rate / row_s:.2f} × one row"
            print(f"{name:<24}{connections:>12}{rate:>10.0f}{p50:>9.2f}{p99:>9.1f}{ratio:>15}{busy:>7.0%}")
        print()
    if refused := sum(run.refused for these in runs.values() for run in these):
        print(f"{refused} answers were not the expected ones: the figures above do not count.")
    if max(run.busy for these in runs.values() for run in these) > LOAD_IS_LIMIT_AT:
        print("The load took most of a core: where it did, it was the limit, not the server.")


def print_goals(runs: Runs) -> None:
    one = median(run.rate for run in runs[ROW, 1]) / median(run.rate for run in runs[BOT, 1])
    many = median(run.rate for run in runs[BOT, 32]) / median(run.rate for run in runs[ROW, 32])
    p99 = max(median(run.p99_ms for run in runs[BOT, n]) for n in CONNECTIONS)
    goal("time at 1 connection, of one row's", one, "×", at_most=3)
    goal("rate at 32 connections, of one row's", many, "×", at_least=0.5)
    goal("p99 at 1 and 32 connections", p99, "ms", at_most=150)


def goal(name: str, value: float, unit: str, *, at_most: float | None = None, at_least: float | None = None) -> None:
    bound = f"at most {at_most:g}" if at_most is not None else f"at least {at_least:g}"
    met = (at_most is None or value <= at_most) and (at_least is None or value >= at_least)
    print(f"{name:<44}{value:>8.2f} {unit:<4}goal: {bound:<14}{'met' if met else 'MISSED'}")


def main() -> int:
    with tempfile.TemporaryDirectory() as name, slack() as slack_url:
        folder = Path(name)
        measure_load(folder, slack_url)
        measure_start(folder, slack_url)
        measure_full(folder / "full.db", slack_url)
    return 0


def measure_load(folder: Path, slack_url: str) -> None:
    with (
        bare() as nothing,
        bare("driver", str(folder / "driver.db")) as driver,
        bare("engine", str(folder / "engine.db")) as engine,
        bot(folder / "bot.db", slack_url) as ours,
    ):
        apps = {BARE: nothing, DRIVER: driver, ROW: engine, BOT: ours}
        loads = {name: Load(app.port, b"F-" if name == BOT else b"Thank you") for name, app in apps.items()}
        runs = asyncio.run(rounds(loads))
    print_runs(runs)
    print_goals(runs)


def measure_start(folder: Path, slack_url: str) -> None:
    def seconds(number: int) -> float:
        with bot(folder / f"start{number}.db", slack_url) as process:
            return process.ready_s

    goal("ready on a new store", median(map(seconds, range(STARTS))), "s", at_most=2)


def measure_full(store: Path, slack_url: str) -> None:
    asyncio.run(fill(store, REPORTS))
    with bot(store, slack_url) as ours:
        goal(f"ready with {REPORTS:,} reports", ours.ready_s, "s", at_most=2)
        goal(f"memory with {REPORTS:,} reports, all in the index", settled_memory(ours), "MB", at_most=120)
        load = Load(ours.port, b"F-")
        asyncio.run(load.run(max(CONNECTIONS), seconds=WARM_UP_S))
        runs = [asyncio.run(load.run(connections, seconds=2 * ROUND_S)) for connections in CONNECTIONS]
        goal(f"p99 with {REPORTS:,} reports", max(run.p99_ms for run in runs), "ms", at_most=150)
        print(f"memory when some thousands more were filed{settled_memory(ours):>13.2f} MB")


def settled_memory(process: Process) -> float:
    """In MB, when it no longer grows: the index of open reports is filled behind what people do."""
    known, until = 0.0, time.monotonic() + SETTLES_WITHIN_S
    while (now := process.memory_mb()) > known and time.monotonic() < until:
        known = now
        time.sleep(SETTLED_AFTER_S)
    return now


if __name__ == "__main__":
    sys.exit(main())
