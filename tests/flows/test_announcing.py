"""The day's posts: what shipped and what was decided since the last ones, once, and nothing when nothing was."""

import asyncio
from collections import Counter
from datetime import date, datetime

from domain.post import PostKind
from domain.report import Verb
from domain.standing import DecidedDay
from flows import ageing, showing
from flows.announcing import announce_day
from flows.deps import Deps
from tests.conftest import RITA, UPDATES, Clock
from tests.flows.stories import ON_SQLITE, Owed, a_report, a_shipped_note, confirm, decided, in_new_york, owed


def four_o_clock(day: int) -> datetime:
    return in_new_york(2026, 11, day, 16)


async def day_posts(deps: Deps, kind: PostKind) -> list[str]:
    """The subjects of the posts of `kind`, in the order of their days and parts; all are for everyone, once."""
    found = [(post, n) for post, n in (await owed(deps)).items() if post.kind is kind]
    assert {(post.place, n) for post, n in found} <= {(UPDATES, 1)}
    return sorted(post.subject for post, _ in found)


async def told(deps: Deps) -> list[DecidedDay]:
    days = [await showing.decided_day(deps, subject) for subject in await day_posts(deps, PostKind.DECIDED_DIGEST)]
    return [day for day in days if day is not None]


async def test_the_day_tells_what_was_decided_and_what_shipped_once(deps: Deps) -> None:
    report = await a_report(deps)
    await decided(deps, report.id, Verb.REJECT)
    _, note = await a_shipped_note(deps)

    outcomes = [await announce_day(deps, at=four_o_clock(23)) for _ in range(2)]

    assert outcomes == [True, False]
    (day,) = await told(deps)
    assert (day.day, day.part, day.parts) == (date(2026, 11, 23), 1, 1)
    assert [(one.decision.verb, one.told) for one in day.decided] == [(Verb.REJECT, None), (Verb.FIX, None)]
    (subject,) = await day_posts(deps, PostKind.NOTES_OF_DAY)
    shown = await showing.notes_day(deps, subject)
    assert shown is not None
    assert ([one.note for one in shown.notes], shown.day) == ([note], date(2026, 11, 23))


async def test_two_replicas_announce_a_day_once(deps: Deps, replica: Deps) -> None:
    await decided(deps, (await a_report(deps)).id, Verb.FIX)

    outcomes = await asyncio.gather(*(announce_day(one, at=four_o_clock(23)) for one in (deps, replica, deps)))

    assert sorted(outcomes) == [False, False, True]
    assert len(await told(deps)) == 1


@ON_SQLITE
async def test_a_day_without_decisions_has_no_post(deps: Deps) -> None:
    report = await a_report(deps)
    await decided(deps, report.id, Verb.WITHDRAW, by=RITA)

    assert await announce_day(deps, at=four_o_clock(23))
    assert not [post for post in await owed(deps) if post.place == UPDATES]


@ON_SQLITE
async def test_of_a_report_only_the_last_decision_of_the_day_is_told(deps: Deps) -> None:
    report = await a_report(deps)
    for verb in (Verb.REJECT, Verb.RECONSIDER, Verb.DEFER):
        await decided(deps, report.id, verb)

    await announce_day(deps, at=four_o_clock(23))

    (day,) = await told(deps)
    assert [one.decision.verb for one in day.decided] == [Verb.DEFER]
    assert day.decided[0].is_latest


@ON_SQLITE
async def test_a_merge_is_told_with_where_it_went(deps: Deps) -> None:
    report, target = await a_report(deps), await a_report(deps, "Another one")
    await decided(deps, report.id, Verb.MERGE, target=target.id)

    await announce_day(deps, at=four_o_clock(23))

    (day,) = await told(deps)
    assert day.decided[0].target is not None
    assert day.decided[0].target.id == target.id
    assert day.decided[0].standing.merged_into == "F-2"


