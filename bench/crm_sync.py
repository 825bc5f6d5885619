"""What a sync with HubSpot takes: everything at the pace that the limits allow, and what changed since."""

import asyncio
import gc
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from math import ceil
from pathlib import Path

import httpx

from bench.commands import goal
from bench.crm_deals import TEAM, deps_of
from bench.delivery import cpu_s
from bench.processes import Process, free_port, running
from crm.hubspot import HubSpot, connect
from crm.hubspot_search import PAGE
from crm.hubspot_sync import BATCH
from domain.outcome import Refused
from flows.crm_sync import Synced, sync
from flows.deps import Deps
from sandbox.crm.crm import TOKEN
from store import migrate
from store.engine import open_store

DEALS = 40_000
CHANGED = DEALS // 100
CALLS_A_SECOND, SEARCHES_A_SECOND = 19.0, 5.0
"""What one key may do, and what the account may: 190 calls in ten seconds, searches not among them."""
WINDOW_S = 10.0
DELAYS_S = (0.0, 0.2)


@dataclass(frozen=True)
class Run:
    """`calls` are what HubSpot answered, `refused` its 429s."""

    synced: Synced
    took_s: float
    cpu_s: float
    theirs_s: float
    calls: int
    refused: int


@dataclass
class Account:
    """The server with its deals, and us with a store and the code that production has."""

    process: Process
    http: httpx.AsyncClient

    async def sync(self, deps: Deps, hubspot: HubSpot) -> Run:
        await asyncio.sleep(WINDOW_S)  # what was called before is no longer counted
        before, theirs = (await self.http.get("/told")).json(), cpu_s(self.process.pid)
        ours, began = time.process_time(), time.perf_counter()
        synced = await sync(deps, hubspot, at=datetime.now(UTC))
        assert not isinstance(synced, Refused)
        took, spent = time.perf_counter() - began, time.process_time() - ours
        after = (await self.http.get("/told")).json()
        calls, refused = (after[name] - before[name] for name in ("taken", "refused"))
        return Run(synced, took, spent, cpu_s(self.process.pid) - theirs, calls, refused)

    async def delay(self, seconds: float) -> None:
        await self.http.post("/delay", params={"seconds": seconds})

    async def change(self, deals: int) -> None:
        await self.http.post("/change", params={"deals": deals})


@asynccontextmanager
async def account(deals: int) -> AsyncIterator[Account]:
    port = free_port()
    with running("-m", "bench.servers.hubspot", str(port), str(deals), port=port, ready="/told") as process:
        async with connect(TOKEN, f"http://127.0.0.1:{port}") as http:
            yield Account(process, http)


@asynccontextmanager
async def empty_store() -> AsyncIterator[Deps]:
    with tempfile.TemporaryDirectory(prefix="adoption-bench-") as folder:
        store = open_store(f"sqlite:///{Path(folder) / 'adoption.db'}", TEAM)
        await migrate.upgrade(store)
        yield deps_of(store)
        await store.close()


async def measure() -> None:
    least_s = max(ceil(DEALS / BATCH) / CALLS_A_SECOND, ceil(DEALS / PAGE) / SEARCHES_A_SECOND)
    print(f"{DEALS:,} deals with 10 changes each: at best {least_s:.1f} s at HubSpot's pace, on SQLite\n")
    print(f"{'a call takes':>14}{'took s':>9}{'of limit':>10}{'ours cpu s':>12}{'theirs':>9}{'calls':>8}{'429':>5}")
    async with account(DEALS) as hubspot:
        runs = [await whole_and_part(hubspot, delay_s, least_s) for delay_s in DELAYS_S]
    print()
    for delay_s, (whole, _) in zip(DELAYS_S, runs, strict=True):
        goal(f"of what the limits allow, {delay_s:g} s a call", least_s / whole.took_s, "×", at_least=0.9)
    goal("refusals for being too fast", sum(run.refused for pair in runs for run in pair), "", at_most=0)
    for delay_s, (whole, part) in zip(DELAYS_S, runs, strict=True):
        goal(f"a sync of 1 %, of the time of all, {delay_s:g} s a call", part.took_s / whole.took_s, "×", at_most=0.03)
    goal("… of the processor's", max(part.cpu_s / whole.cpu_s for whole, part in runs), "×", at_most=0.03)
    goal("… of the calls", max(part.calls / whole.calls for whole, part in runs), "×", at_most=0.03)


async def whole_and_part(hubspot: Account, delay_s: float, least_s: float) -> tuple[Run, Run]:
    """A sync of everything, and one of what changed since."""
    async with empty_store() as deps:
        crm = HubSpot(hubspot.http, fields=deps.model.crm.fields, zone=deps.model.timezone)
        gc.collect()
        gc.freeze()  # as the bot does at its start
        await hubspot.delay(delay_s)
        whole = await hubspot.sync(deps, crm)
        assert whole.synced.new == DEALS, whole.synced
        await hubspot.change(CHANGED)
        part = await hubspot.sync(deps, crm)
        assert part.synced.changed == CHANGED, part.synced
    print(
        f"{delay_s:>12.1f} s{whole.took_s:>9.1f}{least_s / whole.took_s:>10.0%}{whole.cpu_s:>12.1f}"
        f"{whole.theirs_s:>9.1f}{whole.calls:>8}{whole.refused:>5}\n"
        f"{'1 % of it':>14}{part.took_s:>9.2f}{part.took_s / whole.took_s:>10.1%}{part.cpu_s:>12.2f}"
        f"{part.theirs_s:>9.2f}{part.calls:>8}{part.refused:>5}",
        flush=True,
    )
    return whole, part
