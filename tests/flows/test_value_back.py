"""What people hear about their updates: once a week, in one line, which of them a meeting relied on."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from domain.digest import Content, Worth
from domain.ids import ChannelId, DealId
from domain.inspection import Inspection, Judgement
from domain.operating_model.workflows import Control
from domain.value_back import Used, used_line
from flows import nudging
from flows.deps import Deps
from store import digests, inspections
from tests.conftest import MAYA, MONDAY, RAVI, Clock
from tests.flows.nudging_world import bundles_of, posts_to, read, their_deals, with_control
from tests.flows.readiness_world import review_of_qualified
from tests.flows.scripted_crm import RAVI_OWNS, ScriptedCrm
from tests.flows.stories import in_new_york

WEDNESDAY = in_new_york(2026, 11, 25, 10, 5)
FRIDAY = in_new_york(2026, 11, 27, 9)


@pytest.fixture
async def crm(deps: Deps) -> ScriptedCrm:
    """Ravi has set the next step of his deal on Monday."""
    crm = await their_deals(deps)
    at = MONDAY + timedelta(hours=1)
    record = crm.change(3, at=at, next_step="sign")
    crm.put(replace(record, history=[replace(past, by=RAVI_OWNS) for past in record.history]))
    return crm


@pytest.fixture
def deps(deps: Deps) -> Deps:
    return with_control(review_of_qualified(deps), Control.FLAG)


async def inspected(deps: Deps, judgement: Judgement = Judgement.ACCEPTED, *, at: datetime = WEDNESDAY) -> None:
    async with deps.begin() as tx:
        written = digests.Written.of(Content("Pipeline review", Worth(), Worth(), Worth(), Worth()), ())
        digest = await digests.add_digest(
            tx, written, workflow="pipeline_review", meeting_at=at, channel=ChannelId("C0PIPELINE"), at=at
        )
        made = Inspection(digest, DealId("d00003"), "pipeline_review", MAYA, judgement, "", at)
        await inspections.keep(tx, [made])


async def told(deps: Deps, crm: ScriptedCrm, clock: Clock, at: datetime = FRIDAY) -> list[str]:
    clock.now = at
    await read(deps, crm, at=at)
    await nudging.ask(deps, at=at)
    return [line for bundle in await bundles_of(deps, RAVI) for line in bundle.used]


async def test_on_the_last_working_day_of_the_week_the_owner_hears_of_it(
    deps: Deps, crm: ScriptedCrm, clock: Clock
) -> None:
    await inspected(deps)

    assert await told(deps, crm, clock, FRIDAY - timedelta(days=2)) == []
    assert await told(deps, crm, clock) == [
        "What you updated was used this week: Deal 3 (next step) was accepted as it stands."
    ]
    assert await posts_to(deps, RAVI) == 1
    assert await posts_to(deps) == 0


async def test_what_was_not_accepted_was_not_used(deps: Deps, crm: ScriptedCrm, clock: Clock) -> None:
    await inspected(deps, Judgement.NOT_READY)

    assert await told(deps, crm, clock) == []


async def test_what_was_updated_after_the_meeting_was_not_used_in_it(
    deps: Deps, crm: ScriptedCrm, clock: Clock
) -> None:
    await inspected(deps, at=in_new_york(2026, 11, 23, 9))

    assert await told(deps, crm, clock) == []


def test_many_deals_are_still_one_line() -> None:
    line = used_line([Used(f"Deal {n}", ("next_step", "close_date")) for n in range(6)])

    assert line == (
        "What you updated was used this week: Deal 0 (next step, close date), Deal 1 (next step, close date), "
        "Deal 2 (next step, close date), Deal 3 (next step, close date) and 2 more were accepted as they stand."
    )


def test_nothing_used_says_nothing() -> None:
    assert used_line([]) == ""
