"""What the clock does to reports: reminds, escalates, brings back, closes."""

from collections import Counter
from datetime import date, datetime

import pytest

from domain.post import PostKind
from domain.report import Report, Status, Verb
from flows import ageing, showing
from flows.deps import Deps
from tests.conftest import RAVI, RITA, TRIAGE, Clock
from tests.flows.stories import (
    ON_SQLITE,
    Owed,
    a_report,
    a_shipped_note,
    decide,
    decided,
    in_new_york,
    now,
    owed,
    refused,
    say_still_broken,
    shipped,
    status,
    supported,
)


def morning(day: int, month: int = 11) -> datetime:
    """When work begins in New York; 26 November is Thanksgiving, a Thursday."""
    return in_new_york(2026, month, day, 8, 30)


async def bring_up(deps: Deps, clock: Clock, *days: datetime) -> list[PostKind]:
    """Runs the job on each day; gives what it owed under the card, in order."""
    before = await owed(deps)
    for day in days:
        clock.now = day
        await ageing.remind_of_undecided(deps, at=day)
    new = await owed(deps) - before
    return [post.kind for post in new if post.under]


async def a_report_on(deps: Deps, clock: Clock, at: datetime) -> Report:
    clock.now = at
    return await a_report(deps)


# Undecided reports


async def test_an_undecided_report_reminds_once_and_escalates_once(deps: Deps, clock: Clock) -> None:
    """Of Monday: two working days are over on Wednesday, five on the next Tuesday, for Thursday is a holiday."""
    report = await a_report_on(deps, clock, in_new_york(2026, 11, 23, 10))

    assert await bring_up(deps, clock, morning(24)) == []
    assert await bring_up(deps, clock, morning(25), morning(25), morning(27), morning(30)) == [PostKind.REMINDER]
    assert await bring_up(deps, clock, morning(1, 12), morning(1, 12), morning(2, 12)) == [PostKind.ESCALATION]
    posts = await owed(deps)
    assert posts[Owed(PostKind.REPORT_CARD, str(report.id), TRIAGE)] == 3
    assert {post.under for post in posts if post.under} == {(PostKind.REPORT_CARD, str(report.id))}
    assert set(posts.values()) == {1, 3}


async def test_two_replicas_remind_once(deps: Deps, replica: Deps, clock: Clock) -> None:
    await a_report_on(deps, clock, in_new_york(2026, 11, 23, 10))
    clock.now = morning(25)

    counts = [await ageing.remind_of_undecided(one, at=clock()) for one in (deps, replica)]

    assert counts == [1, 0]


@ON_SQLITE
async def test_nobody_is_reminded_on_a_weekend_or_a_holiday(deps: Deps, clock: Clock) -> None:
    await a_report_on(deps, clock, in_new_york(2026, 11, 19, 10))

    assert await bring_up(deps, clock, morning(21), morning(22), morning(26)) == []
    assert await bring_up(deps, clock, morning(23)) == [PostKind.REMINDER]


@ON_SQLITE
async def test_a_report_of_a_weekend_counts_from_monday(deps: Deps, clock: Clock) -> None:
    report = await a_report_on(deps, clock, in_new_york(2026, 11, 21, 12))

    assert await bring_up(deps, clock, morning(23), morning(24)) == []
    assert await bring_up(deps, clock, morning(25)) == [PostKind.REMINDER]
    assert (await showing.get_standing(deps, report.id)).undecided_for == 2


@ON_SQLITE
async def test_after_days_without_us_only_the_escalation_is_told(deps: Deps, clock: Clock) -> None:
    await a_report_on(deps, clock, in_new_york(2026, 11, 9, 10))

    assert await bring_up(deps, clock, morning(23), morning(24)) == [PostKind.ESCALATION]


@ON_SQLITE
async def test_what_is_decided_or_waits_for_the_reporter_is_not_brought_up(deps: Deps, clock: Clock) -> None:
    reports = [await a_report_on(deps, clock, in_new_york(2026, 11, 9, 10)) for _ in range(3)]
    for report, verb in zip(reports, (Verb.FIX, Verb.ASK, Verb.DEFER), strict=True):
        await decided(deps, report.id, verb)

    assert await bring_up(deps, clock, morning(23)) == []


@ON_SQLITE
async def test_after_an_appeal_the_waiting_begins_anew(deps: Deps, clock: Clock) -> None:
    report = await a_report_on(deps, clock, in_new_york(2026, 11, 9, 10))
    await bring_up(deps, clock, morning(12), morning(17))
    await decided(deps, report.id, Verb.REJECT)
    clock.now = in_new_york(2026, 11, 18, 10)
    await decided(deps, report.id, Verb.APPEAL, by=RITA)

    again = await bring_up(deps, clock, morning(19), morning(20), morning(23), morning(25))

    assert again == [PostKind.REMINDER, PostKind.ESCALATION]


