"""What is not asked of whom: snoozed, muted, not to be known yet, each until its end."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from domain.asking import Question, Rest, RestId, Scope, days_on, is_asked, resting
from domain.ids import DealId, ReportId, UserId
from tests.conftest import MONDAY, RAVI, RITA

KESTREL = Question(DealId("1"), "proposal", "forecast", "champion_named", "champion")
NEW_YORK = ZoneInfo("America/New_York")
TOMORROW = MONDAY + timedelta(days=1)


def a_rest(scope: Scope, *, by: UserId = RITA, until: datetime | None = None, number: int = 1) -> Rest:
    return Rest(RestId(number), by, scope, MONDAY, KESTREL, until)


def asked(rest: Rest, question: Question, person: UserId = RITA, at: datetime = MONDAY) -> bool:
    return is_asked([rest], question, person, at=at)


OTHERS = {
    "another criterion": replace(KESTREL, criterion="next_step_fresh", field="next_step"),
    "the same criterion of another workflow": replace(KESTREL, workflow="pipeline_review"),
    "the same field for another criterion": replace(KESTREL, criterion="champion_is_known"),
    "another deal": replace(KESTREL, deal=DealId("2")),
    "another stage": replace(KESTREL, stage="negotiation"),
}

STILL_ASKED = {
    Scope.FINDING: {
        "another criterion",
        "the same criterion of another workflow",
        "the same field for another criterion",
        "another deal",
    },
    Scope.FIELD: {"another criterion", "another deal", "another stage"},
    Scope.CRITERION: {
        "another criterion",
        "the same criterion of another workflow",
        "the same field for another criterion",
    },
    Scope.DEAL: {"another deal"},
    Scope.EVERYTHING: set(),
}


@pytest.mark.parametrize("scope", Scope)
def test_a_rest_is_about_what_it_says_and_about_nothing_else(scope: Scope) -> None:
    rest = a_rest(scope)

    assert not asked(rest, KESTREL)
    assert {name for name, question in OTHERS.items() if asked(rest, question)} == STILL_ASKED[scope]


@pytest.mark.parametrize("scope", Scope)
def test_it_rests_for_whoever_said_so_but_what_nobody_can_know_for_everybody(scope: Scope) -> None:
    assert asked(a_rest(scope), KESTREL, RAVI) is (scope is not Scope.FIELD)


def test_a_rest_ends_at_its_time() -> None:
    rest = a_rest(Scope.DEAL, until=TOMORROW)

    assert not asked(rest, KESTREL, at=TOMORROW - timedelta(microseconds=1))
    assert asked(rest, KESTREL, at=TOMORROW)


def test_of_several_rests_the_one_that_holds_longest_is_told() -> None:
    snoozed, week = a_rest(Scope.FINDING, until=TOMORROW), a_rest(Scope.EVERYTHING, until=MONDAY + timedelta(7))
    for_good = replace(a_rest(Scope.DEAL), report=ReportId(1))

    assert resting([week, snoozed], KESTREL, RITA, at=MONDAY) == week
    assert resting([for_good, week, snoozed], KESTREL, RITA, at=MONDAY) == for_good
    assert resting([], KESTREL, RITA, at=MONDAY) is None


def test_who_snoozes_until_tomorrow_is_asked_tomorrow_morning() -> None:
    assert days_on(NEW_YORK, datetime(2026, 11, 24, 4, 59, tzinfo=UTC), 1) == datetime(2026, 11, 24, 5, tzinfo=UTC)
    assert days_on(NEW_YORK, datetime(2026, 11, 24, 5, tzinfo=UTC), 1) == datetime(2026, 11, 25, 5, tzinfo=UTC)
    assert days_on(NEW_YORK, datetime(2027, 3, 13, 12, tzinfo=UTC), 7) == datetime(2027, 3, 20, 4, tzinfo=UTC)


def test_tomorrow_is_that_of_the_persons_own_clock() -> None:
    """On Monday at three in the afternoon in New York it is nine on Tuesday morning in Auckland."""
    assert days_on(ZoneInfo("Pacific/Auckland"), datetime(2026, 11, 23, 20, tzinfo=UTC), 1) == datetime(
        2026, 11, 24, 11, tzinfo=UTC
    )
