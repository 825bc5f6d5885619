"""How many deals met each criterion is counted once a day, and once a month the admins hear what that speaks for."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from domain.control_steps import POLICY, Step
from domain.criteria_met import CriterionDay
from domain.deal import Deal
from domain.deal_history import Seen
from domain.ids import DealId, TeamId
from domain.operating_model import OperatingModel
from domain.operating_model.workflows import Control
from domain.post import PostKind
from domain.report import Verb
from domain.roster import Roster
from flows.control_steps import control_month, propose_steps
from flows.criteria_met import count_met
from flows.deps import Deps
from schedules.controls import count_criteria, propose_controls, starts_of_months
from store import criterion_days, crm_catalogue, crm_syncs, deals
from store.engine import Store
from tests.conftest import ADA, MONDAY, THEO, Clock
from tests.flows.scripted_crm import LOST, QUALIFIED, WON
from tests.flows.stories import ON_SQLITE, a_report, decided, in_new_york, owed

DECEMBER = in_new_york(2026, 12, 1, 8, 30)
FIRST = date(2026, 10, 5)
"""The Monday of the first of the eight weeks that ended before December."""
RISK, PROMISES = "risk_known", "promises_written"


# Counting


async def there_are(deps: Deps, *some: Deal, read_at: datetime = MONDAY) -> None:
    async with deps.begin() as tx:
        await crm_catalogue.keep_stages(tx, [QUALIFIED, WON, LOST])
        await deals.keep_deals(tx, [Seen(deal, MONDAY) for deal in some], at=MONDAY)
        await crm_syncs.begin(tx, crm_syncs.DEALS, mapping="", at=read_at)
        assert await crm_syncs.succeed(tx, crm_syncs.DEALS, cursor=None, at=read_at)


def won(number: int, **values: str) -> Deal:
    made = MONDAY - timedelta(days=30)
    return Deal(DealId(f"d{number:05}"), "Deal", None, WON, made, {"close_date": "2026-11-20", **values})


async def counted(deps: Deps, workflow: str = "handoff") -> Mapping[tuple[date, str], tuple[int, int]]:
    async with deps.store.read() as tx:
        days = await criterion_days.days_between(tx, date(2020, 1, 1), date(2030, 1, 1))
    return {(one.day, one.criterion): (one.met, one.looked_at) for one in days if one.workflow == workflow}


async def test_a_day_is_counted_and_counted_again_it_is_the_same_day(deps: Deps) -> None:
    today = date(2026, 11, 23)
    await there_are(deps, won(1, implementation_risk="low"), won(2))

    first = await count_met(deps, at=MONDAY)
    assert await counted(deps) == {(today, RISK): (1, 2), (today, PROMISES): (0, 2)}
    await there_are(deps, won(2, implementation_risk="high", promised_outcomes="go live in May"))
    again = await count_met(deps, at=MONDAY + timedelta(hours=3))

    assert first == again == sum(len(one.criteria) for one in deps.model.workflows.values())
    assert await counted(deps) == {(today, RISK): (2, 2), (today, PROMISES): (1, 2)}
    assert set((await counted(deps, "renewal")).values()) == {(0, 0)}


async def test_more_deals_than_are_read_at_once_are_all_counted(deps: Deps) -> None:
    await there_are(deps, *(won(n) for n in range(1001)))

    await count_met(deps, at=MONDAY)

    assert set((await counted(deps)).values()) == {(0, 1001)}


@pytest.mark.parametrize("read_at", [None, MONDAY - timedelta(days=1, minutes=1)])
async def test_what_was_not_read_lately_is_not_counted(deps: Deps, read_at: datetime | None) -> None:
    if read_at:
        await there_are(deps, won(1), read_at=read_at)

    said = await count_criteria(deps, MONDAY)

    assert said == "Nothing was counted: the CRM was not read within the last day. Run crm-sync first."
    assert await counted(deps) == {}


async def test_days_are_kept_as_long_as_what_was_read_from_the_crm(deps: Deps) -> None:
    await there_are(deps, won(1))
    await there_were(deps, [a_day(RISK, date(2025, 10, 18)), a_day(RISK, date(2025, 10, 19))])

    await count_met(deps, at=MONDAY)

    assert min(await counted(deps)) == (date(2025, 10, 19), RISK)


# Proposing


def a_day(criterion: str, day: date, percent: int = 100, *, control: Control = Control.INSPECTION) -> CriterionDay:
    return CriterionDay("handoff", criterion, day, 100, percent, control)


def weeks(criterion: str, percent: int, *, first: date = FIRST) -> list[CriterionDay]:
    return [a_day(criterion, first + timedelta(weeks=n), percent) for n in range(POLICY.weeks)]


async def there_were(deps: Deps, days: Sequence[CriterionDay]) -> None:
    async with deps.begin() as tx:
        await criterion_days.keep_days(tx, days)


async def told(deps: Deps) -> list[tuple[str, str]]:
    return [(post.subject, post.place) for post in await owed(deps) if post.kind is PostKind.CONTROL_STEPS]


async def test_each_admin_hears_once_a_month_what_the_figures_speak_for(deps: Deps, model: OperatingModel) -> None:
    people = model.people.model_copy(update={"admins": ("U0ADA", "U0THEO")})
    deps.roster = Roster.of(model.model_copy(update={"people": people}), {})
    await there_were(deps, weeks(RISK, 97) + weeks(PROMISES, 100))

    first = await propose_steps(deps, at=DECEMBER)
    again = await propose_steps(deps, at=DECEMBER + timedelta(days=1))

    assert (first, again) == (1, None)
    assert await told(deps) == [("2026-12/1", ADA), ("2026-12/1", THEO)]
    month = await control_month(deps, "2026-12/1")
    assert month is not None
    assert (month.month, month.part, month.parts) == (date(2026, 12, 1), 1, 1)
    assert month.names == {"handoff": "Closed-won handoff"}
    (proposal,) = month.proposals
    assert (proposal.step, proposal.now, proposal.to) == (Step.DOWN, Control.INSPECTION, Control.FLAG)
    assert [(one.criterion, one.weeks) for one in proposal.figures] == [(RISK, (0.97,) * 8), (PROMISES, (1.0,) * 8)]


async def test_where_nothing_is_to_be_said_nothing_is_sent(deps: Deps) -> None:
    await there_were(deps, weeks(RISK, 97) + weeks(PROMISES, 80, first=FIRST - timedelta(weeks=1)))
    await there_were(deps, [a_day(RISK, FIRST + timedelta(weeks=7, days=3), 0)])

    assert await propose_steps(deps, at=DECEMBER) == 0
    assert await told(deps) == []
    assert await control_month(deps, "2026-12/1") is None


async def test_a_step_is_proposed_again_in_the_next_month_and_what_some_criteria_say_is_not(deps: Deps) -> None:
    january, february = in_new_york(2027, 1, 4, 8, 30), in_new_york(2027, 2, 1, 8, 30)
    for n in range(20):
        await there_were(deps, [a_day(RISK, FIRST + timedelta(weeks=n), 97)])

    assert [await propose_steps(deps, at=at) for at in (DECEMBER, january, february)] == [1, 0, 0]
    assert await told(deps) == [("2026-12/1", ADA)]

    for n in range(24):
        await there_were(deps, [a_day(one, FIRST + timedelta(weeks=n), 97) for one in (RISK, PROMISES)])
    march, april = in_new_york(2027, 3, 1, 8, 30), in_new_york(2027, 3, 31, 8, 30) + timedelta(days=1)
    assert [await propose_steps(deps, at=at) for at in (march, april)] == [1, 0]


async def test_open_friction_keeps_a_firmer_control_from_being_proposed(deps: Deps, clock: Clock) -> None:
    await there_were(deps, weeks(RISK, 10) + weeks(PROMISES, 10))
    report = await a_report(deps, workflow="handoff", field="Implementation risk")

    assert await propose_steps(deps, at=DECEMBER) == 1
    month = await control_month(deps, "2026-12/1")
    assert month is not None
    assert [one.criterion for one in month.proposals[0].figures] == [PROMISES]

    await decided(deps, report.id, Verb.REJECT)
    january = in_new_york(2027, 1, 4, 8, 30)
    await there_were(deps, [day for one in (RISK, PROMISES) for day in weeks(one, 10, first=date(2026, 11, 9))])
    assert await propose_steps(deps, at=january) == 1
    month = await control_month(deps, "2027-01/1")
    assert month is not None
    assert month.proposals[0].whole


async def test_of_two_replicas_one_tells_it(deps: Deps, replica: Deps) -> None:
    await there_were(deps, weeks(RISK, 97) + weeks(PROMISES, 100))

    outcomes = await asyncio.gather(*(propose_steps(one, at=DECEMBER) for one in (deps, replica)))

    assert sorted(map(str, outcomes)) == ["1", "None"]
    assert await told(deps) == [("2026-12/1", ADA)]


async def test_another_workspace_has_figures_of_its_own(deps: Deps) -> None:
    await there_were(deps, weeks(RISK, 97) + weeks(PROMISES, 100))
    others = replace(deps, store=Store(deps.store.writer, deps.store.reader, TeamId("T0SOUTHWIND")))

    assert await propose_steps(others, at=DECEMBER) == 0
    assert await propose_steps(deps, at=DECEMBER) == 1


async def test_a_workflow_that_is_gone_when_the_message_is_drawn_keeps_its_key(deps: Deps) -> None:
    await there_were(deps, weeks(RISK, 97) + weeks(PROMISES, 100))
    await propose_steps(deps, at=DECEMBER)
    left = {name: one for name, one in deps.model.workflows.items() if name != "handoff"}

    month = await control_month(replace(deps, model=deps.model.model_copy(update={"workflows": left})), "2026-12/1")

    assert month is not None
    assert month.names == {"handoff": "handoff"}


@ON_SQLITE
async def test_the_command_line_says_what_came_of_it(deps: Deps) -> None:
    await there_are(deps, won(1))
    assert await count_criteria(deps, MONDAY) == "Counted, for 9 criteria, how many deals meet them."

    assert await propose_controls(deps, MONDAY) == "There is nothing new to propose."
    assert (
        await propose_controls(deps, MONDAY) == "The controls of that month were looked at already. Nothing was done."
    )
    await there_were(deps, weeks(RISK, 97))
    assert await propose_controls(deps, DECEMBER) == "Told to the admins: 1."


# When


@ON_SQLITE
async def test_it_is_tried_on_the_first_three_working_days_of_a_month(deps: Deps) -> None:
    """New Year is a holiday, and the days after it are a weekend."""
    found = starts_of_months(deps, in_new_york(2026, 11, 20, 12), in_new_york(2027, 1, 31, 12))

    assert [f"{at.astimezone(deps.model.timezone):%a %d %b %H:%M}" for at in found] == [
        "Tue 01 Dec 08:30",
        "Wed 02 Dec 08:30",
        "Thu 03 Dec 08:30",
        "Mon 04 Jan 08:30",
        "Tue 05 Jan 08:30",
        "Wed 06 Jan 08:30",
    ]
