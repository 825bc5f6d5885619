"""The CRM is read every quarter of an hour, by one replica, beside what keeps the hours of people."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from prometheus_client import REGISTRY
from sqlalchemy import text
from structlog.testing import capture_logs

from domain.ids import DealId
from domain.operating_model import OperatingModel
from domain.report import Verb
from flows import crm_sync
from flows.crm_refresh import NO_CRM, refresh
from flows.deps import Deps
from schedules.jobs import CRM_SYNC, due_between, jobs_here, next_firings
from schedules.ticker import Ticker
from store.engine import open_store
from tests.conftest import TEAM, Clock, deps_over
from tests.flows.scripted_crm import ScriptedCrm, a_record
from tests.flows.stories import ON_SQLITE, a_report, decided, in_new_york
from tests.kept import findings_kept

QUARTER = timedelta(minutes=15)
NOTHING_IS_PUT_DOWN = (
    "CREATE TRIGGER nothing_is_put_down BEFORE INSERT ON occasions WHEN NEW.job = 'ran crm-sync' "
    "BEGIN SELECT RAISE(ABORT, 'nothing'); END"
)


@pytest.fixture
def crm(deps: Deps) -> ScriptedCrm:
    """Open in `deps`, with a deal in it."""
    crm = ScriptedCrm()
    crm.put(a_record(1))
    deps.crm = crm
    return crm


@pytest.fixture
async def replica(store_url: str, model: OperatingModel, clock: Clock, crm: ScriptedCrm) -> AsyncIterator[Deps]:
    store = open_store(store_url, TEAM)
    other = deps_over(store, model, clock)
    other.crm = crm
    yield other
    await store.close()


async def reads(ticker: Ticker, at: datetime) -> bool:
    return CRM_SYNC in await ticker.run_until(at)


def measured(name: str, **labels: str) -> float:
    return REGISTRY.get_sample_value(name, labels) or 0.0


def announced() -> float:
    return measured("adoption_jobs_total", job="release-notes", outcome="ran")


# When


@ON_SQLITE
async def test_it_is_read_every_quarter_of_an_hour_at_night_and_on_holidays_too(deps: Deps, crm: ScriptedCrm) -> None:
    at, found = in_new_york(2026, 11, 26, 2, 50), []  # Thanksgiving
    for _ in range(3):
        firing = next(one for one in next_firings(deps, at, background=True) if one.job.name == CRM_SYNC)
        at = firing.at
        found.append(at)

    assert found == [in_new_york(2026, 11, 26, *time) for time in ((3, 0), (3, 15), (3, 30))]


@ON_SQLITE
async def test_in_the_hour_that_comes_twice_it_does_not_pause(deps: Deps, crm: ScriptedCrm) -> None:
    (job,) = (job for job in jobs_here(deps, background=True) if job.name == CRM_SYNC)

    found = list(job.firings(deps, in_new_york(2026, 11, 1, 0), in_new_york(2026, 11, 1, 4)))

    assert len(found) == 5 * 4
    assert {later - earlier for earlier, later in pairwise(found)} == {QUARTER}


@ON_SQLITE
async def test_of_what_was_missed_the_last_firing_counts(deps: Deps, crm: ScriptedCrm) -> None:
    found = due_between(deps, in_new_york(2026, 11, 23, 1), in_new_york(2026, 11, 23, 9, 44), background=True)

    assert [one.at for one in found if one.job.name == CRM_SYNC] == [in_new_york(2026, 11, 23, 9, 30)]


@ON_SQLITE
async def test_without_a_crm_there_is_nothing_to_read(deps: Deps, clock: Clock) -> None:
    assert CRM_SYNC not in [one.job.name for one in next_firings(deps, clock(), background=True)]
    assert await refresh(deps, at=clock()) == NO_CRM
    assert not await reads(Ticker(deps), clock())


# Reading


@ON_SQLITE
async def test_what_it_read_is_judged_logged_and_counted(deps: Deps, clock: Clock, crm: ScriptedCrm) -> None:
    with capture_logs() as lines:
        ran = await reads(Ticker(deps), clock())

    assert ran
    (line,) = (line for line in lines if line["event"] == "the CRM was read")
    assert (line["new"], line["unchanged"]) == (1, 0)
    async with deps.store.read() as tx:
        kept = await findings_kept(tx, deal=DealId("d00001"))
    assert line["findings"] == len(kept) > 0
    assert measured("adoption_crm_last_success_timestamp_seconds") == clock().timestamp()
    assert measured("adoption_crm_deals") == 1


async def test_of_several_replicas_one_reads(deps: Deps, replica: Deps, clock: Clock, crm: ScriptedCrm) -> None:
    tickers = [Ticker(deps), Ticker(replica), Ticker(deps)]

    await asyncio.gather(*(ticker.tick_in_background() for ticker in tickers))
    clock.now += QUARTER
    await asyncio.gather(*(ticker.tick_in_background() for ticker in tickers))

    assert len(crm.asked) == 2


@ON_SQLITE
async def test_a_crm_that_is_away_is_said_once_and_its_deals_are_judged_all_the_same(
    deps: Deps, clock: Clock, crm: ScriptedCrm
) -> None:
    ticker = Ticker(deps)
    await ticker.run_until(clock())
    read_at = await crm_sync.last_synced(deps)
    crm.pages_left = 0
    for number in range(2, 5):
        crm.put(a_record(number))

    with capture_logs() as lines:
        for _ in range(3):
            clock.now += QUARTER
            assert not await reads(ticker, clock())
        asked = len(crm.asked)
        assert not await reads(ticker, clock() + timedelta(minutes=1))
        crm.pages_left = None
        clock.now += QUARTER
        assert await reads(ticker, clock())

    said = [line["event"] for line in lines if line.get("job") == CRM_SYNC]
    assert said == ["a job could not run and is tried again", "a job that could not run did"]
    assert asked == 4  # not at every tick
    assert read_at is not None
    assert await crm_sync.last_synced(deps) == clock()


@ON_SQLITE
async def test_a_firing_that_could_not_be_put_down_is_made_good(deps: Deps, clock: Clock, crm: ScriptedCrm) -> None:
    ticker = Ticker(deps)
    async with deps.store.begin() as tx:
        await tx.execute(text(NOTHING_IS_PUT_DOWN))

    failed = await reads(ticker, clock())
    async with deps.store.begin() as tx:
        await tx.execute(text("DROP TRIGGER nothing_is_put_down"))

    assert not failed
    assert await reads(ticker, clock() + timedelta(seconds=20))


@ON_SQLITE
async def test_while_it_is_being_read_what_speaks_to_people_keeps_its_time(
    deps: Deps, clock: Clock, crm: ScriptedCrm
) -> None:
    await decided(deps, (await a_report(deps)).id, Verb.FIX)
    goes_on, begun = asyncio.Event(), asyncio.Event()

    async def hold() -> None:
        begun.set()
        await goes_on.wait()

    crm.between = hold
    ticker = Ticker(deps)
    reading = asyncio.create_task(ticker.tick_in_background())
    await begun.wait()

    clock.now = datetime(2026, 11, 23, 21, 0, tzinfo=UTC)
    before = announced()
    await ticker.tick()
    still_reading = not reading.done()
    goes_on.set()
    await reading

    assert still_reading
    assert announced() == before + 1


@ON_SQLITE
async def test_a_stop_ends_a_reading_and_the_next_one_goes_on_there(
    deps: Deps, clock: Clock, crm: ScriptedCrm, caplog: pytest.LogCaptureFixture
) -> None:
    crm.put(*(a_record(number) for number in range(2, 6)))
    second_page, ended = asyncio.Event(), asyncio.Event()

    async def hang() -> None:
        if len(await crm_sync.known_deals(deps)) < 2:
            return
        second_page.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    crm.between = hang
    ticker = Ticker(deps)
    ticker.start()
    await second_page.wait()

    ticker.stop()
    await asyncio.wait_for(ended.wait(), timeout=20)
    crm.between = ScriptedCrm().between
    clock.now += QUARTER
    await reads(Ticker(deps), clock())

    assert crm.asked[0] is None
    assert int(crm.asked[1] or 0) >= 2
    assert len(await crm_sync.known_deals(deps)) == 5
    assert caplog.records == []


@ON_SQLITE
async def test_that_somebody_else_reads_it_is_no_trouble(deps: Deps, clock: Clock, crm: ScriptedCrm) -> None:
    async def somebody_else() -> None:
        crm.between = ScriptedCrm().between
        await crm_sync.sync(deps, crm, at=clock())

    crm.between = somebody_else
    with capture_logs() as lines:
        assert await reads(Ticker(deps), clock())

    assert "the CRM is being read by somebody else" in [line["event"] for line in lines]
