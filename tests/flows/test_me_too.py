"""Saying Me too: a person counts once, nobody supports their own, and it may take the place of an own report."""

import asyncio
from collections import Counter

import pytest

from domain.ids import ReportId
from domain.outcome import Refused, ReportNotFound
from domain.post import PostKind
from domain.report import Status, Verb
from flows import intake, showing
from flows.deps import Deps
from tests.conftest import CARL, RAVI, RITA, TRIAGE
from tests.flows.stories import (
    ON_SQLITE,
    RISK,
    Owed,
    a_delivery,
    a_report,
    decided,
    owed,
    refused,
    shipped,
    status,
    supported,
    supporters,
)


async def test_me_too_counts_a_person_once(deps: Deps) -> None:
    report = await a_report(deps)
    before = await owed(deps)

    first = await intake.support(deps, report.id, by=RAVI, delivery=a_delivery())
    again = await intake.support(deps, report.id, by=RAVI, delivery=a_delivery())

    assert isinstance(first, intake.Supporting)
    assert isinstance(again, Refused)
    assert await supporters(deps, report.id) == [RAVI]
    assert await owed(deps) - before == Counter({Owed(PostKind.REPORT_CARD, str(report.id), TRIAGE): 1})


async def test_me_too_delivered_twice_says_nothing_more(deps: Deps) -> None:
    report, click = await a_report(deps), a_delivery()

    outcomes = await asyncio.gather(*(intake.support(deps, report.id, by=RAVI, delivery=click) for _ in range(4)))

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Repeated", "Repeated", "Repeated", "Supporting"]


@ON_SQLITE
async def test_nobody_supports_their_own_report(deps: Deps) -> None:
    report = await a_report(deps)

    assert refused(await intake.support(deps, report.id, by=RITA, delivery=a_delivery()))
    assert await supporters(deps, report.id) == []


@ON_SQLITE
async def test_what_is_decided_for_good_takes_no_support(deps: Deps) -> None:
    report = await a_report(deps)
    await decided(deps, report.id, Verb.REJECT)

    outcome = await intake.support(deps, report.id, by=RAVI, delivery=a_delivery())

    assert isinstance(outcome, Refused)
    assert "F-1 is rejected" in outcome.because
    with pytest.raises(ReportNotFound):
        await intake.support(deps, ReportId(99), by=RAVI, delivery=a_delivery())


@ON_SQLITE
async def test_who_supports_what_was_merged_is_told_of_the_other_one(deps: Deps) -> None:
    into, merged = await a_report(deps), await a_report(deps)
    await decided(deps, merged.id, Verb.MERGE, target=into.id)

    outcome = await intake.support(deps, merged.id, by=RAVI, delivery=a_delivery())

    assert isinstance(outcome, Refused)
    assert "F-2 was merged into F-1. `/crm-friction F-1` shows that one." in outcome.because


async def test_me_too_instead_of_an_own_report_withdraws_it(deps: Deps) -> None:
    theirs, mine = await a_report(deps, RISK, by=RAVI), await a_report(deps, RISK)

    outcome = await intake.support(deps, theirs.id, by=RITA, delivery=a_delivery(), instead_of=mine.id)

    assert outcome == intake.Supporting(theirs, taken_back=mine)
    assert await status(deps, mine.id) is Status.WITHDRAWN
    assert await supporters(deps, theirs.id) == [RITA]


@ON_SQLITE
async def test_who_reports_the_same_twice_takes_the_second_one_back(deps: Deps) -> None:
    first, second = await a_report(deps, RISK), await a_report(deps, RISK)

    outcome = await intake.support(deps, first.id, by=RITA, delivery=a_delivery(), instead_of=second.id)

    assert isinstance(outcome, Refused)
    assert "F-1 is your own report: you hear of every decision anyway. F-2 is taken back." in outcome.because
    assert await status(deps, second.id) is Status.WITHDRAWN


@ON_SQLITE
async def test_who_supports_already_is_told_that_their_own_is_taken_back(deps: Deps) -> None:
    theirs, mine = await a_report(deps, RISK, by=RAVI), await a_report(deps, RISK)
    await supported(deps, theirs.id, RITA)

    outcome = await intake.support(deps, theirs.id, by=RITA, delivery=a_delivery(), instead_of=mine.id)

    assert isinstance(outcome, Refused)
    assert "F-2 is taken back" in outcome.because


@ON_SQLITE
async def test_who_reported_without_a_name_supports_without_one(deps: Deps) -> None:
    theirs, mine = await a_report(deps, RISK, by=RAVI), await a_report(deps, RISK, anonymous=True)
    await intake.support(deps, theirs.id, by=RITA, delivery=a_delivery(), instead_of=mine.id)
    await supported(deps, theirs.id, CARL)

    standing = await showing.get_standing(deps, theirs.id)

    assert set(standing.supporters) == {RITA, CARL}
    assert set(standing.unnamed) == {RITA}


@ON_SQLITE
async def test_a_report_that_somebody_acted_on_meanwhile_is_not_withdrawn(deps: Deps) -> None:
    theirs, mine = await a_report(deps, RISK, by=RAVI), await a_report(deps, RISK)
    await decided(deps, mine.id, Verb.FIX)

    await intake.support(deps, theirs.id, by=RITA, delivery=a_delivery(), instead_of=mine.id)

    assert await status(deps, mine.id) is Status.FIXING
    assert await supporters(deps, theirs.id) == [RITA]


@ON_SQLITE
@pytest.mark.parametrize("whose", [CARL, None])
async def test_nobody_withdraws_what_is_not_theirs(deps: Deps, whose: str | None) -> None:
    theirs, other = await a_report(deps, RISK, by=RAVI), await a_report(deps, RISK, by=CARL)
    instead = other.id if whose else ReportId(99)

    await intake.support(deps, theirs.id, by=RITA, delivery=a_delivery(), instead_of=instead)

    assert await status(deps, other.id) is Status.NEW


async def test_who_supports_while_it_ships_is_told_or_refused(deps: Deps) -> None:
    report = await a_report(deps)
    await decided(deps, report.id, Verb.FIX)

    note, outcome = await asyncio.gather(
        shipped(deps, report.id), intake.support(deps, report.id, by=RAVI, delivery=a_delivery())
    )

    told = Owed(PostKind.NOTE_WORD, str(note.id), RAVI) in await owed(deps)
    assert told is not isinstance(outcome, Refused)
