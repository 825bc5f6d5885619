"""What the operating model accepts, what it fills in by itself, and what it finds contradictory."""

import copy
from datetime import time
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError
from ruamel.yaml import YAML

from domain.deal import Standing
from domain.occasions import Cron, Weekday, Weekly
from domain.operating_model import Control, CrmKind, OperatingModel, PostNotes

EXAMPLE = Path(__file__).parents[2] / "operating-model.example.yml"
SHARED = EXAMPLE.parents[1] / "shared" / EXAMPLE.name


def example(path: Path = EXAMPLE) -> dict[str, Any]:
    written: dict[str, Any] = YAML(typ="safe").load(path)
    return written


SMALLEST: dict[str, Any] = {
    "version": 1,
    "company": "Northwind",
    "timezone": "Europe/Berlin",
    "channels": {"triage": "C0TRIAGE", "updates": "G0UPDATES"},
    "people": {"admins": ["W0ADA"], "triage_owners": ["S0OPS"]},
    "crm": {"kind": "csv", "csv": {"stages": {"qualified": "open", "won": "won", "lost": "lost"}}},
    "workflows": {
        "forecast": {
            "name": "Forecast",
            "meeting": {"name": "Call", "day": "mon", "at": "09:30", "channel": "C0CALL"},
            "done_means": "All is current.",
        }
    },
}


def changed(where: str, value: object, base: dict[str, Any] = SMALLEST) -> dict[str, Any]:
    """`base` with one place set to `value`: `workflows.forecast.meeting.day`."""
    whole = copy.deepcopy(base)
    *path, last = where.split(".")
    inner = whole
    for key in path:
        inner = inner.setdefault(key, {})
    inner[last] = value
    return whole


def faults(written: dict[str, Any]) -> list[str]:
    with pytest.raises(ValidationError) as invalid:
        OperatingModel.model_validate(written)
    return [f"{'.'.join(map(str, error['loc']))}: {error['msg']}" for error in invalid.value.errors()]


def test_the_example_loads_as_it_is():
    model = OperatingModel.model_validate(example())

    forecast = model.workflows["forecast"]
    assert model.holidays == ("US",)
    assert model.working_hours.from_ == time(8, 30)
    assert forecast.meeting.rule == Weekly(Weekday.MON, time(9, 30))
    assert forecast.criteria[1].when == {"forecast_category": ("COMMIT",)}
    assert model.workflows["renewal"].meeting.rule == Cron.read("0 15 1 * *")
    assert model.signals_channel == "C0TRIAGE"
    assert model.workarounds.watch is None


@pytest.mark.skipif(not SHARED.exists(), reason="the project stands alone")
def test_the_example_is_the_one_that_was_agreed_on():
    assert OperatingModel.model_validate(example(SHARED)) == OperatingModel.model_validate(example())


def test_what_may_be_left_out_has_a_sensible_value():
    model = OperatingModel.model_validate(SMALLEST)

    assert model.holidays == ()
    assert (model.working_hours.from_, model.working_hours.to) == (time(9), time(17))
    assert len(model.working_hours.days) == 5
    assert model.workflows["forecast"].control is Control.FLAG
    assert model.workflows["forecast"].meeting.digest_minutes_before == 60
    assert model.workflows["forecast"].meeting.preview_hours_before is None
    assert model.release_notes.post is PostNotes.DAILY
    assert model.nudges_at == time(9)
    assert model.crm.kind is CrmKind.CSV
    assert (model.triage.remind_after_working_days, model.triage.escalate_after_working_days) == (2, 5)
    assert (model.retention_days.reports, model.retention_days.signals, model.retention_days.deals) == (1095, 365, 400)


def test_nudges_without_an_hour_go_out_when_the_working_day_begins():
    model = OperatingModel.model_validate(changed("working_hours", {"from": "10:00", "to": "19:00"}))

    assert model.nudges_at == time(10)


@pytest.mark.parametrize("value", ["", "  ", "TBD", " n/a ", "-", "X", "Unknown"])
def test_placeholders_count_as_empty_in_any_case(value):
    assert OperatingModel.model_validate(SMALLEST).is_placeholder(value)


