"""Readiness: which deals a workflow looks at, what each criterion finds, and the reason that people read."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.crm_field import FieldKind, FieldMeta, Option
from domain.deal import Deal, Stage, Standing
from domain.ids import DealId
from domain.operating_model import OperatingModel
from domain.operating_model.workflows import Criterion, RecordFilter
from domain.readiness import Checks, Finding, Unknown
from tests.conftest import MONDAY

QUALIFIED = Stage("qualifiedtobuy", "Qualified", "default", Standing.OPEN, 0.4)
WON = Stage("contractsent", "Signed", "default", Standing.WON, 1.0)
LOST = Stage("closedwon", "Lost", "default", Standing.LOST, 0.0)
"""Ids say nothing: they stay when a stage is given another meaning."""


def a_deal(
    stage: Stage = QUALIFIED, *, changed: Mapping[str, int] | None = None, created: datetime = MONDAY, **values: str
) -> Deal:
    """`changed` are days ago."""
    at = {field: MONDAY - timedelta(days) for field, days in (changed or {}).items()}
    return Deal(DealId("77"), "Acme", None, stage, created, values, at)


def checks(model: OperatingModel, *criteria: dict[str, Any], now: datetime = MONDAY, **records: Any) -> Checks:
    demanded = tuple(
        Criterion.model_validate({"id": f"c{n}", "say": "Please look.", **one}) for n, one in enumerate(criteria)
    )
    workflow = model.workflows["forecast"].model_copy(
        update={"criteria": demanded, "records": RecordFilter.model_validate(records)}
    )
    return Checks(model.model_copy(update={"workflows": {"forecast": workflow}}), "forecast", now=now)


def why(model: OperatingModel, field: str, must: dict[str, Any], deal: Deal, **when: list[str]) -> str | None:
    """The reason for the one criterion; None when the deal meets it."""
    found = checks(model, {"field": field, "must": must, "when": when}).findings(deal)
    return next((one.because for one in found if isinstance(one, Finding)), None)


# What is demanded


@pytest.mark.parametrize(
    ("value", "because"),
    [
        ("", "Next step is empty"),
        ("  ", "Next step is empty"),
        ("TBD ", "Next step says “TBD ”, which counts as empty"),
        ("call on Friday", None),
        ("none of it is agreed", None),
    ],
)
def test_what_holds_the_place_of_a_value_counts_as_empty(model, value, because):
    assert why(model, "next_step", {"be_filled": True}, a_deal(next_step=value)) == because


@pytest.mark.parametrize(
    ("days", "allowed", "because"),
    [
        (0, 14, None),
        (14, 14, None),
        (15, 14, "Next step last changed 15 days ago, longer than the 14 days allowed"),
        (2, 1, "Next step last changed 2 days ago, longer than the 1 day allowed"),
    ],
)
def test_a_value_grows_old(model, days, allowed, because):
    deal = a_deal(next_step="call", changed={"next_step": days})

    assert why(model, "next_step", {"changed_within_days": allowed}, deal) == because


def test_days_are_those_of_the_company(model):
    """At 4:30 UTC on Tuesday it is Monday evening in New York."""
    evening = datetime(2026, 11, 24, 4, 30, tzinfo=UTC)
    deal = a_deal(close_date="2026-11-23", changed={"close_date": 0})
    demand = {"field": "close_date", "must": {"not_in_past": True, "changed_within_days": 1}}

    assert checks(model, demand, now=evening).findings(deal) == []
    assert [f.because for f in checks(model, demand, now=evening + timedelta(hours=1)).findings(deal)] == [
        "Close date passed 1 day ago"
    ]


def test_choices_are_told_by_their_labels(model):
    options = [Option("BEST_CASE", "Best case"), Option("COMMIT", "Commit"), Option("x", "")]
    category = FieldMeta("forecast_category", "Forecast category", FieldKind.CHOICE, options)
    demand = Criterion(id="c", field="forecast_category", must={"one_of": ["commit", "gone", "x"]}, say="Choose.")
    workflow = model.workflows["forecast"].model_copy(update={"criteria": (demand,), "records": RecordFilter()})
    only = model.model_copy(update={"workflows": {"forecast": workflow}})

    found = Checks(only, "forecast", now=MONDAY, fields=[category]).findings(a_deal(forecast_category="BEST_CASE"))

    assert [one.because for one in found] == ["Forecast category is “Best case”, not “Commit” or “gone” or “x”"]


def test_a_value_whose_age_nobody_knows_is_not_judged(model):
    found = checks(model, {"field": "next_step", "must": {"changed_within_days": 14}}).findings(
        a_deal(next_step="call")
    )

    assert found == [Unknown(DealId("77"), "c0", "next_step")]


@pytest.mark.parametrize(
    ("field", "must", "values", "because"),
    [
        ("close_date", {"not_in_past": True}, {"close_date": "2026-11-23"}, None),
        ("close_date", {"not_in_past": True}, {"close_date": "2026-11-11"}, "Close date passed 12 days ago"),
        ("close_date", {"not_in_past": True}, {"close_date": "9999-12-31"}, None),
        ("close_date", {"not_in_past": True}, {"close_date": "soon"}, "Close date is “soon”, which is no date"),
        ("close_date", {"not_in_past": True}, {}, None),
        ("amount", {"at_least": 1000}, {"amount": "1000"}, None),
        ("amount", {"at_least": 1000}, {"amount": "999.99"}, "Amount is 999.99, less than the 1,000 required"),
        ("amount", {"at_most": 10}, {"amount": "123456789012"}, "Amount is 123,456,789,012, more than the 10 allowed"),
        ("amount", {"at_least": 1}, {"amount": "a lot"}, "Amount is “a lot”, which is no number"),
        ("amount", {"at_least": 1}, {"amount": "NaN"}, "Amount is “NaN”, which is no number"),
        ("champion", {"matches": "[A-Z]+-[0-9]+"}, {"champion": "DE-12"}, None),
        ("champion", {"matches": "[A-Z]+"}, {"champion": "De"}, "Champion is “De”, which is not in the agreed form"),
        ("forecast_category", {"one_of": ["COMMIT"]}, {"forecast_category": "commit"}, None),
        (
            "forecast_category",
            {"one_of": ["COMMIT", "BEST_CASE"]},
            {"forecast_category": "OMIT"},
            "Forecast category is “OMIT”, not “COMMIT” or “BEST_CASE”",
        ),
        (
            "forecast_category",
            {"supported_by": ["champion", "next_step"]},
            {"forecast_category": "COMMIT", "next_step": "n/a"},
            "Forecast category has no evidence: Champion and Next step are empty",
        ),
        (
            "forecast_category",
            {"supported_by": ["champion", "next_step"]},
            {"forecast_category": "COMMIT", "champion": "Ines"},
            "Forecast category has no evidence: Next step is empty",
        ),
    ],
)  # fmt: skip
def test_each_demand_explains_itself(model, field, must, values, because):
    assert why(model, field, must, a_deal(**values)) == because


def test_a_long_value_is_repeated_in_part(model):
    told = why(model, "champion", {"matches": "x"}, a_deal(champion="y" * 10_000))

    assert told is not None
    assert len(told) < 120


def test_a_criterion_may_hold_only_when_another_field_says_so(model):
    demand = {"be_filled": True}

    assert why(model, "champion", demand, a_deal(forecast_category="PIPELINE"), forecast_category=["COMMIT"]) is None
    assert why(model, "champion", demand, a_deal(forecast_category="Commit"), forecast_category=["COMMIT"])
    assert why(model, "champion", demand, a_deal(), stage=["qualified"])
    assert why(model, "champion", demand, a_deal(), stage=["negotiation"]) is None


def test_a_deal_is_told_one_reason_for_each_criterion(model):
    both = {"field": "close_date", "must": {"be_filled": True, "not_in_past": True, "changed_within_days": 1}}
    old = a_deal(close_date="2026-01-01", changed={"close_date": 90})

    found = checks(model, both, {"field": "champion", "must": {"be_filled": True}}).findings(old)

    assert [f.criterion for f in found] == ["c0", "c1"]


# Since when


def test_a_finding_knows_since_when_it_stands(model):
    changed = {"next_step": 20, "champion": 3}
    deal = a_deal(close_date="2026-11-11", next_step="call", changed=changed, created=MONDAY - timedelta(40))
    found = checks(
        model,
        {"field": "close_date", "must": {"not_in_past": True}},
        {"field": "next_step", "must": {"changed_within_days": 14}},
        {"field": "champion", "must": {"be_filled": True}},
        {"field": "promised_outcomes", "must": {"be_filled": True}},
    ).findings(deal)

    assert [f.since for f in found if isinstance(f, Finding)] == [
        date(2026, 11, 12),
        date(2026, 11, 18),
        date(2026, 11, 20),
        date(2026, 10, 14),
    ]


# Which deals


@pytest.mark.parametrize(
    ("records", "deal", "looked_at"),
    [
        ({}, a_deal(LOST), True),
        ({"open": True}, a_deal(), True),
        ({"open": True}, a_deal(LOST), False),
        ({"open": False}, a_deal(WON), True),
        ({"stages": ["qualified"]}, a_deal(), True),
        ({"stages": ["QualifiedToBuy"]}, a_deal(), True),
        ({"stages": ["proposal"]}, a_deal(), False),
        ({"closing_within_days": 7}, a_deal(close_date="2026-11-30"), True),
        ({"closing_within_days": 7}, a_deal(close_date="2026-12-01"), False),
        ({"closing_within_days": 7}, a_deal(close_date="2020-01-01"), True),
        ({"closing_within_days": 7}, a_deal(), False),
        ({"closing_within_days": 36_500}, a_deal(close_date="9999-12-31"), False),
        ({"won_within_days": 30}, a_deal(WON, close_date="2026-10-24"), True),
        ({"won_within_days": 30}, a_deal(WON, close_date="2026-10-23"), False),
        ({"won_within_days": 30}, a_deal(WON, close_date="2026-11-24"), False),
        ({"won_within_days": 30}, a_deal(LOST, close_date="2026-11-20"), False),
    ],
)
def test_a_workflow_looks_at_its_own_records(model, records, deal, looked_at):
    assert checks(model, **records).concern(deal) is looked_at


# The example, and anything at all


def test_the_examples_forecast_asks_more_of_a_commit(model):
    forecast = Checks(model, "forecast", now=MONDAY)
    stale = {"next_step": 8, "forecast_category": 1, "close_date": 1}
    deal = a_deal(forecast_category="COMMIT", next_step="call", close_date="2026-12-10", changed=stale)

    assert forecast.concern(deal)
    assert [(f.criterion, f.because) for f in forecast.findings(deal) if isinstance(f, Finding)] == [
        ("commit_has_next_step", "Next step last changed 8 days ago, longer than the 7 days allowed"),
        ("commit_has_champion", "Champion is empty"),
    ]


ANY_VALUE = st.one_of(st.text(max_size=40), st.dates().map(str), st.decimals().map(str), st.just("x" * 5000))


@given(
    values=st.dictionaries(
        st.sampled_from(["amount", "close_date", "next_step", "champion", "forecast_category"]), ANY_VALUE
    ),
    changed=st.dictionaries(st.sampled_from(["next_step", "close_date"]), st.integers(-10, 20_000)),
)
def test_no_value_makes_it_stumble(model, values, changed):
    deal = a_deal(changed=changed, **values)

    for workflow in model.workflows:
        ready = Checks(model, workflow, now=MONDAY)
        ready.concern(deal)
        for found in ready.findings(deal):
            assert found.field in model.crm.fields
            assert not isinstance(found, Finding) or 0 < len(found.because) < 200


def test_a_criterion_is_about_the_deals_for_which_its_condition_holds(model):
    always, commits = (
        {"field": "amount", "must": {"be_filled": True}},
        {"field": "champion", "must": {"be_filled": True}},
    )
    judging = checks(model, always, {**commits, "when": {"forecast_category": ["COMMIT"]}})

    assert judging.asked_of(a_deal(forecast_category="commit")) == ["c0", "c1"]
    assert judging.asked_of(a_deal()) == ["c0"]
