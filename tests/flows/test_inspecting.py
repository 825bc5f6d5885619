"""Marking deals as reviewed: the last word on each deal counts, nothing is doubled, and what is gone is left out."""

import asyncio
from collections.abc import Sequence

import pytest

from domain.digest import Digest
from domain.ids import DealId, DigestId, UserId
from domain.inspection import Judgement, ReviewDraft, WhyDraft
from domain.outcome import Refused
from domain.post import PostKind
from flows.deps import Deps
from flows.inspecting import Kept, ToReview, review, say_why, to_review
from store import deals, inspections
from tests.conftest import ADA, CLEO, FINN, MAYA, RITA, Clock
from tests.flows.pipeline import (
    DUE,
    FORECAST_CALL,
    RAVI_OWNS,
    RITA_OWNS,
    a_deal,
    in_slack,
    lacking,
    the_digest,
    there_are,
)
from tests.flows.stories import ON_SQLITE, a_delivery, owed

ACCEPTED, NOT_READY = Judgement.ACCEPTED, Judgement.NOT_READY


@pytest.fixture
def clock() -> Clock:
    return Clock(DUE)


@pytest.fixture
async def digest(deps: Deps, clock: Clock) -> Digest:
    """Of deals 1 and 2, which are not ready, and 3, which is; marked after the meeting."""
    await there_are(deps, lacking(1, amount="9000"), lacking(2), a_deal(3, owner=RAVI_OWNS))
    made = await the_digest(deps)
    clock.now = FORECAST_CALL
    return made


async def accept(
    deps: Deps, digest: Digest, *places: int, by: UserId = MAYA, words: str = "", delivery: str = ""
) -> Kept:
    draft = ReviewDraft(digest.id, accepted=places, words=words)
    outcome = await review(deps, draft, by=by, delivery=delivery or a_delivery())
    assert isinstance(outcome, Kept), outcome
    return outcome


async def turn_down(deps: Deps, digest: Digest, *places: int, by: UserId = MAYA, why: str = "No budget") -> Kept:
    outcome = await say_why(deps, WhyDraft(digest.id, dict.fromkeys(places, why)), by=by, delivery=a_delivery())
    assert isinstance(outcome, Kept), outcome
    return outcome


async def said(deps: Deps, digest: Digest) -> dict[str, tuple[UserId, Judgement, str]]:
    async with deps.store.read() as tx:
        found = await inspections.inspections_of(tx, digest.id)
    return {one.deal: (one.by, one.judgement, one.why) for one in found}


async def drawn_again(deps: Deps) -> int:
    """How often the head is due, besides the first time."""
    return sum(times for post, times in (await owed(deps)).items() if post.kind is PostKind.DIGEST) - 1


def ids(some: Sequence[object]) -> list[str]:
    return [one.id for one in some]  # type: ignore[attr-defined]


async def test_what_was_accepted_is_kept_at_once_and_the_head_is_drawn_again(deps: Deps, digest: Digest) -> None:
    kept = await accept(deps, digest, 2, words=" Good next step ")

    assert await said(deps, digest) == {"d00003": (MAYA, ACCEPTED, "Good next step")}
    assert (ids(kept.kept), kept.left_out, kept.ask_why) == (["d00003"], [], [])
    assert await drawn_again(deps) == 1


async def test_what_is_not_ready_is_kept_once_somebody_said_why(deps: Deps, digest: Digest) -> None:
    draft = ReviewDraft(digest.id, accepted=(2,), not_ready=(0,))
    first = await review(deps, draft, by=MAYA, delivery=a_delivery())

    assert isinstance(first, Kept)
    assert [(place, deal.id) for place, deal in first.ask_why] == [(0, "d00001")]
    assert set(await said(deps, digest)) == {"d00003"}
    await turn_down(deps, digest, 0)
    assert (await said(deps, digest))["d00001"] == (MAYA, NOT_READY, "No budget")


@ON_SQLITE
async def test_where_nothing_was_accepted_nothing_is_kept_before_somebody_said_why(deps: Deps, digest: Digest) -> None:
    first = await review(deps, ReviewDraft(digest.id, not_ready=(0, 1)), by=MAYA, delivery=a_delivery())

    assert isinstance(first, Kept)
    assert (first.kept, len(first.ask_why)) == ([], 2)
    assert (await said(deps, digest), await drawn_again(deps)) == ({}, 0)


async def test_a_second_delivery_changes_nothing_and_leads_on_as_the_first_did(deps: Deps, digest: Digest) -> None:
    draft, delivery = ReviewDraft(digest.id, accepted=(2,), not_ready=(0,)), a_delivery()

    outcomes = [await review(deps, draft, by=MAYA, delivery=delivery) for _ in range(2)]

    assert [len(one.ask_why) for one in outcomes if isinstance(one, Kept)] == [1, 1]
    assert await drawn_again(deps) == 1


