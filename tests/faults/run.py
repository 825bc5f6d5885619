"""One run: people act, the plan strikes, everything is mended, nothing is owed any more, both sides are compared."""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Final

from bot.assembly import utc_now
from bot.model_file import load_model
from flows.deps import Deps
from store.engine import Store, open_store
from tests.conftest import EXAMPLE, TEAM, Clock, deps_over
from tests.doors.processes import reserved_port
from tests.faults.away import take_away
from tests.faults.book import Book
from tests.faults.crowd import crowd
from tests.faults.plan import ClockWrong, Deliveries, Kill, Plan, Slack, StoreAway, Trouble
from tests.faults.proxy import Proxy
from tests.faults.replicas import Replica
from tests.faults.slack import SECRET, TOKEN, slack
from tests.faults.slack import Slack as Workspace
from tests.faults.verdict import Verdict, count_owed, judge

QUIET_WITHIN_S: Final = 60.0
LOOK_S: Final = 0.1
STILL_FOR: Final = 3
"""Looks in a row at which nothing was owed and nothing on its way."""


@dataclass(slots=True)
class Result:
    """`injected` counts what really struck, not what was planned."""

    plan: Plan
    book: Book
    verdict: Verdict
    injected: Counter[str] = field(default_factory=Counter)
    ended: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0


@dataclass(slots=True)
class Scene:
    plan: Plan
    store_url: str
    proxy: Proxy
    slack: Workspace
    replicas: Sequence[Replica]
    deps: Deps
    book: Book = field(default_factory=Book)
    injected: Counter[str] = field(default_factory=Counter)


async def run(plan: Plan, store_url: str, folder: Path) -> Result:
    """`store_url` is an empty store at head; `folder` takes the logs. Raises AssertionError when no quiet comes."""
    began = time.monotonic()
    async with _scene(plan, store_url, folder) as scene:
        await _break_everything(scene)
        await _mend(scene)
        await _quiet(scene)
        verdict = await judge(scene.deps, scene.book, list(scene.slack.posted()))
        ended: Counter[str] = Counter()
        for replica in scene.replicas:
            ended += replica.ended
            scene.injected.update(f"killed at {point}" for point in replica.died_at())
            scene.injected["killed at random"] += replica.ended["killed"] - len(replica.died_at())
        scene.injected += scene.slack.faults.struck
        scene.injected += Counter({f"delivery {trouble}": times for trouble, times in scene.proxy.met.items()})
        scene.injected += Counter({f"delivery: {what}": times for what, times in scene.slack.deliveries.items()})
    return Result(plan, scene.book, verdict, scene.injected, ended, time.monotonic() - began)


@asynccontextmanager
async def _scene(plan: Plan, store_url: str, folder: Path) -> AsyncIterator[Scene]:
    model = folder / "operating-model.yml"
    model.write_text(EXAMPLE.read_text().replace("{post: daily,", "{post: immediately,"))
    dice = Random(plan.seed)
    store = open_store(store_url, TEAM)
    async with AsyncExitStack() as stack:
        stack.push_async_callback(store.close)
        ports = [stack.enter_context(reserved_port()) for _ in range(plan.replicas)]
        proxy = await stack.enter_async_context(Proxy(ports, Random(dice.random())))
        workspace = await stack.enter_async_context(slack(proxy.port, Random(dice.random())))
        environment = {
            "SLACK_BOT_TOKEN": TOKEN,
            "SLACK_SIGNING_SECRET": SECRET,
            "SLACK_API_URL": workspace.workspace.api_url,
            "ADOPTION_MODEL": str(model),
            "DATABASE_URL": store_url,
        }
        replicas = [Replica(number, port, environment, folder) for number, port in enumerate(ports)]
        try:
            for replica, fate in zip(replicas, plan.fates, strict=True):
                replica.start(fate)
            for replica in replicas:
                await replica.ready()
            yield Scene(plan, store_url, proxy, workspace, replicas, _deps(store, model))
        finally:
            await asyncio.gather(*(replica.stop() for replica in replicas))


def _deps(store: Store, model: Path) -> Deps:
    deps = deps_over(store, load_model(model), Clock())
    deps.clock = utc_now
    return deps


async def _break_everything(scene: Scene) -> None:
    over = asyncio.Event()
    dice = Random(scene.plan.seed)
    people = [person.act(over) for person in crowd(scene.slack.workspace, scene.book, dice)]
    async with asyncio.TaskGroup() as group:
        group.create_task(_end_after(scene.plan.acts_s, over))
        for person in people:
            group.create_task(person)
        for at, trouble in scene.plan.troubles:
            group.create_task(_strike(scene, at, trouble))


async def _end_after(seconds: float, over: asyncio.Event) -> None:
    await asyncio.sleep(seconds)
    over.set()


async def _strike(scene: Scene, at: float, trouble: Trouble) -> None:
    await asyncio.sleep(at)
    scene.slack.note_mentions(scene.book)
    match trouble:
        case Kill(replica):
            scene.replicas[replica].kill()
        case Slack(faults):
            await scene.slack.workspace.faults(*map(dict, faults))
        case StoreAway(kind, seconds):
            scene.injected[f"store {kind}"] += 1
            await take_away(scene.store_url, kind, seconds)
        case ClockWrong(replica, by_s):
            scene.injected["clock jumped"] += 1
            scene.replicas[replica].clock.write_text(str(by_s))
        case Deliveries(shares, twice, reverse):
            scene.proxy.shares = shares
            await scene.slack.workspace.deliver(twice=twice, reverse=reverse)


async def _mend(scene: Scene) -> None:
    """No more trouble; clocks stay wrong, and who has not met its fate may still do so."""
    scene.proxy.shares = {}
    await scene.slack.workspace.faults()
    await scene.slack.workspace.deliver(twice=False, reverse=False)
    await asyncio.gather(*(replica.ready() for replica in scene.replicas))


async def _quiet(scene: Scene) -> None:
    """Every event has been delivered and nothing is owed; looked at a few times, as one thing brings about another."""
    still, until = 0, time.monotonic() + QUIET_WITHIN_S
    while still < STILL_FOR:
        await scene.slack.workspace.idle(QUIET_WITHIN_S)
        scene.slack.note_mentions(scene.book)
        owed = await count_owed(scene.deps)
        still = 0 if owed else still + 1
        logs = "\n".join(replica.log()[-2000:] for replica in scene.replicas)
        assert time.monotonic() < until, f"{owed} posts are still owed after {QUIET_WITHIN_S} s\n{logs}"
        await asyncio.sleep(LOOK_S)
