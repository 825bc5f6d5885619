"""How what was asked stands later: nobody is told that something is in order which only left the meeting."""

from datetime import timedelta

from domain.finding_standing import Asking
from flows.crm_sync import sync
from flows.deps import Deps
from flows.readiness import judge
from tests.conftest import MONDAY, RITA, Clock
from tests.flows.scripted_crm import LOST
from tests.flows.stories import ON_SQLITE
from tests.flows.updates import CLOSE_DATE, NEXT_STEP, asked_for, shown, with_deals, write


@ON_SQLITE
async def test_a_deal_that_left_the_meeting_is_not_said_to_be_in_order(deps: Deps, clock: Clock) -> None:
    deps, crm = await with_deals(deps)
    await asked_for(deps)
    await write(deps)
    assert [(await shown(deps, one)).asking for one in (NEXT_STEP, CLOSE_DATE)] == [Asking.MET, Asking.ASKED]

    clock.now += timedelta(hours=1)
    crm.change(1, at=clock(), stage=LOST.id)
    await sync(deps, crm, at=clock())
    await judge(deps, at=clock())

    step, date = [await shown(deps, one) for one in (NEXT_STEP, CLOSE_DATE)]
    assert (step.asking, step.by) == (Asking.MET, RITA)
    assert (date.asking, date.by) == (Asking.LEFT, None)


@ON_SQLITE
async def test_whoever_saved_a_field_long_ago_did_not_save_what_was_asked_now(deps: Deps, clock: Clock) -> None:
    deps, crm = await with_deals(deps)
    await asked_for(deps)
    await write(deps)
    for hours, step in ((1, "tbd"), (2, "Call them")):
        clock.now = MONDAY + timedelta(hours=hours)
        crm.change(1, at=clock(), next_step=step)
        await sync(deps, crm, at=clock())
        await judge(deps, at=clock())

    told = await shown(deps)
    assert (told.asking, told.by) == (Asking.MET, None)


@ON_SQLITE
async def test_what_the_crm_hides_is_not_said_to_be_in_order(deps: Deps, clock: Clock) -> None:
    deps, crm = await with_deals(deps)
    crm.all_fields = [meta for meta in crm.all_fields if meta.field != "next_step"]
    await sync(deps, crm, at=clock())
    await judge(deps, at=clock())

    assert (await shown(deps)).asking is Asking.UNSEEN
