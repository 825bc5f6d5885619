"""The weekly list: what is in it, beside which weeks, what it proposes, and that it shows how things stand."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from domain.criteria_met import CriterionDay
from domain.ids import DealId
from domain.occasions import Weekday
from domain.operating_model.workflows import Control
from domain.post import PostKind
from domain.signal import Signal, SignalState
from domain.signal_standing import draft_of
from domain.signal_verdict import Verdict
from domain.signals.kinds import Kind
from domain.signals_week import Week
from domain.watching import ThreadPlace
from flows import signals as answers
from flows.deps import Deps
from flows.intake import Filed
from flows.signals_weekly import list_week, open_signals, week_standing, weeks_until
from schedules.jobs import due_between
from store import criterion_days, signals
from store.columns import table_of
from store.signals import Sighting
from store.tables import PostRow
from tests.conftest import RAVI, RITA, THEO, TRIAGE, Clock
from tests.flows.pipeline import a_deal, there_are
from tests.flows.signal_stories import HANDOFF, answered, owed, seen
from tests.flows.stories import ON_SQLITE, a_delivery, a_report, in_new_york

LISTED = in_new_york(2026, 11, 30, 9)
"""A Monday."""


async def on(deps: Deps, day: int, month: int = 11, **about: object) -> Signal:
    return await seen(deps, at=in_new_york(2026, month, day, 12), **about)  # type: ignore[arg-type]


async def the_week(deps: Deps, clock: Clock, at: datetime = LISTED) -> Week:
    clock.now = at
    assert await list_week(deps, at=at) is not None
    (one, *_) = await owed(deps, PostKind.SIGNALS_WEEK)
    return await week_standing(deps, one[0])


async def test_the_week_is_told_by_workflow_and_kind_beside_the_four_before(deps: Deps, clock: Clock) -> None:
    for day, month in [(23, 11), (29, 11), (16, 11), (2, 11), (2, 11), (25, 10), (30, 11)]:
        await on(deps, day, month)  # the last one is of the week that begins, the one of October of none that is told
    await on(deps, 24, kind=Kind.MANAGER_SPREADSHEET, workflow="forecast")
    await on(deps, 24, kind=Kind.SIDE_NOTES, workflow=None)

    week = await the_week(deps, clock)

    assert (week.first, week.last) == (date(2026, 11, 23), date(2026, 11, 29))
    assert [(group.workflow, group.kind, group.weeks) for group in week.groups] == [
        ("forecast", Kind.MANAGER_SPREADSHEET, (0, 0, 0, 0, 1)),
        ("handoff", Kind.SLACK_HANDOFF, (0, 2, 0, 1, 2)),
        (None, Kind.SIDE_NOTES, (0, 0, 0, 0, 1)),
    ]
    assert week.asked == {"Closed-won handoff": [0, 2, 0, 1, 2]}
    assert week.before == 3
    assert await owed(deps, PostKind.SIGNALS_WEEK) == [("2026-11-30/1", TRIAGE)]


async def test_a_week_is_listed_once(deps: Deps) -> None:
    await on(deps, 22)

    assert await list_week(deps, at=LISTED) == 0
    assert await list_week(deps, at=LISTED + timedelta(hours=5)) is None
    assert await list_week(deps, at=LISTED + timedelta(days=7)) == 0

    assert len(await owed(deps, PostKind.SIGNALS_WEEK)) == 2


@ON_SQLITE
async def test_where_nothing_was_seen_for_five_weeks_nothing_is_said(deps: Deps) -> None:
    dismissed = await on(deps, 22)
    await answered(deps, dismissed, Verdict.DISMISSED)
    await on(deps, 25, 10)

    assert await list_week(deps, at=LISTED) == 0

    assert await owed(deps, PostKind.SIGNALS_WEEK) == []


async def test_what_was_dismissed_or_withdrawn_is_left_out_also_afterwards(deps: Deps, clock: Clock) -> None:
    stays, dismissed, withdrawn = [await on(deps, 24, by=person) for person in (RITA, RAVI, THEO)]
    await answered(deps, dismissed, Verdict.DISMISSED, by=RAVI)
    frm = [SignalState.SEEN, SignalState.NOTED]
    async with deps.begin() as tx:
        await signals.move_signal(tx, withdrawn.id, frm=frm, to=SignalState.WITHDRAWN, at=clock())

    week = await the_week(deps, clock)
    assert [one.signal.id for one in week.groups[0].seen] == [stays.id]

    await answered(deps, stays, Verdict.DISMISSED)
    assert (await week_standing(deps, "2026-11-30/1")).groups == []


@ON_SQLITE
async def test_of_a_kind_that_is_mostly_wrong_only_what_people_say_is_listed(deps: Deps, clock: Clock) -> None:
    for _ in range(8):
        await answered(deps, await on(deps, 2), Verdict.DISMISSED)
    await on(deps, 24, channel=HANDOFF)
    said = await on(deps, 24, channel=HANDOFF)
    await answered(deps, said, Verdict.CONFIRMED)

    week = await the_week(deps, clock)

    assert [one.signal.id for one in week.groups[0].seen] == [said.id]


async def test_the_figures_of_the_crm_stand_beside_the_threads(deps: Deps, clock: Clock) -> None:
    await on(deps, 24)
    counted = [
        CriterionDay("handoff", "risk_known", date(2026, 11, 27), 44, 40, Control.INSPECTION),
        CriterionDay("handoff", "promises_written", date(2026, 11, 20), 44, 40, Control.INSPECTION),
        CriterionDay("handoff", "promises_written", date(2026, 11, 27), 44, 17, Control.INSPECTION),
        CriterionDay("forecast", "category_set", date(2026, 11, 27), 44, 0, Control.INSPECTION),
    ]
    async with deps.begin() as tx:
        await criterion_days.keep_days(tx, counted)

    lacking = (await the_week(deps, clock)).groups[0].lacking

    assert lacking
    assert (lacking.field, lacking.deals, lacking.is_empty) == ("Promised outcomes", 44, True)
    assert lacking.share == pytest.approx(27 / 44)


@ON_SQLITE
async def test_where_deals_lack_little_or_are_few_no_field_is_named(deps: Deps, clock: Clock) -> None:
    await on(deps, 24)
    day = date(2026, 11, 27)
    async with deps.begin() as tx:
        await criterion_days.keep_days(
            tx,
            [
                CriterionDay("handoff", "risk_known", day, 100, 81, Control.INSPECTION),
                CriterionDay("handoff", "promises_written", day, 4, 0, Control.INSPECTION),
            ],
        )

    assert (await the_week(deps, clock)).groups[0].lacking is None


@ON_SQLITE
async def test_a_field_is_named_only_where_threads_ask_for_what_it_should_hold(deps: Deps, clock: Clock) -> None:
    await on(deps, 24, workflow="renewal", kind=Kind.SHADOW_ACCOUNT)
    counted = CriterionDay("renewal", "close_date_ahead", date(2026, 11, 27), 44, 0, Control.FLAG)
    async with deps.begin() as tx:
        await criterion_days.keep_days(tx, [counted])

    assert (await the_week(deps, clock)).groups[0].lacking is None


async def test_an_open_report_is_proposed_and_takes_the_threads(deps: Deps, clock: Clock) -> None:
    first, second = await on(deps, 24, by=RITA), await on(deps, 25, by=RAVI)
    elsewhere = await a_report(deps, "The forecast page is slow", workflow="forecast")
    report = await a_report(deps, "Nobody can fill it in", workflow="handoff")
    (group,) = (await the_week(deps, clock)).groups
    assert group.report
    assert group.report.id == report.id != elsewhere.id
    assert not group.says_the_same

    ids = [first.id, second.id]
    await answers.merge_into(deps, report.id, ids, by=THEO, delivery=a_delivery())

    (again,) = (await week_standing(deps, "2026-11-30/1")).groups
    assert [one.signal.state for one in again.seen] == [SignalState.FILED] * 2
    assert [one.id for one in again.parts_of] == [report.id]
    assert again.says_the_same, "such threads are part of it by now"


@ON_SQLITE
async def test_an_open_report_about_the_field_that_is_lacking_comes_first(deps: Deps, clock: Clock) -> None:
    await on(deps, 24)
    counted = CriterionDay("handoff", "promises_written", date(2026, 11, 27), 44, 17, Control.INSPECTION)
    async with deps.begin() as tx:
        await criterion_days.keep_days(tx, [counted])
    await a_report(deps, "The page is slow", workflow="handoff")
    about_it = await a_report(deps, "One long text", workflow="handoff", field="promised_outcomes")

    (group,) = (await the_week(deps, clock)).groups

    assert group.report
    assert (group.report.id, group.says_the_same) == (about_it.id, True)


async def test_the_customer_of_a_known_deal_stands_beside_the_thread(deps: Deps, clock: Clock) -> None:
    await there_are(deps, a_deal(7, name="Pell & Sons – returns"))
    signal = await on(deps, 24)
    await on(deps, 24, by=RAVI)
    async with deps.begin() as tx:
        about = Sighting(ThreadPlace(signal.channel, signal.thread_ts), signal.kind, "handoff", RITA, 0.97, ())
        await signals.see_again(tx, signal.id, replace(about, deal=DealId("d00007")))

    (group,) = (await the_week(deps, clock)).groups

    assert [one.customer for one in group.seen] == ["Pell & Sons", ""]


async def test_the_list_is_drawn_anew_when_a_thread_of_it_changes(deps: Deps, clock: Clock) -> None:
    signal = await on(deps, 24)
    await the_week(deps, clock)

    outcome = await answers.file_from(
        deps, [signal.id], draft_of(signal.kind, "handoff", text="Too late."), by=RITA, delivery=a_delivery()
    )

    assert isinstance(outcome, Filed)
    assert await wanted(deps) == 2


async def wanted(deps: Deps) -> int:
    """How often the list was to be shown."""
    posts = table_of(PostRow)
    async with deps.store.read() as tx:
        rows = await tx.execute(select(posts.c.wanted).where(posts.c.kind == PostKind.SIGNALS_WEEK.value))
        return int(rows.scalar_one())


@ON_SQLITE
async def test_many_groups_come_in_several_posts(deps: Deps, clock: Clock) -> None:
    for workflow in ("pipeline_review", "forecast"):
        for kind in Kind:
            await on(deps, 24, kind=kind, workflow=workflow)
    await the_week(deps, clock)

    subjects = [subject for subject, _ in await owed(deps, PostKind.SIGNALS_WEEK)]
    parts = [await week_standing(deps, subject) for subject in subjects]

    assert [(part.part, part.parts, len(part.groups)) for part in parts] == [(1, 3, 6), (2, 3, 6), (3, 3, 2)]
    assert len({(group.workflow, group.kind) for part in parts for group in part.groups}) == 14


@ON_SQLITE
async def test_for_the_digest_open_signals_of_a_workflow_are_counted(deps: Deps, clock: Clock) -> None:
    await on(deps, 20)
    first = await on(deps, 21)
    await on(deps, 21, workflow="forecast")
    await answered(deps, first, Verdict.DISMISSED)

    async with deps.store.read() as tx:
        counted = await open_signals(tx, "handoff", in_new_york(2026, 11, 16), in_new_york(2026, 11, 23))

    assert counted == {Kind.SLACK_HANDOFF: 1}


# --- when ------------------------------------------------------------------------------------------------------------


def due(deps: Deps, *days: int, month: int = 11) -> list[str]:
    first, last = (in_new_york(2026, month, day) for day in days)
    return [f"{f.at:%a %d %H:%M}" for f in due_between(deps, first, last) if f.job.name == "signals-weekly"]


@ON_SQLITE
async def test_it_comes_on_its_day_and_after_a_day_off(deps: Deps) -> None:
    assert due(deps, 20, 30) == ["Mon 23 14:00"]
    assert due(deps, 1, 14, month=9) == ["Tue 08 13:00"], "Labor Day is a Monday"

    weekly = deps.model.workarounds.weekly.model_copy(update={"day": Weekday.FRI})
    workarounds = deps.model.workarounds.model_copy(update={"weekly": weekly})
    deps.model = deps.model.model_copy(update={"workarounds": workarounds})
    assert due(deps, 20, 30) == ["Fri 20 14:00", "Fri 27 14:00"]


@ON_SQLITE
async def test_after_a_day_off_the_same_week_is_told(deps: Deps, clock: Clock) -> None:
    await seen(deps, at=in_new_york(2026, 9, 6, 12))
    await seen(deps, at=in_new_york(2026, 9, 7, 12), by=RAVI)

    week = await the_week(deps, clock, in_new_york(2026, 9, 8, 9))

    assert (week.last, week.groups[0].weeks) == (date(2026, 9, 6), (0, 0, 0, 0, 1))


@ON_SQLITE
async def test_the_trend_is_that_of_the_last_whole_weeks(deps: Deps) -> None:
    await on(deps, 23)
    await on(deps, 16)
    await on(deps, 30)

    seen = await weeks_until(deps, at=in_new_york(2026, 12, 2, 9))

    assert seen.ends[-1] == date(2026, 11, 30)
    assert seen.weeks == {("handoff", Kind.SLACK_HANDOFF): [0, 0, 0, 1, 1]}
