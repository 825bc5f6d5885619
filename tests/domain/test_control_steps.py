"""When the figures speak for a lighter control, for a firmer one, and when they do not."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta

import pytest

from domain.control_steps import POLICY, Proposal, Step, is_news, next_control, proposals
from domain.criteria_met import CriterionDay
from domain.friction_first import Friction, OpenFriction
from domain.ids import ReportId
from domain.operating_model import OperatingModel
from domain.operating_model.workflows import Control

TODAY = date(2026, 12, 1)
"""A Tuesday: the last whole week ended on 29 November."""
FIRST = date(2026, 10, 5)
BOTH = ("risk_known", "promises_written")


def weeks(
    criterion: str, *percents: int, control: Control = Control.INSPECTION, deals: int = 100
) -> list[CriterionDay]:
    """Of the handoff, one day in each week; the first percentage is that of the first week."""
    return [
        CriterionDay("handoff", criterion, FIRST + timedelta(weeks=n, days=2), deals, percent * deals // 100, control)
        for n, percent in enumerate(percents)
    ]


def all_weeks(
    criterion: str, percent: int, control: Control = Control.INSPECTION, deals: int = 100
) -> list[CriterionDay]:
    return weeks(criterion, *[percent] * POLICY.weeks, control=control, deals=deals)


def proposed(
    model: OperatingModel,
    *days: Iterable[CriterionDay],
    control: Control = Control.INSPECTION,
    friction: Iterable[Friction] = (),
) -> list[Proposal]:
    handoff = model.workflows["handoff"].model_copy(update={"control": control})
    workflows = {**model.workflows, "handoff": handoff}
    held = OpenFriction.of(friction, model.crm.fields)
    return proposals(workflows, [day for some in days for day in some], held, today=TODAY)


def steps(found: Iterable[Proposal]) -> list[tuple[Step, Control, Control, tuple[str, ...], bool]]:
    return [(one.step, one.now, one.to, tuple(f.criterion for f in one.figures), one.whole) for one in found]


def a_report(*, workflow: str | None = None, field: str | None = None) -> Friction:
    return Friction(ReportId(1), 12, workflow, field, datetime(2026, 5, 3, tzinfo=UTC))


def test_a_control_that_works_in_all_weeks_may_be_lighter(model: OperatingModel) -> None:
    (found,) = proposed(model, all_weeks(BOTH[0], 95), weeks(BOTH[1], 97, 98, 99, 100, 100, 99, 98, 96))

    assert (found.workflow, found.first_week, found.criteria) == ("handoff", FIRST, 2)
    assert steps([found]) == [(Step.DOWN, Control.INSPECTION, Control.FLAG, BOTH, True)]
    assert found.figures[1].weeks == (0.97, 0.98, 0.99, 1.0, 1.0, 0.99, 0.98, 0.96)


def test_a_control_that_does_not_work_in_any_week_may_be_firmer(model: OperatingModel) -> None:
    found = proposed(model, all_weeks(BOTH[0], 59), all_weeks(BOTH[1], 0))

    assert steps(found) == [(Step.UP, Control.INSPECTION, Control.PROMPT, BOTH, True)]


@pytest.mark.parametrize(
    "percents",
    [[95, 95, 95, 95, 94, 95, 95, 95], [59, 59, 59, 60, 59, 59, 59, 59], [95] * 7, [59] * 7, [80] * 8],
)
def test_one_week_in_between_or_missing_is_enough_to_leave_it(model: OperatingModel, percents: list[int]) -> None:
    assert proposed(model, *(weeks(one, *percents) for one in BOTH)) == []


def test_few_deals_say_more_of_themselves_than_of_the_criterion(model: OperatingModel) -> None:
    assert proposed(model, *(all_weeks(one, 100, deals=4) for one in BOTH)) == []
    assert len(proposed(model, *(all_weeks(one, 100, deals=5) for one in BOTH))) == 1


def test_days_under_another_control_say_nothing_about_the_present_one(model: OperatingModel) -> None:
    assert proposed(model, *(all_weeks(one, 100, Control.PROMPT) for one in BOTH)) == []


def test_days_of_workflows_and_criteria_that_are_gone_say_nothing(model: OperatingModel) -> None:
    gone = [CriterionDay("gone", "gone", FIRST, 100, 100, Control.FLAG)]

    assert proposed(model, gone, all_weeks("gone", 100)) == []


# Friction before a firmer control


@pytest.mark.parametrize(
    ("report", "left"),
    [
        (a_report(field="implementation_risk"), [BOTH[1:]]),
        (a_report(workflow="handoff"), []),
        (a_report(workflow="forecast"), [BOTH]),
    ],
)
def test_what_has_open_friction_is_never_asked_more_firmly(
    model: OperatingModel, report: Friction, left: list[tuple[str, ...]]
) -> None:
    found = proposed(model, *(all_weeks(one, 10) for one in BOTH), friction=[report])

    assert [tuple(f.criterion for f in one.figures) for one in found] == left


def test_open_friction_is_in_nobodys_way_down(model: OperatingModel) -> None:
    found = proposed(model, *(all_weeks(one, 100) for one in BOTH), friction=[a_report(workflow="handoff")])

    assert [one.step for one in found] == [Step.DOWN]


# When not all criteria agree


def test_what_only_some_criteria_say_is_no_step(model: OperatingModel) -> None:
    found = proposed(model, all_weeks(BOTH[0], 100), all_weeks(BOTH[1], 10))

    assert steps(found) == [
        (Step.DOWN, Control.INSPECTION, Control.FLAG, BOTH[:1], False),
        (Step.UP, Control.INSPECTION, Control.PROMPT, BOTH[1:], False),
    ]


def test_a_step_is_always_news_and_what_some_criteria_say_is_once(model: OperatingModel) -> None:
    (whole,) = proposed(model, *(all_weeks(one, 100) for one in BOTH))
    (some,) = proposed(model, all_weeks(BOTH[0], 100))
    (again,) = proposed(model, all_weeks(BOTH[0], 96))
    (other,) = proposed(model, all_weeks(BOTH[1], 100))
    (firmer,) = proposed(model, all_weeks(BOTH[0], 100, Control.PROMPT), control=Control.PROMPT)

    assert is_news(whole, [whole])
    assert is_news(some, [])
    assert not is_news(again, [some, whole])
    assert [is_news(one, [some]) for one in (other, firmer)] == [True, True]


# The ladder


LADDER: Mapping[Control, tuple[Control | None, Control | None]] = {
    Control.FLAG: (None, Control.INSPECTION),
    Control.INSPECTION: (Control.FLAG, Control.PROMPT),
    Control.PROMPT: (Control.INSPECTION, None),
    Control.GATE: (Control.PROMPT, None),
}


@pytest.mark.parametrize("control", list(Control))
def test_nothing_is_lighter_than_a_flag_and_no_gate_is_proposed(control: Control) -> None:
    assert (next_control(control, Step.DOWN), next_control(control, Step.UP)) == LADDER[control]


def test_where_there_is_no_step_nothing_is_proposed(model: OperatingModel) -> None:
    light = proposed(model, *(all_weeks(one, 100, Control.FLAG) for one in BOTH), control=Control.FLAG)
    firm = proposed(model, *(all_weeks(one, 10, Control.PROMPT) for one in BOTH), control=Control.PROMPT)

    assert (light, firm) == ([], [])
