"""What served its purpose is forgotten; what somebody still needs is not."""

from domain.draft import ReportDraft
from domain.ids import DealId
from domain.outcome import Refused
from flows.crm_sync import sync
from flows.deps import Deps
from flows.drafts import file_draft, get_draft, keep_draft, throw_draft_away
from flows.showing import home_standing
from flows.tidying import tidy
from flows.timekeeping import is_over, put_down
from store import deals, once
from tests.conftest import RAVI, RITA, Clock
from tests.flows.scripted_crm import ScriptedCrm, a_record
from tests.flows.stories import a_delivery
from tests.kept import history_kept


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


async def test_that_a_firing_is_over_is_forgotten_after_a_month_and_what_it_told_is_not(deps: Deps, clock: Clock):
    await put_down(deps, "crm-sync", "of long ago", at=clock())
    async with deps.begin() as tx:
        await once.claim_occasion(tx, "release-notes", "of long ago", at=clock())
    clock.move(days=29)
    await put_down(deps, "crm-sync", "of late", at=clock())

    await tidy(deps, at=clock())
    kept = await is_over(deps, "crm-sync", "of long ago")
    clock.move(days=2)
    await tidy(deps, at=clock())

    assert kept
    assert not await is_over(deps, "crm-sync", "of long ago")
    assert await is_over(deps, "crm-sync", "of late")
    async with deps.store.read() as tx:
        assert await once.is_claimed(tx, "release-notes", "of long ago")


async def test_what_the_crm_told_is_kept_as_long_as_the_operating_model_says(deps: Deps, clock: Clock):
    crm = ScriptedCrm()
    crm.put(a_record(1, amount="100"))
    await sync(deps, crm, at=clock())
    crm.change(1, at=clock(), amount="200")
    clock.move(days=1)
    await sync(deps, crm, at=clock())

    clock.move(days=deps.model.retention_days.deals)
    await tidy(deps, at=clock())

    async with deps.store.read() as tx:
        assert await history_kept(tx, DealId("d00001")) == []
        assert await deals.count_deals(tx) == 1
