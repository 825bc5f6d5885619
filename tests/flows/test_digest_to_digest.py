"""From one meeting to the next: what was inspected, what became of it, and for how long a digest is kept."""

from datetime import timedelta

import pytest

from domain.ids import DealId, DigestId
from domain.inspection import ReviewDraft, WhyDraft
from flows.deps import Deps
from flows.digest import told
from flows.inspecting import ToReview, review, say_why, to_review
from flows.tidying import tidy
from store import deals
from tests.conftest import ADA, Clock
from tests.flows.pipeline import DUE, FORECAST_CALL, a_deal, lacking, the_digest, there_are
from tests.flows.stories import ON_SQLITE, a_delivery

A_WEEK = timedelta(days=7)


@pytest.fixture
def clock() -> Clock:
    return Clock(DUE)


async def week_after(deps: Deps, clock: Clock) -> None:
    clock.now = DUE + A_WEEK


@ON_SQLITE
async def test_what_was_inspected_is_in_the_next_digest_with_what_became_of_it(deps: Deps, clock: Clock) -> None:
    await there_are(deps, lacking(1), lacking(2), lacking(3), a_deal(4), a_deal(5))
    digest = await the_digest(deps)
    places = {deal: place for place, deal in enumerate(await listed(deps, digest.id))}
    accepted = ReviewDraft(digest.id, accepted=(places[DealId("d00004")],), words="Their lawyers are in")
    await review(deps, accepted, by=ADA, delivery=a_delivery())
    whys = {places[DealId(deal)]: f"because {deal}" for deal in ("d00001", "d00002", "d00003", "d00005")}
    await say_why(deps, WhyDraft(digest.id, whys), by=ADA, delivery=a_delivery())
    await week_after(deps, clock)
    later = clock() - timedelta(minutes=5)
    async with deps.begin() as tx:
        await deals.mark_deleted(tx, [DealId("d00003")], at=later)
    await there_are(deps, a_deal(1, at=clock()), a_deal(4, at=clock()), a_deal(5, at=clock()), read_at=later)

    content = (await the_digest(deps, at=clock())).content

    assert content.last_time is not None
    assert (content.last_time.accepted, content.last_time.not_ready) == (1, 4)
    assert content.last_time.words == ("Their lawyers are in",)
    assert [(one.name, one.why, one.ready) for one in content.followed] == [
        ("Deal 1", "because d00001", True),
        ("Deal 2", "because d00002", False),
        ("Deal 3", "because d00003", None),
        ("Deal 5", "because d00005", True),
    ]
    assert [deal.name for deal in content.recovered] == ["Deal 1"]
    assert [(deal.name, deal.calls) for deal in content.not_ready] == [("Deal 2", 2)]


async def listed(deps: Deps, digest: DigestId) -> list[DealId]:
    found = await to_review(deps, digest, by=ADA)
    assert isinstance(found, ToReview)
    return [deal.id for deal in found.deals]


@ON_SQLITE
async def test_a_meeting_in_which_nothing_was_inspected_leaves_no_trace_in_the_next_digest(
    deps: Deps, clock: Clock
) -> None:
    await there_are(deps, lacking(1))
    await the_digest(deps)
    await week_after(deps, clock)

    content = (await the_digest(deps, at=clock())).content

    assert (content.last_time, content.followed) == (None, ())


@ON_SQLITE
async def test_it_is_kept_as_it_was_told(deps: Deps) -> None:
    await there_are(deps, lacking(1))
    digest = await the_digest(deps)

    await there_are(deps, a_deal(1))

    found = await told(deps, digest.id)
    assert found is not None
    assert found[0].content == digest.content


@ON_SQLITE
async def test_it_is_forgotten_with_what_was_said_in_it(deps: Deps) -> None:
    await there_are(deps, lacking(1))
    digest = await the_digest(deps)
    await say_why(deps, WhyDraft(digest.id, {0: "no"}), by=ADA, delivery=a_delivery())

    kept_for = timedelta(days=deps.model.retention_days.deals)

    for at, there in ((FORECAST_CALL + kept_for, True), (FORECAST_CALL + kept_for + timedelta(seconds=1), False)):
        await tidy(deps, at=at)
        assert (await told(deps, digest.id) is not None) is there
