"""A clock that replicas share: the store's time, also between two looks and after a jump of the machine's."""

from datetime import UTC, datetime, timedelta

import pytest

from domain.outcome import StoreUnavailable
from flows.deps import Deps
from schedules.shared_clock import SharedClock
from schedules.ticker import Ticker
from tests.flows.stories import (
    ON_SQLITE,
)


class Bench:
    """A store's clock and a machine's; the way to the store takes `slow_s`, and as long back."""

    def __init__(self) -> None:
        self.own_s, self.slow_s, self.is_away = 5000.0, 0.0, False
        self.shown = datetime(2026, 11, 23, 15, tzinfo=UTC)

    def passes(self, seconds: float) -> None:
        self.own_s += seconds
        self.shown += timedelta(seconds=seconds)

    def own(self) -> float:
        return self.own_s

    async def store_time(self) -> datetime:
        if self.is_away:
            raise StoreUnavailable
        self.passes(self.slow_s)
        shown = self.shown
        self.passes(self.slow_s)
        return shown


async def test_a_shared_clock_shows_the_stores_time_and_goes_on_between_two_looks() -> None:
    bench = Bench()
    clock = SharedClock(bench.store_time, bench.own)
    await clock.look()

    bench.passes(20)

    assert clock() == bench.shown


async def test_after_a_jump_of_the_machines_clock_the_next_look_sets_it_right() -> None:
    bench = Bench()
    clock = SharedClock(bench.store_time, bench.own)
    await clock.look()

    bench.own_s += 3600
    wrong = clock() - bench.shown
    await clock.look()

    assert wrong == timedelta(hours=1)
    assert clock() == bench.shown


async def test_an_answer_that_took_long_does_not_shift_the_time() -> None:
    bench = Bench()
    clock = SharedClock(bench.store_time, bench.own)
    await clock.look()

    bench.slow_s = 3
    await clock.look()
    kept = clock() - bench.shown
    bench.own_s += 60
    await clock.look()

    assert kept == timedelta(0)
    assert abs(clock() - bench.shown) <= timedelta(seconds=3)


async def test_before_its_first_look_a_shared_clock_shows_no_time() -> None:
    bench = Bench()

    with pytest.raises(RuntimeError, match="look at the store's"):
        SharedClock(bench.store_time, bench.own)()


@ON_SQLITE
async def test_while_the_store_is_away_the_clock_goes_on_as_it_was(deps: Deps) -> None:
    bench = Bench()
    clock = SharedClock(bench.store_time, bench.own)
    await clock.look()
    deps.clock = clock
    ticker = Ticker(deps, clock)

    bench.is_away = True
    bench.passes(20)
    await ticker.tick()

    assert clock() == bench.shown