@pytest.mark.parametrize("value", ["none of them answered", "x-ray", "--", "0"])
def test_words_that_only_contain_a_placeholder_do_not(value):
    assert not OperatingModel.model_validate(SMALLEST).is_placeholder(value)


@pytest.mark.parametrize(
    ("written", "kept"), [("US", ("US",)), (["US-NY", "CA"], ("US-NY", "CA")), ("none", ()), ([], ())]
)
def test_holidays_are_one_place_several_or_none(written, kept):
    assert OperatingModel.model_validate(changed("holidays", written)).holidays == kept


def test_a_model_never_changes_after_loading():
    model = OperatingModel.model_validate(SMALLEST)

    with pytest.raises(ValidationError):
        model.company = "Southwind"  # type: ignore[misc]


@pytest.mark.parametrize("of", [False, True])
def test_it_can_be_written_and_read_again(of):
    model = OperatingModel.model_validate(example() if of else SMALLEST)

    written = model.model_dump(mode="json", by_alias=True, exclude_defaults=True)

    assert OperatingModel.model_validate(written) == model


A_TEAM = {"name": "East", "role": "rep", "manager": "U0MAYA", "members": ["U0RITA"]}
EXAMPLE_CRITERION = {"id": "a", "field": "amount", "must": {"be_filled": True}, "say": "Say how much."}


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


WITH_FIELDS = changed("crm.fields", {"amount": "amount", "champion": "champion_name"})


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


@pytest.mark.parametrize(
    "must",
    [
        {"one_of": "COMMIT"},
        {"one_of": ["COMMIT", 1, True]},
        {"matches": "[A-Z]{3}-[0-9]+"},
        {"at_least": 0},
        {"at_most": 1.5, "at_least": 1.5},
        {"supported_by": ["champion"]},
        {"not_in_past": True, "changed_within_days": 7},
    ],
)
def test_every_demand_can_stand_alone(must):
    written = changed("workflows.forecast.criteria", [EXAMPLE_CRITERION | {"must": must}], WITH_FIELDS)

    assert OperatingModel.model_validate(written).workflows["forecast"].criteria[0].must


def test_values_are_compared_as_the_text_that_a_crm_stores():
    written = changed(
        "workflows.forecast.criteria", [EXAMPLE_CRITERION | {"when": {"amount": [0, 1.5, True, "x"]}}], WITH_FIELDS
    )

    assert OperatingModel.model_validate(written).workflows["forecast"].criteria[0].when["amount"] == (
        "0",
        "1.5",
        "true",
        "x",
    )


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


def test_it_watches_the_channels_that_are_listed():
    model = OperatingModel.model_validate(changed("workarounds", {"watch": ["C0ONE"], "report_to": "C0SIGNALS"}))

    assert model.workarounds.watch == ("C0ONE",)
    assert model.signals_channel == "C0SIGNALS"


def test_a_crm_is_read_in_the_usual_way_unless_the_model_says_otherwise():
    crm = OperatingModel.model_validate(SMALLEST).crm

    assert (crm.csv.folder, crm.csv.deals, crm.csv.history, crm.csv.owners) == (
        "crm",
        "deals.csv",
        "history.csv",
        "owners.csv",
    )
    assert crm.csv.stages == {"qualified": Standing.OPEN, "won": Standing.WON, "lost": Standing.LOST}
    assert crm.csv.columns.created_at == "created_at"
    assert (crm.hubspot.api_version, crm.salesforce.api_version) == ("2026-03", "newest")
    assert crm.owners == {}


def test_an_owner_is_named_by_e_mail_address_in_any_case_or_by_id():
    written = changed("crm.owners", {"Ada@Northwind.example": "U0ADA", "0055g000AbC": "W0THEO"})

    assert OperatingModel.model_validate(written).crm.owners == {
        "ada@northwind.example": "U0ADA",
        "0055g000AbC": "W0THEO",
    }


def test_salesforce_can_be_written_to_in_a_name_that_is_given():
    named = changed("crm", {"kind": "salesforce", "write_as": "RevOps@northwind.example"})

    assert OperatingModel.model_validate(named).crm.write_as == "RevOps@northwind.example"
    assert OperatingModel.model_validate(changed("crm", {"kind": "salesforce"})).crm.write_as is None


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
