"""What the operating model accepts, and what it fills in by itself."""

from datetime import time
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError
from ruamel.yaml import YAML

from domain.deal import Standing
from domain.occasions import Cron, Weekday, Weekly
from domain.operating_model import Control, CrmKind, OperatingModel, PostNotes
from tests.domain.written_models import EXAMPLE_CRITERION, SMALLEST, WITH_FIELDS, changed

EXAMPLE = Path(__file__).parents[2] / "operating-model.example.yml"
SHARED = EXAMPLE.parents[1] / "shared" / EXAMPLE.name


def example(path: Path = EXAMPLE) -> dict[str, Any]:
    written: dict[str, Any] = YAML(typ="safe").load(path)
    return written


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
