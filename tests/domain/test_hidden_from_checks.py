"""What the CRM does not show us is not judged: neither as empty nor by what we last saw."""

from typing import Any

import pytest

from domain.deal import Deal, Stage, Standing
from domain.ids import DealId
from domain.operating_model import OperatingModel
from domain.operating_model.workflows import Criterion, RecordFilter
from domain.readiness import Checks, Finding, Unknown
from tests.conftest import MONDAY

QUALIFIED = Stage("qualifiedtobuy", "Qualified", "default", Standing.OPEN, 0.4)
COMMIT = {"when": {"forecast_category": ["COMMIT"]}}


def a_deal(**values: str) -> Deal:
    return Deal(DealId("77"), "Acme", None, QUALIFIED, MONDAY, values)


def findings(model: OperatingModel, criterion: dict[str, Any], deal: Deal, *, hidden: str) -> list[Finding | Unknown]:
    demanded = Criterion.model_validate({"id": "c0", "say": "Please look.", **criterion})
    workflow = model.workflows["forecast"].model_copy(update={"criteria": (demanded,), "records": RecordFilter()})
    only = model.model_copy(update={"workflows": {"forecast": workflow}})
    return Checks(only, "forecast", now=MONDAY, hidden={hidden}).findings(deal)


@pytest.mark.parametrize(
    ("criterion", "hidden", "deal"),
    [
        ({"field": "champion", "must": {"be_filled": True}}, "champion", a_deal()),
        ({"field": "champion", "must": {"one_of": ["Ann"]}}, "champion", a_deal(champion="Kim, when we last saw it")),
        ({"field": "champion", "must": {"be_filled": True}, **COMMIT}, "forecast_category", a_deal()),
        (
            {"field": "forecast_category", "must": {"supported_by": ["next_step", "champion"]}},
            "champion",
            a_deal(forecast_category="COMMIT", next_step="call"),
        ),
    ],
)
def test_what_depends_on_a_hidden_field_is_not_judged(
    model: OperatingModel, criterion: dict[str, Any], hidden: str, deal: Deal
) -> None:
    found = findings(model, criterion, deal, hidden=hidden)

    assert found == [Unknown(deal.id, "c0", criterion["field"], hidden=True)]


def test_evidence_that_is_shown_and_missing_is_found_beside_some_that_is_hidden(model: OperatingModel) -> None:
    demand = {"field": "forecast_category", "must": {"supported_by": ["next_step", "champion"]}}

    (found,) = findings(model, demand, a_deal(forecast_category="COMMIT"), hidden="champion")

    assert isinstance(found, Finding)
    assert found.because == "Forecast category has no evidence: Next step is empty"


def test_a_hidden_field_concerns_no_deal_that_its_criterion_is_not_about(model: OperatingModel) -> None:
    demand = {"field": "champion", "must": {"be_filled": True}, **COMMIT}

    assert findings(model, demand, a_deal(forecast_category="PIPELINE"), hidden="champion") == []


def test_a_deal_comes_with_its_stage_whether_or_not_the_field_is_shown(model: OperatingModel) -> None:
    demand = {"field": "stage", "must": {"one_of": ["Signed"]}, "when": {"stage": ["Qualified"]}}

    (found,) = findings(model, demand, a_deal(stage=QUALIFIED.id), hidden="stage")

    assert isinstance(found, Finding)
