"""What does not fit together in an operating model is told at its place."""

from typing import Any

import pytest
from pydantic import ValidationError

from domain.operating_model import OperatingModel
from tests.domain.written_models import EXAMPLE_CRITERION, SMALLEST, WITH_FIELDS, changed


def faults(written: dict[str, Any]) -> list[str]:
    with pytest.raises(ValidationError) as invalid:
        OperatingModel.model_validate(written)
    return [f"{'.'.join(map(str, error['loc']))}: {error['msg']}" for error in invalid.value.errors()]


A_TEAM = {"name": "East", "role": "rep", "manager": "U0MAYA", "members": ["U0RITA"]}


@pytest.mark.parametrize(
    ("where", "value", "fault"),
    [
        ("people.triage_owners", [], "workflows.forecast: nobody decides"),
        (
            "people.teams",
            [A_TEAM | {"members": ["U0RITA", "U0RITA"]}],
            "people.teams.0.members.1: is in the team East already",
        ),
        (
            "people.teams",
            [A_TEAM, A_TEAM | {"name": "east ", "members": ["U0RAVI"]}],
            "people.teams.1.name: used twice",
        ),
        ("working_hours", {"from": "09:00", "to": "09:00"}, "working_hours.to: must be later than from"),
        ("working_hours", {"to": "08:00"}, "working_hours.to: must be later than from, 09:00"),
        ("nudges.at", "17:00", "nudges.at: in working hours"),
        ("nudges.at", "08:59", "nudges.at: in working hours"),
        (
            "triage",
            {"remind_after_working_days": 5},
            "triage.remind_after_working_days: escalation (5) must come later",
        ),
        (
            "triage",
            {"remind_after_working_days": 3, "escalate_after_working_days": 2},
            "triage.escalate_after_working_days: ",
        ),
        (
            "workflows.forecast.meeting",
            {"name": "Call", "channel": "C0CALL"},
            "workflows.forecast.meeting: needs to know when",
        ),
        ("workflows.forecast.meeting.cron", "0 9 * * 1", "workflows.forecast.meeting.cron: either cron or day and at"),
        ("workflows.forecast.meeting.at", None, "workflows.forecast.meeting: needs to know when"),
        (
            "workflows.forecast.records",
            {"open": True, "won_within_days": 3},
            "workflows.forecast.records.won_within_days: ",
        ),
        ("workflows.again", SMALLEST["workflows"]["forecast"], "workflows.again.name: used twice"),
        (
            "workflows.forecast.criteria",
            [EXAMPLE_CRITERION],
            "workflows.forecast.criteria.0.field: one of the words under crm.fields (there",
        ),
    ],
)
def test_what_does_not_fit_together_is_told_at_its_place(where, value, fault):
    assert any(told.startswith(fault) for told in faults(changed(where, value)))


@pytest.mark.parametrize(
    ("criterion", "fault"),
    [
        ({"must": {}}, "must: demands nothing"),
        ({"must": {"be_filled": False, "supported_by": []}}, "must: demands nothing"),
        ({"must": {"at_least": 5, "at_most": 4}}, "must.at_most: no number is at least 5 and at most 4"),
        (
            {"must": {"supported_by": ["champion", "budget"]}},
            "must.supported_by.1: one of the words under crm.fields (amount, ch",
        ),
        ({"when": {"stage": ["won"]}}, "when.stage: one of the words under crm.fields"),
        ({"field": "stage"}, "field: one of the words under crm.fields"),
    ],
)
def test_a_criterion_speaks_of_fields_that_are_mapped_and_demands_something(criterion, fault):
    written = changed("workflows.forecast.criteria", [EXAMPLE_CRITERION | criterion], WITH_FIELDS)

    assert any(told.startswith(f"workflows.forecast.criteria.0.{fault}") for told in faults(written))


def test_two_criteria_of_a_workflow_have_two_ids():
    written = changed("workflows.forecast.criteria", [EXAMPLE_CRITERION, EXAMPLE_CRITERION], WITH_FIELDS)

    assert faults(written) == ["workflows.forecast.criteria.1.id: used twice in this workflow: give each its own"]


def test_what_does_not_fit_together_is_told_together_with_wrong_values():
    written = changed("triage", {"remind_after_working_days": 9}, changed("company", 7))

    assert {fault.split(":")[0] for fault in faults(written)} == {"company", "triage.remind_after_working_days"}


def test_one_section_tells_both_its_wrong_values_and_what_does_not_fit():
    meeting = {"name": "Call", "day": "monda", "channel": "C0CALL", "digest_minutes_before": -1}

    told = faults(changed("workflows.forecast.meeting", meeting, changed("people.triage_owners", [])))

    assert [fault.split(":")[0] for fault in told] == [
        "workflows.forecast.meeting.day",
        "workflows.forecast.meeting.digest_minutes_before",
        "workflows.forecast.meeting",
        "workflows.forecast",
    ]


def test_fields_that_are_no_mapping_are_told_once_and_not_for_every_criterion():
    written = changed("workflows.forecast.criteria", [EXAMPLE_CRITERION], changed("crm.fields", ["amount"]))

    assert [fault.split(":")[0] for fault in faults(written)] == ["crm.fields"]


@pytest.mark.parametrize(
    ("where", "value", "fault"),
    [
        ("crm", {"kind": "csv"}, "crm.csv.stages: needed when kind is csv"),
        ("crm.csv.stages", {"won": "won", "lost": "lost"}, "crm.csv.stages: none of them is open"),
        ("crm.csv.stages", {"won": "won", "Won ": "open"}, "crm.csv.stages.Won : is there already"),
        ("crm.csv.stages", {"qualified": "opened"}, "crm.csv.stages.qualified: "),
        ("crm.csv.history", "deals.csv", "crm.csv.history: used for something else already"),
        ("crm.csv.deals", "owners.csv", "crm.csv.deals: used for something else already"),
        ("crm.csv.folder", " ", "crm.csv.folder: "),
        ("crm.csv.columns", {"identity": "Deal ID"}, "crm.csv.columns.identity: "),
        ("crm.hubspot.api_version", "v3", "crm.hubspot.api_version: "),
        ("crm.salesforce.api_version", "66", "crm.salesforce.api_version: "),
        ("crm.write_as", "revops@northwind.example", "crm.write_as: files are read and never written: leave it out"),
        ("crm.write_as", "RevOps", "crm.write_as: "),
        ("crm", {"kind": "hubspot", "write_as": "a@b.example"}, "crm.write_as: HubSpot is written to in the name of"),
        ("crm", {"kind": "demo", "write_as": "a@b.example"}, "crm.write_as: the demo's CRM is written to in the name"),
        ("crm.owners", {"7": "ada@northwind.example"}, "crm.owners.7: "),
        ("crm.owners", {"a@b.example": "U0ADA", "A@b.example": "U0THEO"}, "crm.owners.A@b.example: is there already"),
    ],
)
def test_how_a_crm_is_read_is_checked_at_its_place(where, value, fault):
    assert any(told.startswith(fault) for told in faults(changed(where, value)))


def test_a_column_is_named_in_one_place():
    written = changed("crm.csv.columns", {"name": "Deal"}, changed("crm.fields", {"name": "Opportunity"}))

    assert faults(written) == [
        "crm.csv.columns.name: crm.fields calls this column Opportunity: name it in one place only"
    ]
