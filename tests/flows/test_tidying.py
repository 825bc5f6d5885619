"""What served its purpose is forgotten; what somebody still needs is not."""

from domain.draft import ReportDraft
from domain.outcome import Refused
from flows.deps import Deps
from flows.drafts import file_draft, get_draft, keep_draft, throw_draft_away
from flows.showing import home_standing
from flows.tidying import tidy
from store import once
from tests.conftest import RAVI, RITA, Clock
from tests.flows.stories import a_delivery


async def test_a_draft_can_be_thrown_away_by_whoever_began_it_and_by_nobody_else(deps: Deps):
    draft = await keep_draft(deps, "the board is odd", by=RITA, delivery=a_delivery())

    assert await throw_draft_away(deps, draft, by=RAVI) is False
    assert await throw_draft_away(deps, draft, by=RITA) is True

    assert await throw_draft_away(deps, draft, by=RITA) is False
    assert isinstance(await get_draft(deps, draft, by=RITA), Refused)
    assert (await home_standing(deps, RITA)).drafts == []


async def test_what_was_filed_cannot_be_thrown_away(deps: Deps):
    draft = await keep_draft(deps, "the board is odd", by=RITA, delivery=a_delivery())
    await file_draft(deps, draft, by=RITA, delivery=a_delivery())

    assert await throw_draft_away(deps, draft, by=RITA) is False


async def test_drafts_are_forgotten_after_a_month_and_not_before(deps: Deps, clock: Clock):
    draft = await keep_draft(deps, "the board is odd", by=RITA, delivery=a_delivery())

    clock.move(days=29)
    await tidy(deps, at=clock())
    assert await get_draft(deps, draft, by=RITA) == ReportDraft("the board is odd")

    clock.move(days=2)
    await tidy(deps, at=clock())
    assert isinstance(await get_draft(deps, draft, by=RITA), Refused)


async def test_a_delivery_is_remembered_for_as_long_as_slack_may_repeat_it(deps: Deps, clock: Clock):
    async with deps.begin() as tx:
        assert await once.receive(tx, "Ev1", at=clock())

    clock.move(days=1)
    await tidy(deps, at=clock())
    async with deps.begin() as tx:
        assert not await once.receive(tx, "Ev1", at=clock())
