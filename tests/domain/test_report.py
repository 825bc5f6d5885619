"""Which move by whom takes a report where, and what the others hear."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.ids import ReportId, UserId
from domain.outcome import Refused
from domain.report import STANDING, Moved, Part, Report, Status, Verb, move, parts_of

AT = datetime(2026, 11, 23, 15, tzinfo=UTC)
RITA, RAVI, THEO, MAYA = (UserId(f"U0{name}") for name in ("RITA", "RAVI", "THEO", "MAYA"))

TABLE = """
new       fix         fixing
new       reject      rejected
new       defer       deferred
new       ask         waiting
new       merge       merged
new       withdraw    withdrawn
waiting   answer      new
waiting   merge       merged
waiting   withdraw    withdrawn
fixing    ship        shipped
shipped   confirm     confirmed
shipped   reopen      fixing
shipped   close       closed
rejected  appeal      new
rejected  reconsider  new
deferred  revisit     new
deferred  reconsider  new
deferred  withdraw    withdrawn
"""
ALLOWED = {(Status(frm), Verb(verb)): Status(to) for frm, verb, to in map(str.split, TABLE.split("\n")[1:-1])}

DECIDES = {Part.TRIAGE_OWNER, Part.ADMIN}
WHO = {
    Verb.SHIP: DECIDES | {Part.FIX_OWNER},
    Verb.ANSWER: {Part.REPORTER},
    Verb.APPEAL: {Part.REPORTER},
    Verb.WITHDRAW: {Part.REPORTER},
    Verb.CONFIRM: {Part.REPORTER, Part.SUPPORTER},
    Verb.REOPEN: {Part.REPORTER, Part.SUPPORTER},
    Verb.REVISIT: {Part.CLOCK},
    Verb.CLOSE: {Part.CLOCK},
}


def a_report(status: Status = Status.NEW) -> Report:
    return Report(ReportId(12), 12, RITA, "Risk is required too early", AT, status, AT)


@given(st.sampled_from(Status), st.sampled_from(Verb), st.frozensets(st.sampled_from(Part)))
def test_a_report_moves_as_the_table_says_or_not_at_all(status: Status, verb: Verb, parts: frozenset[Part]) -> None:
    outcome = move(a_report(status), verb, parts=parts, at=AT)

    to = ALLOWED.get((status, verb)) if parts & WHO.get(verb, DECIDES) else None
    if to is None:
        assert isinstance(outcome, Refused)
    else:
        assert outcome == Moved(verb, status, to, AT)


@pytest.mark.parametrize(("status", "verb"), sorted(ALLOWED))
def test_a_move_that_was_made_cannot_be_made_again(status: Status, verb: Verb) -> None:
    moved = move(a_report(status), verb, parts=frozenset(Part), at=AT)
    assert isinstance(moved, Moved)

    assert isinstance(move(a_report(moved.to), verb, parts=frozenset(Part), at=AT), Refused)


@pytest.mark.parametrize(("status", "verb"), sorted(set(product(Status, Verb)) - set(ALLOWED)))
def test_whoever_comes_too_late_is_told_where_the_report_stands(status: Status, verb: Verb) -> None:
    outcome = move(a_report(status), verb, parts=frozenset(Part), at=AT)

    assert isinstance(outcome, Refused)
    assert f"F-12 is {STANDING[status]}" in outcome.because


def test_whoever_may_not_decide_is_told_who_can() -> None:
    outcome = move(a_report(), Verb.FIX, parts=frozenset({Part.REPORTER}), at=AT, owners=[THEO])

    assert outcome == Refused("Only its triage owners can decide that about F-12. Nothing was changed.", people=(THEO,))


def test_whoever_may_not_ship_is_told_of_the_fix_owner_first_and_of_each_once() -> None:
    report = replace(a_report(Status.FIXING), fix_owner=MAYA)

    outcome = move(report, Verb.SHIP, parts=frozenset(), at=AT, owners=[THEO, MAYA])

    assert isinstance(outcome, Refused)
    assert outcome.people == (MAYA, THEO)
    assert "fix owner" in outcome.because


@pytest.mark.parametrize(
    ("verb", "whose"), [(Verb.ANSWER, "who reported it"), (Verb.CONFIRM, "who reported or supported it")]
)
def test_nobody_is_named_where_only_the_reporter_may_answer(verb: Verb, whose: str) -> None:
    outcome = move(a_report(), verb, parts=frozenset(DECIDES), at=AT, owners=[THEO])

    assert isinstance(outcome, Refused)
    assert whose in outcome.because
    assert outcome.people == ()


def test_an_appeal_is_possible_once() -> None:
    rejected = a_report(Status.REJECTED)

    first = move(rejected, Verb.APPEAL, parts=frozenset({Part.REPORTER}), at=AT)
    second = move(replace(rejected, appealed=True), Verb.APPEAL, parts=frozenset({Part.REPORTER}), at=AT)

    assert isinstance(first, Moved)
    assert isinstance(second, Refused)
    assert "appealed once" in second.because


def test_one_person_may_be_several_things_to_a_report() -> None:
    report = replace(a_report(), fix_owner=RITA)

    assert parts_of(RITA, report, may_decide=True, is_admin=True, supporters=[RITA]) == frozenset(Part) - {Part.CLOCK}
    assert parts_of(RAVI, report, may_decide=False, is_admin=False, supporters=[RITA]) == frozenset()


def test_a_report_is_open_while_somebody_still_feels_it() -> None:
    still_felt = {status for status in Status if a_report(status).is_open}

    assert still_felt == {Status.NEW, Status.WAITING, Status.FIXING, Status.DEFERRED}
    assert a_report().ref == "F-12"
