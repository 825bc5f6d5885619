"""The digest of a meeting is made once, as a document: how deals stand, what rests, and what became of them."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import text

from domain.digest import Chapter
from domain.ids import TeamId
from domain.operating_model.workflows import Control
from domain.post import PostKind
from flows.deps import Deps
from flows.digest import make_digests, told
from store import digests
from tests.conftest import Clock
from tests.flows.pipeline import (
    DUE,
    FORECAST_CALL,
    RAVI_OWNS,
    RITA_OWNS,
    a_deal,
    lacking,
    the_digest,
    there_are,
)
from tests.flows.stories import ON_SQLITE, Owed, a_report, in_new_york, owed, posted

A_WEEK = timedelta(days=7)
CHANNEL = "C0FORECAST"


@pytest.fixture
def clock() -> Clock:
    return Clock(DUE)


async def posts_of(deps: Deps) -> list[Owed]:
    kinds = {PostKind.DIGEST, PostKind.DIGEST_PART}
    return sorted(post for post, times in (await owed(deps)).items() if post.kind in kinds for _ in range(times))


def refusing(kind: str) -> str:
    """As a process that dies half-way: the transaction does not come to its end."""
    return (
        f"CREATE TRIGGER refused BEFORE INSERT ON posts WHEN NEW.kind = '{kind}' BEGIN SELECT RAISE(ABORT, 'half'); END"
    )


# Once


async def test_the_digest_owes_its_head_and_nothing_more_when_all_of_it_fits(deps: Deps) -> None:
    await there_are(deps, lacking(1), a_deal(2))

    digest = await the_digest(deps)

    assert await posts_of(deps) == [Owed(PostKind.DIGEST, str(digest.id), CHANNEL)]
    assert (digest.workflow, digest.meeting_at, digest.channel) == ("forecast", FORECAST_CALL, CHANNEL)
    found = await told(deps, digest.id)
    assert found is not None
    assert found[0] == digest


async def test_of_a_long_one_the_replies_are_owed_with_it(deps: Deps) -> None:
    await there_are(deps, *(lacking(n) for n in range(200)))

    digest = await the_digest(deps)

    head = (PostKind.DIGEST, str(digest.id))
    replies = [
        Owed(PostKind.DIGEST_PART, f"{digest.id}/{n + 1}", CHANNEL, head) for n in range(len(digest.content.replies))
    ]
    assert len(replies) > 1
    assert await posts_of(deps) == [Owed(*head, CHANNEL), *replies]


async def test_two_replicas_make_it_once(deps: Deps, replica: Deps) -> None:
    await there_are(deps, *(lacking(n) for n in range(60)))

    made = await asyncio.gather(*(make_digests(one, at=DUE) for one in (deps, replica, deps)))

    assert sorted(len(one.digests) for one in made) == [0, 0, 1]
    assert [post.kind for post in await posts_of(deps)].count(PostKind.DIGEST) == 1
    again = await make_digests(replica, at=FORECAST_CALL - timedelta(seconds=1))
    assert (again.digests, [call.workflow for call in again.there]) == ([], ["forecast"])


@ON_SQLITE
async def test_a_crash_leaves_nothing_half_done_and_the_next_tick_makes_it(deps: Deps) -> None:
    await there_are(deps, *(lacking(n) for n in range(200)))
    async with deps.store.begin() as tx:
        await tx.execute(text(refusing("digest_part")))

    with pytest.raises(Exception, match="half"):
        await make_digests(deps, at=DUE)
    after_the_crash = await posts_of(deps)
    async with deps.store.begin() as tx:
        await tx.execute(text("DROP TRIGGER refused"))
    made = await make_digests(deps, at=DUE + timedelta(minutes=20))

    assert after_the_crash == []
    assert len(made.digests) == 1
    assert len(await posts_of(deps)) == 1 + len(made.digests[0].content.replies)


@ON_SQLITE
async def test_a_meeting_that_has_begun_or_falls_on_a_holiday_has_none(deps: Deps) -> None:
    begun = await make_digests(deps, at=FORECAST_CALL)
    thanksgiving = await make_digests(deps, at=in_new_york(2026, 11, 26, 13))

    assert (begun.digests, thanksgiving.digests) == ([], [])
    assert await posts_of(deps) == []


@ON_SQLITE
async def test_two_meetings_at_one_hour_are_two_digests_also_in_one_channel_and_the_lightest_control_has_one(
    deps: Deps,
) -> None:
    forecast = deps.model.workflows["forecast"]
    other = forecast.model_copy(update={"control": Control.FLAG, "name": "Other"})
    deps.model = deps.model.model_copy(update={"workflows": {"forecast": forecast, "other": other}})
    await there_are(deps, lacking(1))

    made = await make_digests(deps, at=DUE)

    assert [digest.workflow for digest in made.digests] == ["forecast", "other"]
    assert [(post.kind, post.place) for post in await posts_of(deps)] == [(PostKind.DIGEST, CHANNEL)] * 2


# What it tells


@ON_SQLITE
async def test_deals_are_counted_as_ready_not_ready_or_held_back(deps: Deps) -> None:
    await a_report(deps, "I cannot know the champion yet", workflow="forecast", field="champion")
    await posted(deps, PostKind.REPORT_CARD, "C0TRIAGE", channel="C0TRIAGE", ts="1764000001.000100")
    held = a_deal(3, forecast_category="COMMIT", owner=RAVI_OWNS, amount="70", currency="EUR")
    await there_are(deps, lacking(1, amount=""), lacking(2, amount="123456789012345.67"), held, a_deal(4))

    content = (await the_digest(deps)).content

    counts = [worth.deals for worth in (content.total, content.ready, content.lacking, content.resting)]
    assert counts == [4, 1, 2, 1]
    assert (content.lacking.sums, content.lacking.unknown) == ({"USD": Decimal("123456789012345.67")}, 1)
    assert content.resting.sums == {"EUR": Decimal(70)}
    assert [(one.field, one.ref, one.deals) for one in content.held] == [("champion", "F-1", 1)]
    assert content.held[0].link == "https://northwind.slack.com/archives/C0TRIAGE/p1764000001000100"
    assert content.owners == {RITA_OWNS: "Rita Ruiz", RAVI_OWNS: "Ravi Rao"}


@ON_SQLITE
async def test_a_close_date_at_the_end_of_time_and_markup_in_a_name_are_no_trouble(deps: Deps) -> None:
    workflow = deps.model.workflows["forecast"]
    every = workflow.model_copy(update={"records": workflow.records.model_copy(update={"closing_within_days": None})})
    deps.model = deps.model.model_copy(update={"workflows": {"forecast": every}})
    await there_are(deps, a_deal(1, close_date="9999-12-31"), lacking(2, name="<b>&\u202e" * 100))

    content = (await the_digest(deps)).content

    assert content.ready.deals == 1
    assert len(content.not_ready[0].name) < 250


@ON_SQLITE
@pytest.mark.parametrize(("minutes", "stale"), [(120, False), (121, True)])
async def test_it_says_when_the_crm_was_read_too_long_ago(deps: Deps, minutes: int, stale: bool) -> None:
    read_at = DUE - timedelta(minutes=minutes)
    await there_are(deps, a_deal(1), read_at=read_at)

    content = (await the_digest(deps)).content

    assert (content.read_at, content.is_stale) == (read_at, stale)


@ON_SQLITE
async def test_a_stage_that_the_crm_has_under_another_name_makes_no_digest_good_news(deps: Deps) -> None:
    review = in_new_york(2026, 12, 2, 9)
    await there_are(deps, a_deal(1, at=review), read_at=review)

    content = (await the_digest(deps, at=review)).content  # it looks at proposals and negotiations as well

    assert (content.total.deals, content.unseen) == (1, True)


@ON_SQLITE
async def test_before_the_crm_was_ever_read_it_says_so(deps: Deps) -> None:
    content = (await the_digest(deps)).content

    assert (content.read_at, content.is_stale, content.total.deals) == (None, True, 0)


# Many


async def test_of_ten_thousand_deals_none_is_lost(deps: Deps) -> None:
    some = [
        (lacking if n % 3 == 0 else a_deal)(n, owner=(RITA_OWNS, RAVI_OWNS, None)[n % 7 % 3]) for n in range(10_000)
    ]
    await there_are(deps, *some)

    digest = await the_digest(deps)

    content = digest.content
    assert (content.total.deals, content.ready.deals, len(content.not_ready)) == (10_000, 6666, 3334)
    parts = [part for reply in content.replies for part in reply if part.chapter is Chapter.NOT_READY]
    assert [part.start for part in parts] == [0, *(part.stop for part in parts[:-1])]
    assert parts[-1].stop == 3334
    assert len(await posts_of(deps)) == 1 + len(content.replies)
    async with deps.store.read() as tx:
        ready = await digests.ready_in(tx, digest.id)
    assert {deal.id for deal in ready} == {deal.id for n, deal in enumerate(some) if n % 3}


@ON_SQLITE
async def test_another_workspace_sees_none_of_it(deps: Deps) -> None:
    await there_are(deps, lacking(1))
    digest = await the_digest(deps)

    others = replace(deps, store=type(deps.store)(deps.store.writer, deps.store.reader, TeamId("T0OTHER")))

    assert await told(others, digest.id) is None
    async with others.store.read() as tx:
        assert await digests.last_before(tx, "forecast", FORECAST_CALL + A_WEEK) is None
