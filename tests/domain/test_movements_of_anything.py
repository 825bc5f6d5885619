"""Whatever a history holds, what is said of it is true of it."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from domain.deal import Deal, Stage, Standing, day
from domain.deal_history import Change, Source
from domain.ids import DealId, OwnerId
from domain.movement_words import Words
from domain.movements import TELLING, MovementKind, Past, news
from tests.conftest import MONDAY

CALL = MONDAY - timedelta(days=7)
WORDS = Words(ZoneInfo("America/New_York"), date(2026, 11, 23), {}, {})
STAGES = {
    ("default", id): Stage(id, id, "default", standing)
    for id, standing in (("1", Standing.OPEN), ("2", Standing.WON), ("3", Standing.LOST))
}
VALUES = {
    "stage": st.sampled_from(["1", "2", "3", "gone"]),
    "close_date": st.dates(date(2026, 1, 1), date(2027, 12, 31)).map(str) | st.sampled_from(["", "soon", "9999-12-31"]),
    "forecast_category": st.sampled_from(["", "COMMIT", "BEST_CASE"]) | st.text(max_size=5),
}
MINUTES = st.integers(-20 * 24 * 60, 7 * 24 * 60 - 1)


def changes(field: str) -> st.SearchStrategy[list[Change]]:
    one = st.builds(
        lambda minutes, value, hand: Change(field, value, CALL + timedelta(minutes=minutes), None, hand),
        MINUTES,
        VALUES[field],
        st.sampled_from(Source),
    )
    return st.lists(one, max_size=6).map(lambda some: sorted(some, key=lambda change: change.at))


@st.composite
def pasts(draw: st.DrawFn) -> Past:
    """A deal that holds what its history ends with, where it has one."""
    history = [change for field in TELLING for change in draw(changes(field))]
    held = {"stage": "1"} | {change.field: change.value for change in history}
    stage = STAGES.get(("default", held["stage"])) or Stage(held["stage"], "", "default", Standing.OPEN)
    values = {field: value for field, value in held.items() if value}
    made = CALL + timedelta(minutes=draw(MINUTES))
    deal = Deal(DealId("77"), "Acme", OwnerId("501"), stage, made, values, {})
    stood = draw(st.none() | st.fixed_dictionaries({}, optional=VALUES))
    return Past(deal, history, stood)


@given(pasts())
def test_what_is_told_happened_after_the_call_and_each_kind_at_most_once(past: Past) -> None:
    found = list(news(past, past.then(CALL, STAGES), WORDS, since=CALL))

    kinds = [one.kind for one in found]
    assert len(kinds) == len(set(kinds))
    assert all(CALL <= one.at < MONDAY and one.at in {change.at for change in past.history} for one in found)
    if {MovementKind.WON, MovementKind.LOST} & set(kinds):
        assert len(kinds) == 1


@given(pasts())
def test_a_pushed_deal_closes_later_than_it_was_meant_to(past: Past) -> None:
    then = past.then(CALL, STAGES)

    for one in news(past, then, WORDS, since=CALL):
        if one.kind is MovementKind.CLOSE_DATE_PUSHED:
            was, now = day(then.values["close_date"]), past.deal.close_date
            assert was and now and was < now
            assert one.sentence.startswith(f"Close date pushed by {(now - was).days:,} day") or now.year == 9999


@given(pasts())
def test_what_did_not_change_after_the_call_is_no_news(past: Past) -> None:
    before = [change for change in past.history if change.at < CALL]
    quiet = Past(past.deal, before, past.stood)

    assert list(news(quiet, quiet.then(CALL, STAGES), WORDS, since=CALL)) == []