# Deferred reports


async def test_a_deferred_report_comes_back_on_its_day_and_is_told_once(deps: Deps, clock: Clock) -> None:
    report = await a_report(deps)
    await supported(deps, report.id, RAVI)
    deferred = await decided(deps, report.id, Verb.DEFER, revisit_on=date(2026, 12, 7))
    before = await owed(deps)

    clock.now = morning(4, 12)
    too_early = await ageing.bring_back_deferred(deps, at=clock())
    clock.now = morning(7, 12)
    back = [await ageing.bring_back_deferred(deps, at=clock()) for _ in range(2)]

    assert (too_early, back) == (0, [1, 0])
    standing = await showing.get_standing(deps, report.id)
    assert (standing.report.status, standing.report.revisit_on) == (Status.NEW, None)
    returned = standing.decisions[-1]
    assert (returned.verb, returned.by, returned.at) == (Verb.REVISIT, None, clock())
    card = PostKind.REPORT_CARD, str(report.id)
    assert await owed(deps) - before == Counter(
        [
            Owed(*card, TRIAGE),
            Owed(PostKind.DECISION_REPLY, str(returned.id), TRIAGE, card),
            *(Owed(PostKind.DECISION_WORD, str(returned.id), one) for one in (RITA, RAVI)),
            *(Owed(PostKind.DECISION_WORD, str(deferred.decision.id), one) for one in (RITA, RAVI)),
        ]
    )


@ON_SQLITE
@pytest.mark.parametrize(("day", "idle", "back"), [(28, 28, 30), (26, 26, 27)])
async def test_on_a_day_without_work_it_comes_back_on_the_next(
    deps: Deps, clock: Clock, day: int, idle: int, back: int
) -> None:
    """The 28th is a Saturday, the 26th Thanksgiving."""
    report = await a_report(deps)
    await decided(deps, report.id, Verb.DEFER, revisit_on=date(2026, 11, day))

    assert await ageing.bring_back_deferred(deps, at=morning(idle)) == 0
    assert await status(deps, report.id) is Status.DEFERRED
    assert await ageing.bring_back_deferred(deps, at=morning(back)) == 1


@ON_SQLITE
async def test_its_day_begins_in_the_companys_zone(deps: Deps, clock: Clock) -> None:
    """At 3:00 UTC of Tuesday the 24th it is still Monday in New York."""
    report = await a_report(deps)
    await decided(deps, report.id, Verb.DEFER, revisit_on=date(2026, 11, 24))

    clock.move(hours=12)

    assert await ageing.bring_back_deferred(deps, at=clock()) == 0
    assert await ageing.bring_back_deferred(deps, at=morning(24)) == 1


@ON_SQLITE
@pytest.mark.parametrize("day", [date(2026, 11, 22), date(2026, 11, 23)])
async def test_a_day_that_is_not_in_the_future_is_refused(deps: Deps, day: date) -> None:
    report = await a_report(deps)

    assert refused(await decide(deps, report.id, Verb.DEFER, revisit_on=day), about="revisit_on")
    assert await status(deps, report.id) is Status.NEW


# Silence


async def test_after_a_fortnight_of_silence_a_shipped_report_is_closed(deps: Deps, clock: Clock) -> None:
    report, note = await a_shipped_note(deps)
    clock.move(days=14, seconds=-1)
    too_early = await ageing.close_silent(deps, at=clock())
    before = await owed(deps)

    clock.move(seconds=1)
    closed = [await ageing.close_silent(deps, at=clock()) for _ in range(2)]

    assert (too_early, closed) == (0, [1, 0])
    assert (await now(deps, report.id)).status is Status.CLOSED
    new = await owed(deps) - before
    assert new[Owed(PostKind.NOTE_WORD, str(note.id), RITA)] == 1
    assert not [post for post in new if post.kind is PostKind.DECISION_WORD]
    too_late = await say_still_broken(deps, note.id)
    assert "is closed" in too_late.because


@ON_SQLITE
async def test_what_was_reopened_has_its_fortnight_from_when_it_shipped_again(deps: Deps, clock: Clock) -> None:
    report, note = await a_shipped_note(deps)
    clock.move(days=10)
    await say_still_broken(deps, note.id)
    await shipped(deps, report.id)

    clock.move(days=10)
    early = await ageing.close_silent(deps, at=clock())
    clock.move(days=4)

    assert early == 0
    assert await ageing.close_silent(deps, at=clock()) == 1
