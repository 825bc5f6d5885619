"""Judging many deals, beside one query by hand that answers the same: each round in a process of its own."""

import asyncio
import gc
import re
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from bench.by_driver import Rows, ask, carry_out, is_sqlite
from bench.crm_deals import NOW, TEAM, deps_of
from bench.crm_query import keep, query
from flows.digest import make_digests
from flows.readiness import judge
from store.engine import open_store

TOMORROW = NOW + timedelta(days=1)
REMEMBERED = "SELECT deal, workflow, criterion FROM findings WHERE resolved_at IS NULL"
T = TypeVar("T")

Answer = set[tuple[str, str, str]]
"""The deal, the workflow, the criterion."""


@dataclass(frozen=True, slots=True)
class Cost:
    """`cpu_s` is this process's alone: SQLite works in it, a PostgreSQL has its own."""

    wall_s: float
    cpu_s: float


@dataclass(frozen=True, slots=True)
class ByHand:
    asked: Cost
    stored: Cost
    today: Answer
    tomorrow: Answer


@dataclass(frozen=True, slots=True)
class Judged:
    """`first` when all findings are new, `again` when none is, `next_day` when most say another number of days."""

    first: Cost
    again: Cost
    next_day: Cost
    peak_mb: float
    today: Answer
    tomorrow: Answer


@dataclass(frozen=True, slots=True)
class Digest:
    cost: Cost
    posts: int


def aside(work: Callable[[str], Awaitable[T]], address: str) -> T:
    """In a process that does nothing else, so that its memory and its processor time are the work's."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        return process.submit(_run, work, address).result()


def _run(work: Callable[[str], Awaitable[T]], address: str) -> T:
    async def run() -> T:
        return await work(address)

    return asyncio.run(run())


async def by_hand(address: str) -> ByHand:
    deps = deps_of(open_store(address, TEAM))
    today, tomorrow = (query(deps.model, TEAM, at, sqlite=is_sqlite(address)) for at in (NOW, TOMORROW))
    await forget(address)
    asked = await _cost(ask(address, today))
    stored = await _cost(carry_out(address, keep(today, TEAM, NOW)))
    await forget(address)
    return ByHand(asked, stored, _answer(await ask(address, today)), _answer(await ask(address, tomorrow)))


async def judged(address: str) -> Judged:
    deps = deps_of(open_store(address, TEAM))
    await forget(address)
    gc.collect()
    gc.freeze()  # as the bot does at its start
    first = await _cost(judge(deps, at=NOW))
    again = await _cost(judge(deps, at=NOW))
    today = _answer(await ask(address, REMEMBERED))
    next_day = await _cost(judge(deps, at=TOMORROW))
    peak_mb = _peak_mb()
    tomorrow = _answer(await ask(address, REMEMBERED))
    await deps.store.close()
    return Judged(first, again, next_day, peak_mb, today, tomorrow)


async def digested(address: str) -> Digest:
    """As of the hour in which the forecast's digest is due, of deals that were judged before."""
    deps = deps_of(open_store(address, TEAM))
    await carry_out(address, "DELETE FROM occasions", "DELETE FROM posts", "DELETE FROM digests")
    await judge(deps, at=NOW)
    gc.collect()
    gc.freeze()
    cost = await _cost(make_digests(deps, at=NOW))
    posts = await ask(address, "SELECT id FROM posts")
    await deps.store.close()
    return Digest(cost, len(posts))


async def forget(address: str) -> None:
    await carry_out(address, "DELETE FROM findings")
    if not is_sqlite(address):
        await carry_out(address, "VACUUM ANALYZE findings")


async def _cost(work: Awaitable[object]) -> Cost:
    """Of what it answers nothing is kept: it would be looked through again and again by what comes next."""
    cpu, began = time.process_time(), time.perf_counter()
    await work
    return Cost(time.perf_counter() - began, time.process_time() - cpu)


def _answer(rows: Rows) -> Answer:
    answer = {(row[0], row[1], row[2]) for row in rows}
    assert len(answer) == len(rows)
    return answer


def _peak_mb() -> float:
    """Of this process since its start."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    assert found
    return int(found[1]) / 1024
