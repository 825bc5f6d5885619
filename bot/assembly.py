"""Puts the bot together, once: model, store, Slack, people, delivery, clock and doors."""

import asyncio
import gc
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Final

import structlog
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.app import build_app
from bot.cannot_start import CannotStart
from bot.crm import DemoCrm, check_crm_settings, opened_crm
from bot.crm_people import PAUSE_S, CrmPeople
from bot.directory import Directory, roster_now
from bot.holiday_calendar import working_time_of
from bot.model_file import load_model
from bot.presence import Presence
from bot.settings import Settings
from bot.starting import answered, meet_slack
from bot.thread_reader import PAUSE_S as READ_PAUSE_S
from bot.thread_reader import ThreadReader
from delivery.client import open_client
from delivery.courier import Delivery
from delivery.deal_writer import DealWriter
from delivery.history import history_problems
from delivery.pacing import Pace
from domain.operating_model import OperatingModel
from domain.outcome import StoreUnavailable
from flows.alike import keep_fresh, refresh_open_reports
from flows.crm_sync import known_deals
from flows.deps import Deps, Workspace
from flows.posting import follow_channels, retry_refused
from flows.timekeeping import store_time
from schedules.shared_clock import SharedClock
from schedules.ticker import Ticker
from schedules.watch import keep_watch
from store import migrate
from store.engine import Store, open_store
from store.migrate import Schema, SchemaIsNewer

log = structlog.get_logger()

GESTURE_TIMEOUT_S: Final = 2.5
"""For calls made while a person waits: Slack gives up on us after 3 seconds."""


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Bot:
    deps: Deps
    app: AsyncApp
    client: AsyncWebClient
    delivery: Delivery
    ticker: Ticker
    directory: Directory
    crm_people: CrmPeople
    deal_writer: DealWriter
    thread_reader: ThreadReader

    async def run_in_background(self, stack: AsyncExitStack) -> None:
        """Starts delivery and what wakes it, the looks at people, the index, the watch; `stack` ends them in order."""
        others = self.deps.others.listen(self.deps.store, self.delivery.wake)
        lookers = (
            self.directory.run(),
            self.crm_people.run(),
            self.thread_reader.run(),
            _know_open_reports(self.deps),
            keep_watch(self.deps),
        )
        for work in (self.delivery.run(), self.deal_writer.run(), others, *lookers, self._say_history()):
            task = asyncio.create_task(work)
            stack.push_async_callback(_end, task)
        stack.push_async_callback(self.delivery.stop)
        await follow_channels(self.deps)
        await retry_refused(self.deps)
        if self.deps.crm is None:
            log.info("no CRM is read: crm.kind of the operating model is demo")

    async def _say_history(self) -> None:
        """Where we cannot look, a post whose answer is lost is sent again: at least once, perhaps twice."""
        for problem in await history_problems(self.client, self.deps):
            log.warning("history cannot be read", problem=problem)


async def _know_open_reports(deps: Deps) -> None:
    with suppress(StoreUnavailable):  # it was there a moment ago and is asked again
        await refresh_open_reports(deps)
    keep_for_good()
    await keep_fresh(deps)


def keep_for_good() -> None:
    """What is there by now stays: the garbage collector need not walk through it, 70 ms each time."""
    gc.collect()
    gc.freeze()


async def _end(task: "asyncio.Task[None]") -> None:
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


@asynccontextmanager
async def assembled(
    settings: Settings,
    *,
    clock: Callable[[], datetime] | None = None,
    pace: Pace | None = None,
    demo: DemoCrm | None = None,
    model: OperatingModel | None = None,
) -> AsyncIterator[Bot]:
    """The bot, ready to be started. Raises SettingsInvalid, CannotStart, ModelInvalid, StoreUnavailable, SchemaIsNewer.

    Without a `clock` it keeps the time that all replicas share. `demo` is the CRM of the demo.
    `model` is the one of the settings, where it has been read already.
    """
    model = model or load_model(settings.model)
    check_crm_settings(model)
    async with AsyncExitStack() as stack:
        token = settings.bot_token.get_secret_value()
        client = await stack.enter_async_context(open_client(token, base_url=settings.api_url))
        quick = await stack.enter_async_context(
            open_client(token, base_url=settings.api_url, timeout_s=GESTURE_TIMEOUT_S)
        )
        workspace = await meet_slack(client)
        address = settings.database_url.get_secret_value()
        store = open_store(address, workspace.team, workspace.enterprise, pool_size=settings.pool_size)
        stack.push_async_callback(store.close)
        await ready_schema(store)
        shared = await _shared_clock(store) if clock is None else None
        deps = await _deps(model, store, workspace, client, clock or shared or utc_now)
        opened = opened_crm(model, settings.model.parent, now=deps.clock, known=partial(known_deals, deps), demo=demo)
        deps.crm = await stack.enter_async_context(opened)
        delivery = Delivery(deps, client, pace or Pace())
        directory = Directory(deps, client)
        crm_people = CrmPeople(deps, client, pause_s=0.0 if demo else PAUSE_S)
        deal_writer = DealWriter(deps, quick)
        thread_reader = ThreadReader(deps, client, pause_s=0.0 if demo or pace else READ_PAUSE_S)
        deps.wake, deps.people_changed, deps.write_soon = delivery.wake, directory.look_again, deal_writer.wake
        deps.away = Presence(client).away
        app = build_app(deps, quick, settings.signing_secret)
        yield Bot(deps, app, quick, delivery, Ticker(deps, shared), directory, crm_people, deal_writer, thread_reader)


async def _shared_clock(store: Store) -> SharedClock | None:
    """Set by the store's time; None on SQLite, where everybody is on one machine."""
    if store.writer.dialect.name == "sqlite":
        return None
    clock = SharedClock(partial(store_time, store))
    await clock.look()
    return clock


async def _deps(
    model: OperatingModel, store: Store, workspace: Workspace, client: AsyncWebClient, clock: Callable[[], datetime]
) -> Deps:
    roster = await answered(client, lambda: roster_now(client, model))
    for reference in roster.unresolved:
        log.warning("the operating model names somebody Slack does not know", reference=reference)
    return Deps(store, model, roster, working_time_of(model), workspace, clock)


async def ready_schema(store: Store) -> None:
    """SQLite is brought to head by itself; PostgreSQL only when told. Raises CannotStart, SchemaIsNewer."""
    standing = await migrate.schema_of(store)
    if standing is Schema.NEWER:
        raise SchemaIsNewer
    if standing.may_serve:
        return
    if store.writer.dialect.name != "sqlite":
        raise CannotStart(f"The store's schema is {standing}. Run `adoption db upgrade`, then start again.")
    await migrate.upgrade(store)
