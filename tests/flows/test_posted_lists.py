"""A weekly list that was posted shows what became of its threads and of their channel since, and all of its groups."""

from datetime import timedelta

from domain.post import PostKind
from domain.signal import Signal
from domain.signal_verdict import Verdict
from domain.signals.kinds import Kind
from domain.signals_week import GROUPS_PER_POST
from flows.deps import Deps
from flows.judging_threads import close, place_unknown, withdraw_gone
from flows.signals_weekly import list_week, week_standing
from tests.conftest import MONDAY, TRIAGE, Clock
from tests.flows.signal_stories import answered, owed
from tests.flows.stories import ON_SQLITE
from tests.flows.test_judging_threads import HANDED_OVER, LATER, TALK, a_thread, claimed_one, judged, read
from tests.flows.test_signals_weekly import on, the_week, wanted


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


@ON_SQLITE
async def test_a_list_that_takes_one_post_more_gets_it(deps: Deps, clock: Clock) -> None:
    *_, last = [await on(deps, 24, kind=kind, workflow="forecast") for kind in Kind]
    await answered(deps, last, Verdict.DISMISSED)
    assert len((await the_week(deps, clock)).groups) == GROUPS_PER_POST

    await answered(deps, last, Verdict.CONFIRMED)

    assert await owed(deps, PostKind.SIGNALS_WEEK) == [("2026-11-30/1", TRIAGE), ("2026-11-30/2", TRIAGE)]
    more = await week_standing(deps, "2026-11-30/2")
    assert [one.signal.id for group in more.groups for one in group.seen] == [last.id]
