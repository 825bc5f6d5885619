"""A weekly list that was posted shows what became of its threads and of their channel since."""

from datetime import timedelta

from domain.signal import Signal
from flows.deps import Deps
from flows.judging_threads import close, place_unknown, withdraw_gone
from flows.signals_weekly import list_week
from tests.conftest import MONDAY
from tests.flows.stories import ON_SQLITE
from tests.flows.test_judging_threads import HANDED_OVER, LATER, TALK, a_thread, claimed_one, judged, read
from tests.flows.test_signals_weekly import wanted


async def listed(deps: Deps) -> Signal:
    """A thread that stands in a list by now, which was told once."""
    signal = (await judged(deps, read())).signal
    assert signal is not None
    await list_week(deps, at=MONDAY + timedelta(days=7))
    assert await wanted(deps) == 1
    return signal


@ON_SQLITE
async def test_a_thread_that_is_withdrawn_goes_from_the_posted_list_and_comes_back(deps: Deps) -> None:
    await listed(deps)

    await judged(deps, read(messages=TALK))
    assert await wanted(deps) == 2
    await judged(deps, read(state="later"))
    assert await wanted(deps) == 3
    await withdraw_gone(deps, await claimed_one(deps), at=LATER)
    assert await wanted(deps) == 4


@ON_SQLITE
async def test_a_posted_list_forgets_the_channel_that_became_private(deps: Deps) -> None:
    await listed(deps)

    await close(deps, await claimed_one(deps, a_thread(2)), place_unknown(a_thread()), at=LATER)
    await close(deps, await claimed_one(deps, a_thread(3)), place_unknown(a_thread()), at=LATER)

    assert await wanted(deps) == 2


@ON_SQLITE
async def test_what_changes_nothing_in_the_list_draws_none_anew(deps: Deps) -> None:
    await listed(deps)

    await judged(deps, read(messages=(*HANDED_OVER, *TALK)))

    assert await wanted(deps) == 1