@ON_SQLITE
async def test_missed_days_are_in_the_next_one(deps: Deps, clock: Clock) -> None:
    await announce_day(deps, at=four_o_clock(23))
    for day in (24, 25):
        clock.now = in_new_york(2026, 11, day, 11)
        await decided(deps, (await a_report(deps)).id, Verb.FIX)
        await a_shipped_note(deps, text=f"Of the {day}th")

    await announce_day(deps, at=four_o_clock(27))

    (day,) = await told(deps)
    assert len(day.decided) == 4
    (subject,) = await day_posts(deps, PostKind.NOTES_OF_DAY)
    shown = await showing.notes_day(deps, subject)
    assert shown is not None
    assert len(shown.notes) == 2


@ON_SQLITE
async def test_a_weekend_or_a_holiday_is_told_on_the_next_working_day(deps: Deps, clock: Clock) -> None:
    clock.now = in_new_york(2026, 11, 26, 11)
    await decided(deps, (await a_report(deps)).id, Verb.FIX)

    thanksgiving = await announce_day(deps, at=four_o_clock(26))
    friday = await announce_day(deps, at=four_o_clock(27))

    assert (thanksgiving, friday) == (False, True)
    assert len(await told(deps)) == 1


@ON_SQLITE
async def test_what_was_told_is_not_told_again_even_when_an_earlier_day_comes_after(deps: Deps, clock: Clock) -> None:
    await decided(deps, (await a_report(deps)).id, Verb.FIX)
    await announce_day(deps, at=four_o_clock(23))

    next_day = await announce_day(deps, at=four_o_clock(24))
    day_before = await announce_day(deps, at=four_o_clock(20))

    assert (next_day, day_before) == (True, True)
    assert len(await told(deps)) == 1


@ON_SQLITE
async def test_a_decision_on_the_stroke_of_the_hour_is_told_the_next_day(deps: Deps, clock: Clock) -> None:
    clock.now = four_o_clock(23)
    await decided(deps, (await a_report(deps)).id, Verb.FIX)

    await announce_day(deps, at=four_o_clock(23))
    first = await told(deps)
    await announce_day(deps, at=four_o_clock(24))

    assert (len(first), len(await told(deps))) == (0, 1)


@ON_SQLITE
async def test_much_is_told_in_parts_that_are_nearly_equal(deps: Deps) -> None:
    for _ in range(11):
        await a_shipped_note(deps)

    await announce_day(deps, at=four_o_clock(23))

    days = await told(deps)
    assert [(day.part, day.parts, len(day.decided)) for day in days] == [(1, 2, 6), (2, 2, 5)]
    assert len({one.decision.id for day in days for one in day.decided}) == 11
    notes = [await showing.notes_day(deps, subject) for subject in await day_posts(deps, PostKind.NOTES_OF_DAY)]
    assert [len(day.notes) for day in notes if day] == [3, 3, 3, 2]


@ON_SQLITE
async def test_a_verdict_shows_on_the_post_of_the_notes_day(deps: Deps, clock: Clock) -> None:
    _, note = await a_shipped_note(deps)
    await a_shipped_note(deps, text="Another one")
    await announce_day(deps, at=four_o_clock(23))
    before = await owed(deps)

    await confirm(deps, note.id)
    after = await owed(deps)
    clock.move(days=14)
    await ageing.close_silent(deps, at=clock())

    def redrawn(new: Counter[Owed]) -> list[int]:
        return [n for post, n in new.items() if post.kind is PostKind.NOTES_OF_DAY]

    assert redrawn(after - before) == [1]
    assert redrawn(await owed(deps) - after) == [1]


@ON_SQLITE
async def test_a_day_of_which_nothing_is_left_shows_nothing(deps: Deps) -> None:
    subject = showing.span(four_o_clock(20), four_o_clock(23), 1, 1)

    assert await showing.decided_day(deps, subject) is None
    assert await showing.notes_day(deps, subject) is None
    assert showing.read_span(subject) == (four_o_clock(20), four_o_clock(23), 1, 1)
