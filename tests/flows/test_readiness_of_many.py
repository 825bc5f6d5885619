"""However many deals there are, and whoever judges at once or was stopped: each is judged as if it were alone."""

import asyncio
import random
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime

import pytest

from domain.deal import Deal, Stage
from domain.ids import DealId
from domain.operating_model import OperatingModel
from domain.operating_model.workflows import RecordFilter
from domain.readiness import Checks, Finding, Unknown
from flows import readiness
from flows.deps import Deps
from flows.readiness import PART
from store import deals
from store.engine import Store, Transaction
from tests.conftest import MONDAY, TEAM
from tests.flows.judging_steps import TUESDAY, a_deal, there_are
from tests.flows.readiness_world import review_of_qualified
from tests.flows.scripted_crm import LOST, QUALIFIED, WON
from tests.kept import findings_kept, open_findings


async def still_open(deps: Deps) -> set[tuple[DealId, str, Finding]]:
    async with deps.store.read() as tx:
        kept = await open_findings(tx)
    return {(one.finding.deal, one.workflow, one.finding) for one in kept}


@pytest.fixture
def deps(deps: Deps) -> Deps:
    return review_of_qualified(deps)


def any_deals(
    dice: random.Random, many: int, stages: Sequence[Stage] = (QUALIFIED, QUALIFIED, WON, LOST)
) -> list[Deal]:
    return [
        a_deal(
            number,
            dice.choice(stages),
            changed=dice.randrange(40),
            next_step=dice.choice(["", "call", "tbd"]),
            close_date=dice.choice(["", "soon", "2026-11-22", "2026-10-20", "2026-12-24", "9999-12-31"]),
            forecast_category=dice.choice(["", "COMMIT", "PIPELINE"]),
        )
        for number in dice.sample(range(100_000), many)
    ]


def by_hand(model: OperatingModel, some: Sequence[Deal], at: datetime) -> set[tuple[DealId, str, Finding]]:
    checks = {name: Checks(model, name, now=at) for name in model.workflows}
    return {
        (deal.id, name, found)
        for name, workflow in checks.items()
        for deal in some
        if workflow.concern(deal)
        for found in workflow.findings(deal)
        if isinstance(found, Finding)
    }


@pytest.mark.parametrize("many", [PART, PART + 1, 2 * PART])
async def test_however_many_deals_there_are_each_is_judged_as_if_it_were_alone(deps: Deps, many: int) -> None:
    dice = random.Random(many)
    before, after = any_deals(dice, many, [QUALIFIED]), any_deals(dice, many, [QUALIFIED])
    await there_are(deps, *before)
    await readiness.judge(deps, at=MONDAY)
    async with deps.begin() as tx:
        await deals.mark_deleted(tx, [deal.id for deal in before], at=MONDAY)
    await there_are(deps, *after)

    judged = await readiness.judge(deps, at=TUESDAY)

    assert await still_open(deps) == by_hand(deps.model, after, TUESDAY)
    assert {(k.finding.deal, k.workflow) for k in judged.resolved} <= {
        (deal, workflow) for deal, workflow, _ in by_hand(deps.model, before, MONDAY)
    }


@pytest.mark.parametrize(
    "records",
    [
        {},
        {"open": True},
        {"open": False},
        {"open": True, "closing_within_days": 31},
        {"open": True, "stages": ["Qualified"]},
        {"open": True, "stages": ["NEGOTIATION", "nowhere"]},
        {"open": True, "stages": ["Nowhere"], "closing_within_days": 31},
        {"closing_within_days": 31},
        {"won_within_days": 3},
        {"open": False, "won_within_days": 60},
        {"stages": ["Lost"]},
    ],
)
async def test_no_deal_that_a_workflow_looks_at_is_left_out(deps: Deps, records: dict[str, object]) -> None:
    some = any_deals(random.Random(7), PART + 100)
    await there_are(deps, *some)
    only = deps.model.workflows["forecast"].model_copy(update={"records": RecordFilter.model_validate(records)})
    deps = replace(deps, model=deps.model.model_copy(update={"workflows": {"forecast": only}}))

    inspected = [one async for one in readiness.inspect(deps, "forecast", at=MONDAY)]
    await readiness.judge(deps, at=MONDAY)

    checks = Checks(deps.model, "forecast", now=MONDAY)
    assert {deal.id for deal, _ in inspected} == {deal.id for deal in some if checks.concern(deal)}
    assert await still_open(deps) == by_hand(deps.model, some, MONDAY)
    assert {(deal.id, "forecast", f) for deal, found in inspected for f in found if not isinstance(f, Unknown)} == (
        await still_open(deps)
    )


async def test_two_who_judge_at_once_remember_everything_once(deps: Deps) -> None:
    some = any_deals(random.Random(3), PART + 200)
    await there_are(deps, *some)

    both = await asyncio.gather(readiness.judge(deps, at=MONDAY), readiness.judge(deps, at=MONDAY))

    expected = by_hand(deps.model, some, MONDAY)
    async with deps.store.read() as tx:
        kept = await findings_kept(tx)
    assert len(kept) == len(expected) == sum(len(judged.new) for judged in both)


class Killed(BaseException):
    """Nobody catches it, as nobody catches the end of a process."""


class Dying(Store):
    """Begins only so many transactions."""

    left = 1

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Transaction]:
        if not self.left:
            raise Killed
        self.left -= 1
        async with super().begin() as tx:
            yield tx


async def test_a_judging_that_was_stopped_is_finished_by_the_next(deps: Deps) -> None:
    some = any_deals(random.Random(5), PART + 1, [QUALIFIED])
    await there_are(deps, *some)
    expected = by_hand(deps.model, some, MONDAY)

    with pytest.raises(Killed):
        await readiness.judge(replace(deps, store=Dying(deps.store.writer, deps.store.reader, TEAM)), at=MONDAY)
    first = await still_open(deps)
    rest = await readiness.judge(deps, at=MONDAY)

    assert 0 < len(first) < len(expected)
    assert len(rest.new) == len(expected) - len(first)
    assert await still_open(deps) == expected
