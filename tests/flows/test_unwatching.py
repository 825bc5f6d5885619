"""Channels that are left alone: by whom, who hears of it, and who sees the list."""

import pytest

from domain.ids import ChannelId, UserId
from domain.post import PostKind
from flows.deps import Deps
from flows.showing import home_standing
from flows.unwatching import ELSEWHERE, greet, stop_watching, unwatched_channels, unwatched_standing, watch_again
from tests.conftest import ADA, RAVI, RITA, TRIAGE, Clock
from tests.flows.signal_stories import EAST, owed
from tests.flows.stories import ON_SQLITE


async def test_stopping_and_beginning_again_are_told_in_the_channel_once(deps: Deps) -> None:
    assert await stop_watching(deps, EAST, by=RITA)
    assert not await stop_watching(deps, EAST, by=RAVI)
    assert EAST in deps.watching.stopped
    (one,) = await unwatched_channels(deps)
    assert (one.channel, one.by) == (EAST, RITA)

    assert await watch_again(deps, EAST, by=RAVI, inside=EAST) is True
    assert await watch_again(deps, EAST, by=RAVI, inside=EAST) is False
    assert EAST not in deps.watching.stopped
    assert await unwatched_channels(deps) == []

    assert await stop_watching(deps, EAST, by=RAVI)
    assert [place for _, place in await owed(deps, PostKind.UNWATCHED)] == [EAST, EAST]


@pytest.mark.parametrize(("who", "may"), [(RITA, False), (ADA, True)])
@ON_SQLITE
async def test_from_elsewhere_only_admins_begin_again(deps: Deps, who: UserId, may: bool) -> None:
    await stop_watching(deps, EAST, by=RITA)

    assert await watch_again(deps, EAST, by=who, inside=None) == (True if may else ELSEWHERE)


async def test_a_channel_is_greeted_once_a_day_and_ours_never(deps: Deps, clock: Clock) -> None:
    for channel in (EAST, EAST, ChannelId(TRIAGE)):
        await greet(deps, channel)
    assert [place for _, place in await owed(deps, PostKind.WATCH_GREETING)] == [EAST]

    clock.move(days=30)
    for _ in range(2):
        await greet(deps, EAST)
    assert [place for _, place in await owed(deps, PostKind.WATCH_GREETING)] == [EAST, EAST]


async def test_a_channel_that_was_stopped_is_not_greeted_whatever_this_replica_knows(deps: Deps) -> None:
    await stop_watching(deps, EAST, by=RITA)
    deps.watching.stopped = frozenset()

    await greet(deps, EAST)

    assert await owed(deps, PostKind.WATCH_GREETING) == []


@pytest.mark.parametrize(("who", "sees"), [(ADA, [EAST]), (RITA, [])])
@ON_SQLITE
async def test_admins_see_on_home_what_is_not_watched(deps: Deps, who: UserId, sees: list[ChannelId]) -> None:
    await stop_watching(deps, EAST, by=RITA)

    home = await home_standing(deps, who)

    assert [one.channel for one in home.unwatched] == sees


@ON_SQLITE
async def test_what_the_channel_was_told_shows_who_ended_it(deps: Deps) -> None:
    await stop_watching(deps, EAST, by=RITA)
    ((subject, _),) = await owed(deps, PostKind.UNWATCHED)
    await watch_again(deps, EAST, by=RAVI, inside=EAST)

    told = await unwatched_standing(deps, int(subject))

    assert told
    assert (told.by, told.ended_by) == (RITA, RAVI)
    assert await unwatched_standing(deps, 99) is None
