"""What open friction holds back, and what it leaves alone."""

from datetime import UTC, datetime

import pytest

from domain.friction_first import Friction, OpenFriction
from domain.ids import ReportId

FIELDS = ("next_step", "implementation_risk")
MAY = datetime(2026, 5, 3, tzinfo=UTC)


def about(number: int = 12, *, workflow: str | None = None, field: str | None = None) -> Friction:
    return Friction(ReportId(number), number, workflow, field, MAY)


def holding(*reports: Friction, workflow: str = "handoff", field: str = "implementation_risk") -> str | None:
    found = OpenFriction.of(reports, FIELDS).holding(workflow, field)
    return found.ref if found else None


def test_a_report_about_a_field_holds_it_back_in_every_workflow() -> None:
    report = about(workflow="forecast", field="implementation_risk")

    assert holding(report, workflow="handoff") == "F-12"
    assert holding(report, workflow="forecast") == "F-12"


def test_a_report_about_one_field_leaves_the_others_alone() -> None:
    assert holding(about(workflow="handoff", field="next_step")) is None


def test_a_report_that_names_no_field_holds_its_whole_workflow_back() -> None:
    report = about(workflow="handoff")

    assert holding(report) == "F-12"
    assert holding(report, field="next_step") == "F-12"
    assert holding(report, workflow="forecast") is None


@pytest.mark.parametrize("words", ["Implementation risk", " implementation_risk ", "IMPLEMENTATION RISK"])
def test_a_field_in_the_reporters_own_words_is_recognised(words: str) -> None:
    assert holding(about(field=words), workflow="forecast") == "F-12"


def test_words_that_are_no_field_are_about_the_workflow() -> None:
    report = about(workflow="handoff", field="the sync button")

    assert holding(report) == "F-12"
    assert holding(report, workflow="forecast") is None


def test_of_several_reports_the_oldest_is_named() -> None:
    newer, older = about(14, field="implementation_risk"), about(3, field="implementation_risk")

    assert holding(newer, older, about(1, workflow="handoff")) == "F-3"


def test_a_report_that_names_neither_holds_nothing_back() -> None:
    assert holding(about()) is None
