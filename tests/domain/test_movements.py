"""What moved since the last call: won and lost, another forecast category, a close date pushed out."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.crm_field import FieldKind, FieldMeta, Option
from domain.deal import Deal, Stage, Standing
from domain.deal_history import Change, Source
from domain.ids import DealId, OwnerId
from domain.movement_words import Words
from domain.movements import MovementKind, Past, may_be_often_pushed, news, often_pushed, pushes_of
from tests.conftest import MONDAY

CALL = MONDAY - timedelta(days=7)
MADE = MONDAY - timedelta(days=60)
RITA = OwnerId("501")

QUALIFIED = Stage("1", "Qualified", "default", Standing.OPEN, 0.4)
WON = Stage("2", "Signed", "default", Standing.WON, 1.0)
LOST = Stage("3", "Gone", "default", Standing.LOST, 0.0)
STAGES = {(stage.pipeline, stage.id): stage for stage in (QUALIFIED, WON, LOST)}

CATEGORIES = [Option("COMMIT", "Commit"), Option("BEST_CASE", "Best case")]
WORDS = Words(
    ZoneInfo("America/New_York"),
    date(2026, 11, 23),
    {RITA: "Rita Alvarez"},
    {"forecast_category": FieldMeta("forecast_category", "Category", FieldKind.CHOICE, CATEGORIES)},
)


def days(number: float) -> datetime:
    """So many days after the last call; before it, if negative."""
    return CALL + timedelta(days=number)


def a_deal(stage: Stage = QUALIFIED, *, created: datetime = MADE, **values: str) -> Deal:
    return Deal(DealId("77"), "Acme", RITA, stage, created, {"stage": stage.id, **values}, {}, "USD")


def changed(
    field: str, *steps: tuple[float, str], by: OwnerId | None = None, hand: Source = Source.PERSON
) -> list[Change]:
    """The value that it took, by the day after the last call."""
    return [Change(field, value, days(on), by, hand) for on, value in steps]


def told(deal: Deal, history: Sequence[Change], *, stood: dict[str, str] | None = None) -> list[str]:
    past = Past(deal, history, stood)
    return [one.sentence for one in news(past, past.then(CALL, STAGES), WORDS, since=CALL)]


# Forecast category


@pytest.mark.parametrize(
    ("hand", "by", "whose"),
    [
        (Source.PERSON, RITA, ", by Rita Alvarez"),
        (Source.PERSON, OwnerId("9"), ", by a person"),
        (Source.PERSON, None, ", by a person"),
        (Source.UNKNOWN, RITA, ", by Rita Alvarez"),
        (Source.UNKNOWN, None, ""),
        (Source.AUTOMATION, RITA, ", by an automation"),
        (Source.IMPORT, None, ", by an import"),
        (Source.INTEGRATION, None, ", by an integration"),
    ],
)
def test_another_category_is_told_with_the_hand_that_changed_it(hand: Source, by: OwnerId | None, whose: str) -> None:
    history = changed("forecast_category", (-9, "BEST_CASE"), (1, "COMMIT"), by=by, hand=hand)

    assert told(a_deal(forecast_category="COMMIT"), history) == [
        f"Forecast category went from Best case to Commit on 17 Nov{whose}"
    ]


@pytest.mark.parametrize(
    ("steps", "says"),
    [
        ([(-9, "COMMIT"), (1, "")], "Forecast category was emptied: it was Commit, on 17 Nov, by a person"),
        ([(-9, ""), (1, "COMMIT")], "Forecast category was set to Commit on 17 Nov, by a person"),
        ([(-9, "OLD_ONE"), (1, "COMMIT")], "Forecast category went from “OLD_ONE” to Commit on 17 Nov, by a person"),
        (
            [(-9, "BEST_CASE"), (1, "COMMIT"), (2, "")],
            "Forecast category was emptied: it was Best case, on 18 Nov, by a person",
        ),
        ([(-9, "BEST_CASE"), (0, "COMMIT")], "Forecast category went from Best case to Commit on 16 Nov, by a person"),
        ([(-9, "BEST_CASE"), (-1, "COMMIT")], None),
        ([(-9, "BEST_CASE"), (1, "COMMIT"), (2, "BEST_CASE")], None),
    ],
)
def test_what_counts_is_what_was_at_the_call_and_what_is_now(steps: list[tuple[float, str]], says: str | None) -> None:
    history = changed("forecast_category", *steps)

    assert told(a_deal(forecast_category=steps[-1][1]), history) == ([says] if says else [])


def test_where_nobody_knows_what_it_was_before_nothing_is_guessed() -> None:
    deal, history = a_deal(forecast_category="COMMIT"), changed("forecast_category", (1, "COMMIT"))

    assert told(deal, history) == ["Forecast category became Commit on 17 Nov, by a person"]
    assert told(deal, history, stood={}) == ["Forecast category was set to Commit on 17 Nov, by a person"]
    assert told(deal, history, stood={"forecast_category": "BEST_CASE"}) == [
        "Forecast category went from Best case to Commit on 17 Nov, by a person"
    ]
    assert told(a_deal(), changed("forecast_category", (1, ""))) == [
        "Forecast category was emptied on 17 Nov, by a person"
    ]


def test_what_a_deal_was_made_with_after_the_call_is_no_news() -> None:
    deal = a_deal(created=days(1), forecast_category="COMMIT", close_date="2026-12-01")

    assert told(deal, changed("forecast_category", (1, "COMMIT"))) == []
    assert told(deal, changed("forecast_category", (1, "BEST_CASE"), (2, "COMMIT"))) == [
        "Forecast category went from Best case to Commit on 18 Nov, by a person"
    ]


# Close date


@pytest.mark.parametrize(
    ("steps", "says"),
    [
        ([(-50, "2026-12-01"), (1, "2026-12-29")], "Close date pushed by 28 days to 29 Dec"),
        ([(-50, "2026-12-31"), (1, "2027-01-01")], "Close date pushed by 1 day to 1 Jan 2027"),
        (
            [(-50, "2026-11-01"), (-20, "2026-12-01"), (1, "2026-12-29")],
            "Close date pushed by 28 days to 29 Dec; 2 pushes and 58 days in all",
        ),
        (
            [(-50, "2026-11-01"), (-20, "2026-12-01"), (-9, "2026-11-25"), (1, "2026-12-29")],
            "Close date pushed by 34 days to 29 Dec; 2 pushes and 64 days in all",
        ),
        ([(-50, "2026-12-01"), (1, "2026-12-09"), (2, "2026-12-02")], "Close date pushed by 1 day to 2 Dec"),
        (
            [(-50, "2026-12-01"), (1, "9999-12-31")],
            "Close date went from 1 Dec to 31 Dec 9999, too far off to be counted",
        ),
        ([(-50, "2026-12-01"), (1, "2026-11-29")], None),
        ([(-50, "2026-11-01"), (-20, "2026-12-01")], None),
        ([(-50, "9999-12-31"), (1, "2027-12-01")], None),
        ([(-50, "9999-12-30"), (1, "9999-12-31")], None),
        ([(-50, "soon"), (1, "2026-12-29")], None),
        ([(-50, "2026-12-01"), (1, "later")], None),
        ([(-50, ""), (1, "2026-12-29")], None),
        ([(-50, "2026-12-01"), (1, "")], None),
        ([(-50, "2026-12-01"), (1, "2027-03-01"), (2, "2026-12-01")], None),
        ([(1, "2026-12-29")], None),
    ],
)
def test_a_close_date_is_pushed_when_it_is_later_than_at_the_call(
    steps: list[tuple[float, str]], says: str | None
) -> None:
    assert told(a_deal(close_date=steps[-1][1]), changed("close_date", *steps)) == ([says] if says else [])


def test_what_we_saw_the_day_before_the_call_stands_in_for_a_history_that_is_not_kept() -> None:
    history = changed("close_date", (1, "2026-12-29"), hand=Source.UNKNOWN)

    assert told(a_deal(close_date="2026-12-29"), history, stood={"close_date": "2026-12-01"}) == [
        "Close date pushed by 28 days to 29 Dec"
    ]


def test_a_slip_of_the_hand_is_no_push() -> None:
    minute = 1 / 24 / 60
    steps = [(-50.0, "2026-12-01"), (-9.0, "2062-12-08"), (-9 + 2 * minute, "2026-12-08"), (1.0, "2027-01-05")]
    typo = [(-50.0, "2026-12-01"), (-9.0, "2027-12-08"), (-9 + 2 * minute, "2026-12-08"), (1.0, "2027-01-05")]

    assert [push.days for push in pushes_of(changed("close_date", *steps))] == [7, 28]
    assert [push.days for push in pushes_of(changed("close_date", *typo))] == [7, 28]


@given(st.lists(st.dates() | st.sampled_from(["", "soon", "9999-12-31"]), max_size=8))
def test_pushes_are_moves_to_a_later_day_and_nothing_else(values: list[date | str]) -> None:
    history = changed("close_date", *((number, str(value)) for number, value in enumerate(values)))

    pushes = pushes_of(history)

    assert all(push.days > 0 for push in pushes)
    assert len(pushes) < max(1, len(history))
    assert {push.at for push in pushes} <= {change.at for change in history[1:]}


def often(*steps: tuple[float, str]) -> str | None:
    found = often_pushed(a_deal(close_date=steps[-1][1]), changed("close_date", *steps), WORDS, now=MONDAY)
    return found.sentence if found else None


def test_a_close_date_that_is_pushed_again_and_again_is_brought_up_also_without_a_new_push() -> None:
    steps = [(-50.0, "2026-10-01"), (-40.0, "2026-11-01"), (-30.0, "2026-11-15"), (-9.0, "2026-12-01")]

    assert often(*steps) == "Close date pushed 3 times, by 61 days in all, last on 7 Nov"
    assert often(*steps[1:]) is None
    assert often(*((on - 20, date) for on, date in steps)) is None
    assert often(*steps, (-1.0, "2026-11-20")) == "Close date pushed 3 times, by 61 days in all, last on 7 Nov"


@pytest.mark.parametrize(
    ("stage", "changed_at", "may"),
    [
        (QUALIFIED, MONDAY - timedelta(28), True),
        (QUALIFIED, MONDAY - timedelta(28, 1), False),
        (QUALIFIED, None, False),
        (WON, MONDAY, False),
    ],
)
def test_only_where_the_close_date_changed_lately_its_history_is_read(
    stage: Stage, changed_at: datetime | None, may: bool
) -> None:
    deal = replace(a_deal(stage), changed_at={"close_date": changed_at} if changed_at else {})

    assert may_be_often_pushed(deal, now=MONDAY) is may


# Won and lost


@pytest.mark.parametrize(
    ("stage", "amount", "kind", "says"),
    [
        (WON, "48000.00", MovementKind.WON, "Won on 18 Nov: 48,000 USD"),
        (WON, "48000.50", MovementKind.WON, "Won on 18 Nov: 48,000.50 USD"),
        (LOST, "999999999999999", MovementKind.LOST, "Lost on 18 Nov: 999,999,999,999,999 USD"),
        (LOST, "", MovementKind.LOST, "Lost on 18 Nov: without an amount"),
    ],
)
def test_a_deal_that_was_open_at_the_call_is_won_or_lost(
    stage: Stage, amount: str, kind: MovementKind, says: str
) -> None:
    past = Past(a_deal(stage, amount=amount), changed("stage", (-50, "1"), (2, stage.id)))

    found = list(news(past, past.then(CALL, STAGES), WORDS, since=CALL))

    assert [(one.kind, one.sentence, one.at) for one in found] == [(kind, says, days(2))]


def test_of_a_deal_that_ended_only_the_end_is_told() -> None:
    history = [
        *changed("close_date", (-50, "2026-11-01"), (2, "2026-11-18")),
        *changed("forecast_category", (-50, "BEST_CASE"), (2, "COMMIT")),
        *changed("stage", (-50, "1"), (2, "2")),
    ]

    assert told(a_deal(WON, amount="1", close_date="2026-11-18"), history) == ["Won on 18 Nov: 1 USD"]


@pytest.mark.parametrize(
    ("now", "steps"),
    [
        (WON, [(-50.0, "1"), (-1.0, "2")]),
        (WON, [(-50.0, "3"), (1.0, "2")]),
        (QUALIFIED, [(-50.0, "1"), (1.0, "2"), (2.0, "1")]),
        (WON, [(2.0, "2")]),
    ],
)
def test_what_was_closed_at_the_call_or_is_open_again_or_not_known_has_not_ended_since(
    now: Stage, steps: list[tuple[float, str]]
) -> None:
    assert told(a_deal(now), changed("stage", *steps)) == []


def test_a_stage_that_is_not_known_any_more_was_open() -> None:
    assert told(a_deal(WON, amount="5"), changed("stage", (-50, "gone"), (1, "2"))) == ["Won on 17 Nov: 5 USD"]


def test_a_deal_as_it_stood_at_the_call() -> None:
    deal = a_deal(WON, close_date="2026-11-18", next_step="sign")
    past = Past(
        deal, [*changed("stage", (-9, "1"), (2, "2")), *changed("close_date", (-9, "2026-12-01"), (2, "2026-11-18"))]
    )

    then = past.then(CALL, STAGES)

    assert (then.stage, dict(then.values)) == (
        QUALIFIED,
        {"stage": "1", "close_date": "2026-12-01", "next_step": "sign"},
    )
    assert Past(deal, []).then(CALL, STAGES).stage is WON
