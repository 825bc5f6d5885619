"""The month's proposals for admins: what to change, why, and the figures."""

import json
from datetime import date

import pytest

from domain.control_steps import (
    FIGURES_PER_MESSAGE,
    PROPOSALS_PER_MESSAGE,
    ControlMonth,
    Figures,
    Proposal,
    Step,
    in_messages,
)
from domain.operating_model.workflows import Control
from tests.views.view_values import NASTY, TEXTS, accepted, words
from views.control_steps import control_steps
from views.escape import escape

FIRST = date(2026, 10, 5)
UP = tuple(n / 8 for n in range(8))


def a_proposal(
    step: Step = Step.DOWN,
    *,
    criteria: int = 2,
    agree: int = 2,
    weeks: tuple[float, ...] = UP,
    workflow: str = "forecast",
) -> Proposal:
    now, to = Control.INSPECTION, Control.FLAG if step is Step.DOWN else Control.PROMPT
    figures = tuple(Figures(f"c{n}", weeks) for n in range(agree))
    return Proposal(workflow, step, now, to, figures, criteria, FIRST)


def a_month(*proposals: Proposal, name: str = "Forecast", part: int = 1, parts: int = 1) -> ControlMonth:
    return ControlMonth(date(2026, 12, 1), part, parts, proposals, {one.workflow: name for one in proposals})


def test_a_lighter_control_is_proposed_as_a_line_to_change() -> None:
    said = words(control_steps(a_month(a_proposal())))

    assert "*Forecast*: a lighter control would do" in said
    assert "At least 95 % of the deals met each of these 2 criteria in every one of the last 8 weeks." in said
    assert "With `flag`, nobody is asked beforehand" in said
    assert "```workflows:\n  forecast:\n    control: flag  # now: inspection```" in said
    assert "week by week, Mon 5 Oct 2026 to Sun 29 Nov 2026" in said
    assert "Nothing changes by itself" in said


def test_before_a_firmer_control_people_are_to_be_asked() -> None:
    said = words(control_steps(a_month(a_proposal(Step.UP, criteria=1, agree=1))))

    assert "*Forecast*: the control may be too light" in said
    assert "Fewer than 60 % of the deals met this criterion" in said
    assert said.index("Ask people first what keeps them from it") < said.index("With `prompt`, people are also asked")
    assert "control: prompt  # now: inspection" in said


@pytest.mark.parametrize(
    ("step", "agree", "says"),
    [
        (Step.DOWN, 1, "1 of 4 criteria needs no asking any more"),
        (Step.DOWN, 2, "2 of 4 criteria need no asking any more"),
        (Step.UP, 1, "1 of 4 criteria is rarely met"),
        (Step.UP, 3, "3 of 4 criteria are rarely met"),
    ],
)
def test_what_only_some_criteria_say_comes_without_a_line_to_change(step: Step, agree: int, says: str) -> None:
    said = words(control_steps(a_month(a_proposal(step, criteria=4, agree=agree))))

    assert f"*Forecast*: {says}" in said
    assert "```" not in said
    assert f"a workflow of {'its' if agree == 1 else 'their'} own with `control: " in said
    assert "not get a message for this alone again" in said


def test_the_figures_are_told_week_by_week_and_never_rounded_up() -> None:
    said = words(control_steps(a_month(a_proposal(weeks=(0.0, 0.29, 0.5, 0.58, 0.949, 0.95, 0.999, 1.0)))))

    assert "`c0` ▁▃▅▅████ 0 29 50 58 94 95 99 100 %" in said


@pytest.mark.parametrize("text", TEXTS)
def test_slack_takes_every_month(text: str) -> None:
    for step in Step:
        full = [a_proposal(step, criteria=15 + n, agree=15, workflow=f"w{n}") for n in range(PROPOSALS_PER_MESSAGE)]
        accepted(control_steps(a_month(*full, name=text, part=1, parts=2)))


def test_a_name_in_the_model_stands_harmless() -> None:
    said = words(control_steps(a_month(a_proposal(), name=NASTY)))

    assert "<!channel>" not in said
    assert escape("<!channel>") in said


@pytest.mark.parametrize("sizes", [[], [1], [15] * 4, [15] * 9, [61, 1, 60, 1], [150], [1] * 50])
def test_however_much_is_proposed_each_message_is_one_that_slack_takes(sizes: list[int]) -> None:
    proposed = [a_proposal(criteria=size, agree=size, workflow=f"w{n}") for n, size in enumerate(sizes)]

    parts = in_messages(proposed)

    assert [one for part in parts for one in part] == proposed
    assert all(len(part) <= PROPOSALS_PER_MESSAGE for part in parts)
    assert all(sum(len(one.figures) for one in part) <= max(FIGURES_PER_MESSAGE, *sizes) for part in parts if sizes[1:])
    for part in parts:
        drawn = control_steps(a_month(*part))
        accepted(drawn)
        assert len(json.dumps(drawn["blocks"], ensure_ascii=False)) < 13_000
