"""Being woken every so often, although the machine's clock is set ahead or back."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from schedules.waking import FromNow, Waking

OFTEN_S = 0.02


class Sleeper:
    def __init__(self) -> None:
        self.woken = asyncio.Queue[None]()

    async def wake(self) -> None:
        self.woken.put_nowait(None)

    async def is_woken(self, times: int) -> None:
        for _ in range(times):
            await asyncio.wait_for(self.woken.get(), timeout=20)


@pytest.mark.parametrize("ahead", [timedelta(hours=1), timedelta(days=1), timedelta(days=365)], ids=str)
async def test_a_clock_that_was_set_back_does_not_keep_us_asleep(ahead: timedelta) -> None:
    """What is planned before the clock is set back lies that far ahead afterwards."""
    sleeper = Sleeper()
    waking = Waking(sleeper.wake, every_s=OFTEN_S)
    waking.start()
    await sleeper.is_woken(3)

    waking._job.modify(next_run_time=datetime.now(UTC) + ahead)

    await sleeper.is_woken(3)
    waking.stop()


async def test_a_clock_that_was_set_ahead_wakes_us_once_and_not_for_all_that_was_skipped() -> None:
    sleeper = Sleeper()
    waking = Waking(sleeper.wake, every_s=20)
    waking.start()
    await sleeper.is_woken(1)

    waking._job.modify(next_run_time=datetime.now(UTC) - timedelta(days=56 * 365))

    await sleeper.is_woken(1)
    waking.stop()
    assert sleeper.woken.empty()


def test_the_next_waking_is_counted_from_now() -> None:
    now, before = datetime(2026, 11, 23, tzinfo=UTC), datetime(1970, 1, 1, tzinfo=UTC)

    assert FromNow(timedelta(seconds=20)).get_next_fire_time(before, now) == now + timedelta(seconds=20)


async def test_who_was_stopped_is_woken_no_more_and_may_be_stopped_twice() -> None:
    sleeper = Sleeper()
    waking = Waking(sleeper.wake, every_s=OFTEN_S)
    waking.stop()
    waking.start()
    await sleeper.is_woken(1)

    waking.stop()
    waking.stop()
    await asyncio.sleep(0)  # what stops it runs in the loop

    assert waking._watch is not None
    assert waking._watch.cancelled()
    assert not waking._scheduler.running
