"""A forecast category that is complete and has no evidence, and what cannot be told at all."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from domain.crm_field import FieldKind, FieldMeta, Option
from domain.deal import Deal, Stage, Standing
from domain.evidence import claims, demanding_categories, is_told, touched_at, without_evidence
from domain.ids import DealId
from domain.movement_words import Words
from domain.operating_model import OperatingModel
from domain.untold import untold_fields
from tests.conftest import MONDAY

QUALIFIED = Stage("1", "Qualified", "default", Standing.OPEN, 0.4)
WON = Stage("2", "Signed", "default", Standing.WON, 1.0)
COMMIT = FieldMeta("forecast_category", "Category", FieldKind.CHOICE, [Option("COMMIT", "Commit")])
WORDS = Words(ZoneInfo("America/New_York"), date(2026, 11, 23), {}, {"forecast_category": COMMIT})


def ago(days: float) -> datetime:
    return MONDAY - timedelta(days=days)


def a_deal(
    *, category: float, changed: float = 60, created: float = 60, stage: Stage = QUALIFIED, **values: str
) -> Deal:
    """In Commit for so many days; everything else last changed so many days ago, by whomever."""
    held = {"next_step": "call", "amount": "5", "forecast_category": "COMMIT"} | values
    since = {field: ago(changed) for field in held} | {"forecast_category": ago(category)}
    return Deal(DealId("77"), "Acme", None, stage, ago(created), held, since)


def told(deal: Deal, *, touched: float | None = None) -> str | None:
    found = without_evidence(deal, deal.created_at if touched is None else ago(touched), WORDS)
    return found.sentence if found else None


@pytest.mark.parametrize(
    ("deal", "touched", "says"),
    [
        (a_deal(category=42), None, "Commit since 12 Oct, and nothing else on this deal has been updated since"),
        (a_deal(category=42), 50, "Commit since 12 Oct, and nothing else on this deal has been updated since"),
        (a_deal(category=14), 20, "Commit since 9 Nov, and nothing else on this deal has been updated since"),
        (a_deal(category=2), 20, "Commit since 21 Nov, and nothing else on this deal has been updated for 20 days"),
        (a_deal(category=42), 23, "Commit since 12 Oct, and nothing else on this deal has been updated for 23 days"),
        (
            a_deal(category=42, changed=3),
            23,
            "Commit since 12 Oct, and nothing else on this deal has been updated by a person for 23 days",
        ),
        (
            a_deal(category=42, created=400),
            None,
            "Commit since 12 Oct, and nothing else on this deal has been updated since",
        ),
        (
            a_deal(category=400, created=400),
            None,
            "Commit since 19 Oct 2025, and nothing else on this deal has been updated by a person since",
        ),
        (a_deal(category=42), 13, None),
        (a_deal(category=2, created=13), None, None),
        (a_deal(category=42), 0, None),
    ],
)
def test_a_category_stands_alone_when_nobody_updated_anything_else(
    deal: Deal, touched: float | None, says: str | None
) -> None:
    assert told(deal, touched=touched) == says


@pytest.mark.parametrize(
    ("known", "evident", "touched"),
    [
        (None, None, 60),  # nothing but what it was made with
        (30, 30, 30),
        (30, 50, 50),
        (30, 90, 60),
        (30, None, 60),
    ],
)
def test_what_people_changed_touches_a_deal(known: float | None, evident: float | None, touched: float) -> None:
    deal = a_deal(category=1)

    told_at = touched_at(deal, None if known is None else ago(known), None if evident is None else ago(evident))

    assert told_at == ago(touched)


def test_what_came_later_than_the_history_knows_was_written_through_us() -> None:
    assert touched_at(a_deal(category=1, changed=2), ago(30), None) == ago(2)
    assert touched_at(a_deal(category=1, changed=2), ago(2), ago(30)) == ago(30)


def test_the_workflow_says_which_categories_need_evidence(model: OperatingModel) -> None:
    needed = demanding_categories(model.workflows["forecast"].criteria)

    assert needed == {"commit"}
    assert claims(a_deal(category=1), needed)
    assert not claims(a_deal(category=1, forecast_category="PIPELINE"), needed)
    assert not claims(a_deal(category=1, stage=WON), needed)
    assert demanding_categories(model.workflows["handoff"].criteria) == frozenset()


def test_where_the_history_does_not_tell_when_a_value_came_nobody_can_say_that_none_did() -> None:
    deal = a_deal(category=42)

    assert is_told(deal)
    assert not is_told(
        Deal(deal.id, deal.name, None, deal.stage, ago(60), {**deal.values, "champion": "Kim"}, deal.changed_at)
    )


# What cannot be told


def a_field(name: str, *, tracked: bool = True) -> FieldMeta:
    return FieldMeta(name, name, FieldKind.TEXT, tracked=tracked)


MAPPED = ("stage", "close_date", "forecast_category", "next_step", "champion")


def untold(model: OperatingModel, *shown: FieldMeta, workflow: str = "forecast") -> list[str]:
    return untold_fields(MAPPED, {meta.field: meta for meta in shown}, model.workflows[workflow])


def test_with_every_history_kept_and_before_the_crm_was_read_there_is_nothing_to_say(model: OperatingModel) -> None:
    assert untold(model, *map(a_field, MAPPED)) == []
    assert untold(model) == []


def test_a_field_that_is_hidden_or_has_no_history_is_said(model: OperatingModel) -> None:
    shown = [a_field("stage"), a_field("forecast_category", tracked=False), a_field("next_step", tracked=False)]

    assert untold(model, *shown, a_field("champion", tracked=False), workflow="forecast") == [
        "The CRM does not show us Close date: what is demanded there is not judged",
        "The CRM does not show us Close date, so nothing that moved there is told",
        "The CRM keeps no history of Forecast category: only changes that we saw ourselves are told",
        "The CRM keeps no history of Next step and Champion: "
        "whether a forecast category has evidence is judged only where we saw it change",
    ]
    assert untold(model, *shown, workflow="handoff")[2:] == []
