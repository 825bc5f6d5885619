"""Sorting deals for a digest: what is lacking, what is only held back, what it is worth, and what comes first."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.deal import Deal
from domain.digest import ListedDeal, Reason, Worth
from domain.digest_layout import escaped_length, reason_length
from domain.digest_sorting import (
    LINK,
    REASONS_TOGETHER,
    Sorted,
    Sorting,
    by_owner,
    counted_on,
    currencies_of,
    in_pieces,
    largest_first,
    listed,
    shortened,
)
from domain.friction_first import Friction, OpenFriction
from domain.ids import OwnerId, ReportId
from domain.operating_model import OperatingModel
from domain.operating_model.workflows import Criterion
from domain.readiness import Checks, Unknown
from tests.conftest import MONDAY
from tests.domain.digest_values import a_listed
from tests.flows.pipeline import DUE, RAVI_OWNS, RITA_OWNS, a_deal, lacking

FIELDS = ("next_step", "champion", "close_date", "forecast_category")
NAMES = {RITA_OWNS: "Rita", RAVI_OWNS: "Ravi"}


def friction(number: int, *, field: str | None = None, workflow: str | None = None) -> Friction:
    return Friction(ReportId(number), number, workflow, field, MONDAY)


def sort(model: OperatingModel, deals: Sequence[Deal], *open_reports: Friction) -> Sorted:
    checks = Checks(model, "forecast", now=DUE)
    sorting = Sorting("forecast", model.workflows["forecast"], OpenFriction.of(open_reports, FIELDS))
    for deal in deals:
        sorting.add(deal, checks.findings(deal))
    return sorting.sorted


def names(deals: Sequence[ListedDeal]) -> list[str]:
    return [deal.name for deal in deals]


def test_a_deal_that_lacks_nothing_is_ready_and_another_tells_what_to_do(model: OperatingModel) -> None:
    found = sort(model, [a_deal(1), lacking(2)])

    assert (names(found.ready), names(found.lacking), names(found.resting)) == (["Deal 1"], ["Deal 2"], [])
    assert found.lacking[0].reasons == (
        Reason("Close date passed 10 days ago", "Move the close date or close the deal."),
    )


def test_what_is_held_back_is_no_reason_and_a_deal_that_lacks_nothing_else_is_not_called_unready(
    model: OperatingModel,
) -> None:
    only_held, both = a_deal(1, forecast_category="COMMIT"), lacking(2, forecast_category="COMMIT")

    found = sort(model, [only_held, both], friction(12, field="Champion"))

    assert names(found.resting) == ["Deal 1"]
    assert [reason.because for reason in found.lacking[0].reasons] == ["Close date passed 10 days ago"]
    assert [(one.field, one.ref, one.deals) for one in found.held_back({})] == [("champion", "F-12", 2)]
    assert found.resting[0].reasons[0].because == "Champion, F-12"


def test_friction_about_the_evidence_for_a_field_holds_it_back(model: OperatingModel) -> None:
    criteria = tuple(with_evidence(one, "champion") for one in model.workflows["forecast"].criteria)
    forecast = model.workflows["forecast"].model_copy(update={"criteria": criteria})
    backed = model.model_copy(update={"workflows": {**model.workflows, "forecast": forecast}})

    (missing,) = sort(backed, [a_deal(1)]).lacking
    held = sort(backed, [a_deal(1)], friction(12, field="champion"))

    assert missing.reasons[0].because == "Forecast category has no evidence: Champion is empty"
    assert (names(held.lacking), names(held.resting)) == ([], ["Deal 1"])


def with_evidence(criterion: Criterion, field: str) -> Criterion:
    if criterion.id != "category_set":
        return criterion
    return criterion.model_copy(update={"must": criterion.must.model_copy(update={"supported_by": (field,)})})


def test_friction_about_the_workflow_as_a_whole_holds_back_all_of_it(model: OperatingModel) -> None:
    found = sort(
        model, [lacking(1), lacking(2, next_step="", forecast_category="COMMIT")], friction(3, workflow="forecast")
    )

    assert (names(found.lacking), names(found.resting)) == ([], ["Deal 1", "Deal 2"])
    assert [(one.field, one.deals) for one in found.held_back({})] == [
        ("close_date", 2),
        ("next_step", 1),
        ("champion", 1),
    ]


def test_what_cannot_be_judged_makes_no_deal_unready(model: OperatingModel) -> None:
    unknown = replace(a_deal(1, champion="Ann", forecast_category="COMMIT"), changed_at={})

    found = sort(model, [unknown])

    assert names(found.ready) == ["Deal 1"]
    assert [(one.field, one.deals) for one in found.unjudged()] == [("next_step", 1)]


def test_of_what_the_crm_does_not_show_no_deals_are_counted(model: OperatingModel) -> None:
    sorting = Sorting("forecast", model.workflows["forecast"], OpenFriction.of([], model.crm.fields))

    sorting.add(a_deal(1), [Unknown(a_deal(1).id, "commit_has_champion", "champion", hidden=True)])

    assert names(sorting.sorted.ready) == ["Deal 1"]
    assert sorting.sorted.unjudged() == ()


def test_sums_are_by_currency_and_what_has_no_amount_is_counted_apart() -> None:
    deals = [
        a_listed(1),
        replace(a_listed(2), currency="EUR"),
        a_listed(3, amount=None),
        replace(a_listed(4), currency=None),
        a_listed(5, amount=Decimal("123456789012345.67")),
    ]

    worth = Worth.of(deals, currencies_of(deals))

    assert worth == Worth(5, {"USD": Decimal("123456789013345.67"), "EUR": Decimal(1000)}, unknown=1, unnamed=1)


def test_of_a_crm_that_knows_one_currency_all_is_one_sum_and_the_largest_owner_comes_first() -> None:
    deals = [
        replace(a_listed(1, owner=RITA_OWNS, amount=Decimal(20)), currency=None),
        replace(a_listed(2, owner=RAVI_OWNS, amount=Decimal(30)), currency=None),
        replace(a_listed(3, owner=RITA_OWNS, amount=None), currency=None),
    ]
    currencies = currencies_of(deals)

    assert Worth.of(deals, currencies) == Worth(3, {"": Decimal(50)}, unknown=1)
    assert [deal.id for deal in by_owner(deals, currencies, NAMES)] == ["d2", "d1", "d3"]


@given(
    st.lists(st.tuples(st.sampled_from(["USD", "EUR", None]), st.one_of(st.none(), st.integers(-9, 9))), max_size=30)
)
def test_no_amount_gets_lost_and_no_two_currencies_meet(drawn: list[tuple[str | None, int | None]]) -> None:
    deals = [
        replace(a_listed(n), currency=currency, amount=None if amount is None else Decimal(amount))
        for n, (currency, amount) in enumerate(drawn)
    ]

    worth = Worth.of(deals, currencies_of(deals))

    for currency in ("USD", "EUR"):
        held = [amount for known, amount in drawn if known == currency and amount is not None]
        assert worth.sums.get(currency) == (sum(held) if held else None)
    unnamed = [amount for currency, amount in drawn if currency is None and amount is not None]
    is_only_one = all(currency is None or amount is None for currency, amount in drawn)
    assert worth.sums.get("") == (sum(unnamed) if unnamed and is_only_one else None)
    assert worth.unnamed == (0 if is_only_one else len(unnamed))
    assert worth.unknown == sum(amount is None for _, amount in drawn)


def test_owners_and_deals_come_in_the_order_of_what_is_at_stake_in_the_usual_currency() -> None:
    deals = [
        a_listed(1, "small", owner=RAVI_OWNS, amount=Decimal(10)),
        a_listed(2, "large", owner=RAVI_OWNS, amount=Decimal(20)),
        a_listed(3, "unknown", owner=RAVI_OWNS, amount=None),
        replace(a_listed(4, "euros", owner=RAVI_OWNS, amount=Decimal(9999)), currency="EUR"),
        a_listed(5, "largest", owner=RITA_OWNS, amount=Decimal(31)),
        a_listed(6, "nobody's", owner=None, amount=None),
    ]

    ordered = by_owner(deals, currencies_of(deals), NAMES)

    assert [name.split()[1] for name in names(ordered)] == ["largest", "large", "small", "euros", "unknown", "nobody's"]


def test_the_largest_of_all_are_not_those_of_a_rare_currency() -> None:
    deals = [
        a_listed(1),
        a_listed(2),
        replace(a_listed(3, amount=Decimal(10**9)), currency="JPY"),
        a_listed(4, amount=None),
    ]

    ordered = sorted(deals, key=largest_first(currencies_of(deals)))

    assert [deal.id for deal in ordered] == ["d1", "d2", "d3", "d4"]


def test_for_how_many_meetings_a_deal_has_not_been_ready_is_counted_on() -> None:
    counted = counted_on([a_listed(1), a_listed(2)], {a_listed(2).id: 2})

    assert [deal.calls for deal in counted] == [1, 3]


@given(st.text(max_size=400), st.integers(2, 300))
def test_a_text_is_shortened_as_it_will_be_shown(text: str, most: int) -> None:
    kept = shortened(text, most)

    assert escaped_length(kept) <= most
    assert kept == text or (kept.endswith("…") and text.startswith(kept[:-1]))


def test_an_address_of_any_length_leaves_the_name() -> None:
    long = replace(a_deal(1), link=f"https://crm.example/{'x' * LINK}")

    assert (listed(long).link, listed(long).name) == ("", "Deal 1")


@pytest.mark.parametrize("many", [0, 1, 3, 60])
def test_reasons_in_pieces_are_all_there(many: int) -> None:
    reasons = tuple(Reason(f"Reason {n}", "x" * 300) for n in range(many))

    pieces = in_pieces([replace(a_listed(1, owner=OwnerId("1")), reasons=reasons)])

    assert [reason for piece in pieces for reason in piece.reasons] == list(reasons)
    assert [piece.more for piece in pieces] == [n > 0 for n in range(len(pieces))]
    assert all(sum(map(reason_length, piece.reasons)) <= REASONS_TOGETHER for piece in pieces)
