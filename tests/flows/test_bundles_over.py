"""What becomes of a bundle once its meeting has begun: the same message, drawn once more."""

import asyncio
from datetime import timedelta

import pytest

from domain.operating_model.workflows import Control
from domain.post import PostKind
from flows import nudging
from flows.bundle_standings import bundle_standing
from flows.bundles_over import JOB, LOOK_BACK, draw_begun
from flows.deps import Deps
from flows.nudging import bundle_post
from flows.tidying import FIRINGS_KEPT, tidy
from store import once
from tests.conftest import RITA, Clock
from tests.flows.nudging_world import TUESDAY, bundles_of, their_deals, with_control
from tests.flows.readiness_world import review_of_qualified
from tests.flows.stories import in_new_york, owed, posted

BEGINS = in_new_york(2026, 11, 25, 10)


@pytest.fixture
async def deps(deps: Deps, clock: Clock) -> Deps:
    """Rita was asked on Tuesday about Wednesday's pipeline review, and the message stands in Slack."""
    clock.now = TUESDAY
    deps = with_control(review_of_qualified(deps), Control.PROMPT, "pipeline_review")
    await their_deals(deps)
    await nudging.ask(deps, at=TUESDAY)
    await posted(deps, PostKind.BUNDLE, RITA, channel="D0RITA", ts="1.1")
    return deps


async def test_it_is_drawn_again_once_when_the_meeting_has_begun(deps: Deps) -> None:
    before = await owed(deps)

    assert await draw_begun(deps, at=BEGINS - timedelta(seconds=1)) == 0
    assert await owed(deps) == before
    assert await draw_begun(deps, at=BEGINS) == 1
    assert await draw_begun(deps, at=BEGINS + timedelta(minutes=15)) == 0

    (bundle,) = await bundles_of(deps)
    again = await owed(deps) - before
    assert [(post.subject, n) for post, n in again.items()] == [(str(bundle.id), 1)]
    assert again.keys() <= before.keys()  # the same message


async def test_two_replicas_draw_it_again_once(deps: Deps) -> None:
    assert sorted(await asyncio.gather(draw_begun(deps, at=BEGINS), draw_begun(deps, at=BEGINS))) == [0, 1]


async def test_it_says_that_the_meeting_has_begun(deps: Deps, clock: Clock) -> None:
    (bundle,) = await bundles_of(deps)
    key = bundle_post(bundle.id, RITA).key
    ahead = await bundle_standing(deps, key)

    clock.now = BEGINS
    over = await bundle_standing(deps, key)

    assert ahead is not None
    assert over is not None
    assert [part.is_over for part in (*ahead.sections, *over.sections)] == [False, True]


async def test_what_began_while_we_were_away_is_made_good_for_a_week(deps: Deps) -> None:
    assert await draw_begun(deps, at=BEGINS + LOOK_BACK) == 0
    assert await draw_begun(deps, at=BEGINS + LOOK_BACK - timedelta(seconds=1)) == 1


async def test_what_was_drawn_again_is_forgotten_in_the_end_and_not_drawn_another_time(deps: Deps) -> None:
    await draw_begun(deps, at=BEGINS)
    async with deps.store.read() as tx:
        drawn = await once.claimed_as_of(tx, JOB, BEGINS)

    await tidy(deps, at=BEGINS + timedelta(days=1))
    assert await draw_begun(deps, at=BEGINS + timedelta(days=1)) == 0
    await tidy(deps, at=BEGINS + FIRINGS_KEPT + timedelta(seconds=1))
    assert await draw_begun(deps, at=BEGINS + FIRINGS_KEPT + timedelta(seconds=1)) == 0

    async with deps.store.read() as tx:
        assert (len(drawn), await once.claimed_as_of(tx, JOB, BEGINS)) == (1, [])


async def test_one_that_did_not_reach_slack_in_time_is_not_sent(deps: Deps, clock: Clock) -> None:
    await posted(deps, PostKind.BUNDLE, RITA, channel="D0RITA", ts=None)
    (bundle,) = await bundles_of(deps)
    clock.now = BEGINS

    assert await bundle_standing(deps, bundle_post(bundle.id, RITA).key) is None