async def test_of_several_words_on_a_deal_the_last_one_counts(deps: Deps, digest: Digest, clock: Clock) -> None:
    await accept(deps, digest, 0, 1)
    clock.move(minutes=5)
    await turn_down(deps, digest, 0, by=ADA, why="It slipped")
    clock.move(minutes=5)
    await accept(deps, digest, 1, by=ADA)

    assert await said(deps, digest) == {"d00001": (ADA, NOT_READY, "It slipped"), "d00002": (ADA, ACCEPTED, "")}


async def test_two_managers_at_once_leave_one_word_on_each_deal(deps: Deps, digest: Digest) -> None:
    await asyncio.gather(
        accept(deps, digest, 0, 1, 2, by=MAYA),
        turn_down(deps, digest, 2, 1, 0, by=CLEO),
        accept(deps, digest, 2, 0, 1, by=FINN),
    )

    words = await said(deps, digest)
    assert set(words) == {"d00001", "d00002", "d00003"}
    assert len({by for by, _, _ in words.values()}) == 1, "each wrote all three at once"


@ON_SQLITE
async def test_a_deal_that_was_deleted_meanwhile_is_left_out_and_said(deps: Deps, digest: Digest) -> None:
    async with deps.begin() as tx:
        await deals.mark_deleted(tx, [DealId("d00001")], at=DUE)

    accepted = await accept(deps, digest, 0, 2)
    turned_down = await turn_down(deps, digest, 0)

    assert (ids(accepted.kept), ids(accepted.left_out)) == (["d00003"], ["d00001"])
    assert (ids(turned_down.kept), ids(turned_down.left_out)) == ([], ["d00001"])
    assert set(await said(deps, digest)) == {"d00003"}


@ON_SQLITE
@pytest.mark.parametrize("place", [3, 99])
async def test_a_place_that_the_digest_does_not_have_is_refused(deps: Deps, digest: Digest, place: int) -> None:
    outcomes = [
        await review(deps, ReviewDraft(digest.id, accepted=(0, place)), by=MAYA, delivery=a_delivery()),
        await say_why(deps, WhyDraft(digest.id, {place: "no"}), by=MAYA, delivery=a_delivery()),
    ]

    assert all(isinstance(one, Refused) for one in outcomes)
    assert await said(deps, digest) == {}


@ON_SQLITE
async def test_whoever_may_not_is_refused_at_every_step(deps: Deps, digest: Digest) -> None:
    await in_slack(deps, {RITA_OWNS: RITA, RAVI_OWNS: RITA})

    for person, may in ((RITA, False), (CLEO, False), (MAYA, True), (FINN, True), (ADA, True)):
        outcomes = [
            await to_review(deps, digest.id, by=person),
            await review(deps, ReviewDraft(digest.id, accepted=(2,)), by=person, delivery=a_delivery()),
            await say_why(deps, WhyDraft(digest.id, {0: "no"}), by=person, delivery=a_delivery()),
        ]
        assert [not isinstance(one, Refused) for one in outcomes] == [may] * 3


@ON_SQLITE
async def test_while_an_owner_is_not_known_in_slack_every_manager_may(deps: Deps, digest: Digest) -> None:
    await in_slack(deps, {RITA_OWNS: RITA})

    assert isinstance(await to_review(deps, digest.id, by=CLEO), ToReview)


@ON_SQLITE
async def test_a_digest_that_is_gone_is_told_as_such(deps: Deps) -> None:
    outcome = await to_review(deps, DigestId(99), by=MAYA)

    assert isinstance(outcome, Refused)
    assert "not here any more" in outcome.because


@ON_SQLITE
async def test_deals_are_found_by_their_name_or_their_owner(deps: Deps, digest: Digest) -> None:
    asked = await to_review(deps, digest.id, by=MAYA)
    assert isinstance(asked, ToReview)

    found = {typed: [place for place, _ in asked.matching(typed, limit=2)] for typed in ("", "DEAL 2", "ravi", "x")}

    assert found == {"": [0, 1], "DEAL 2": [1], "ravi": [2], "x": []}


@ON_SQLITE
async def test_what_was_inspected_since_a_moment_can_be_asked_for(deps: Deps, digest: Digest, clock: Clock) -> None:
    await accept(deps, digest, 0)
    clock.move(minutes=1)
    await accept(deps, digest, 1)

    async with deps.store.read() as tx:
        since = [await inspections.inspected_since(tx, at) for at in (FORECAST_CALL, clock())]

    assert [[one.deal for one in some] for some in since] == [["d00001", "d00002"], ["d00002"]]
