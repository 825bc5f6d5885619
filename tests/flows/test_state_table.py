"""The table of states, walked by everybody in any order; what is refused leaves no trace."""

import asyncio
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from domain.ids import DecisionId, NoteId, ReportId, UserId
from domain.note import ReleaseNote
from domain.outcome import Refused, ReportNotFound
from domain.post import PostKind
from domain.report import OPEN, Report, Status, Verb
from flows import ageing, shipping, showing
from flows.deps import Deps
from flows.moving import Decided
from store.posts import posts
from tests.conftest import ADA, CARL, CLEO, FINN, MAYA, MONDAY, RAVI, RITA, THEO, Clock
from tests.flows.stories import (
    ON_SQLITE,
    Owed,
    a_delivery,
    a_report,
    a_shipped_note,
    confirm,
    decide,
    decided,
    everything,
    now,
    owed,
    say_still_broken,
    ship,
    shipped,
    status,
    supported,
)
from views.decided import told

Step = tuple[Verb, UserId | None]
"""None is the clock."""

MOVES: dict[Status, dict[Verb, tuple[Status, set[UserId | None]]]] = {
    Status.NEW: {
        Verb.FIX: (Status.FIXING, {THEO, ADA}),
        Verb.REJECT: (Status.REJECTED, {THEO, ADA}),
        Verb.DEFER: (Status.DEFERRED, {THEO, ADA}),
        Verb.ASK: (Status.WAITING, {THEO, ADA}),
        Verb.MERGE: (Status.MERGED, {THEO, ADA}),
        Verb.WITHDRAW: (Status.WITHDRAWN, {RITA}),
    },
    Status.WAITING: {
        Verb.ANSWER: (Status.NEW, {RITA}),
        Verb.MERGE: (Status.MERGED, {THEO, ADA}),
        Verb.WITHDRAW: (Status.WITHDRAWN, {RITA}),
    },
    Status.FIXING: {Verb.SHIP: (Status.SHIPPED, {THEO, ADA, MAYA})},
    Status.SHIPPED: {
        Verb.CONFIRM: (Status.CONFIRMED, {RITA, RAVI}),
        Verb.REOPEN: (Status.FIXING, {RITA, RAVI}),
        Verb.CLOSE: (Status.CLOSED, {None}),
    },
    Status.REJECTED: {Verb.APPEAL: (Status.NEW, {RITA}), Verb.RECONSIDER: (Status.NEW, {THEO, ADA})},
    Status.DEFERRED: {
        Verb.REVISIT: (Status.NEW, {None}),
        Verb.RECONSIDER: (Status.NEW, {THEO, ADA}),
        Verb.WITHDRAW: (Status.WITHDRAWN, {RITA}),
    },
}
"""Rita reported, Ravi supports, Theo is triage owner, Ada admin, Maya fixes; Finn and Carl have no part in it."""

PEOPLE = st.sampled_from([RITA, RAVI, THEO, ADA, MAYA, FINN, CARL])
ANY_STEP = st.tuples(st.sampled_from(Verb), PEOPLE)
CLOCK_STEP = st.tuples(st.sampled_from([Verb.REVISIT, Verb.CLOSE]), st.none())
NEXT_STEPS = st.lists(st.one_of(ANY_STEP, CLOCK_STEP, st.integers(0, 11), st.integers(0, 11)), max_size=9)
"""A number chooses among the steps that the table allows where the report stands."""


class Walk:
    """One report on its way through the table."""

    def __init__(self, deps: Deps, clock: Clock, report: Report, other: Report) -> None:
        self.deps, self.clock, self.report, self.other = deps, clock, report.id, other.id
        self.note = NoteId(0)

    async def step(self, verb: Verb, by: UserId | None) -> Any:
        match verb:
            case _ if by is None:
                return await self._tick(verb)
            case Verb.SHIP:
                outcome = await ship(self.deps, self.report, by=by)
                self.note = outcome.note.id if isinstance(outcome, shipping.Shipped) else self.note
                return outcome
            case Verb.CONFIRM:
                return await confirm(self.deps, self.note, by=by)
            case Verb.REOPEN:
                return await say_still_broken(self.deps, self.note, by=by)
            case Verb.FIX:
                return await decide(self.deps, self.report, verb, by=by, owner=MAYA)
            case Verb.DEFER:
                day = self.clock.now.date() + timedelta(days=2)
                return await decide(self.deps, self.report, verb, by=by, revisit_on=day)
            case _:
                target = self.other if verb is Verb.MERGE else None
                return await decide(self.deps, self.report, verb, by=by, target=target)

    async def _tick(self, verb: Verb) -> Any:
        """A fortnight later it is a working day again, and every deferred or silent report is due."""
        self.clock.now = self.deps.working_time.next_working_moment(self.clock.now + timedelta(days=14))
        tick = ageing.bring_back_deferred if verb is Verb.REVISIT else ageing.close_silent
        return await tick(self.deps, at=self.clock())


async def card_owed(deps: Deps, report: Report) -> int:
    """How often the card of `report` was owed."""
    async with deps.store.read() as tx:
        card = posts.c.kind == PostKind.REPORT_CARD.value, posts.c.subject == str(report.id)
        return int((await tx.execute(select(posts.c.wanted).where(*card))).scalar_one())


async def told_of(deps: Deps, report: Report) -> dict[DecisionId, str]:
    """What the thread of `report` says of each of its decisions."""
    standing = await showing.get_standing(deps, report.id)
    return {made.id: told(made, standing) for made in standing.decisions}


def chosen(stands: Status, step: Step | int) -> Step:
    if not isinstance(step, int):
        return step
    allowed = sorted((verb, by or "") for verb, (_, who) in MOVES.get(stands, {}).items() for by in who)
    verb, by = allowed[step % len(allowed)] if allowed else (Verb.APPEAL, RITA)
    return verb, UserId(by) or None


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=NEXT_STEPS)
async def test_no_sequence_of_clicks_leaves_the_table(deps: Deps, clock: Clock, steps: list[Step | int]) -> None:
    clock.now = MONDAY
    report = await a_report(deps)
    await supported(deps, report.id, RAVI)
    walk = Walk(deps, clock, report, await a_report(deps, "Nothing is like this one", by=CLEO))

    for step in steps:
        before = await now(deps, report.id)
        verb, by = chosen(before.status, step)
        rows, cards, said = (
            await everything(deps, newest=60),
            await card_owed(deps, report),
            await told_of(deps, report),
        )
        outcome = await walk.step(verb, by)

        to, who = MOVES.get(before.status, {}).get(verb, (None, set()))
        may = by in who and not (verb is Verb.APPEAL and before.appealed)
        after = await now(deps, report.id)
        assert said.items() <= (await told_of(deps, report)).items()
        if may:
            assert not isinstance(outcome, Refused)
            assert after.status is to
            assert after.status_at == clock()
            assert await card_owed(deps, report) == cards + 1
        elif verb is Verb.CONFIRM and before.status is Status.CONFIRMED and by in {RITA, RAVI}:
            assert isinstance(outcome, ReleaseNote)
            assert after == before
        elif by is None:
            assert after == before
        else:
            assert isinstance(outcome, Refused)
            assert await everything(deps, newest=60) == rows


@pytest.mark.parametrize("other", [Verb.FIX, Verb.REJECT])
async def test_of_two_owners_at_once_one_decides_and_the_other_hears_who_was_faster(deps: Deps, other: Verb) -> None:
    report = await a_report(deps)

    outcomes = await asyncio.gather(decide(deps, report.id, Verb.FIX, by=THEO), decide(deps, report.id, other, by=ADA))

    won = [outcome for outcome in outcomes if isinstance(outcome, Decided)]
    (lost,) = [outcome for outcome in outcomes if isinstance(outcome, Refused)]
    assert len(won) == 1
    assert "Nothing was changed" in lost.because
    rows = await everything(deps)
    assert len(rows["decisions"]) == 1
    assert rows["decisions"][0]["verb"] == won[0].decision.verb
    assert (await owed(deps))[Owed(PostKind.DECISION_WORD, str(won[0].decision.id), RITA)] == 1


async def test_ten_clicks_on_one_button_decide_once(deps: Deps) -> None:
    report = await a_report(deps)

    outcomes = await asyncio.gather(*(decide(deps, report.id, Verb.FIX, by=THEO) for _ in range(10)))

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Decided", *["Refused"] * 9]


async def test_ten_deliveries_of_one_click_decide_once_and_say_nothing_more(deps: Deps) -> None:
    report, click = await a_report(deps), a_delivery()

    outcomes = await asyncio.gather(*(decide(deps, report.id, Verb.FIX, delivery=click) for _ in range(10)))

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Decided", *["Repeated"] * 9]
    assert len((await everything(deps))["decisions"]) == 1


@ON_SQLITE
async def test_a_delivery_that_was_refused_is_refused_again_in_the_same_words(deps: Deps) -> None:
    report, form = await a_report(deps), a_delivery()

    first = await decide(deps, report.id, Verb.FIX, by=CARL, delivery=form)
    again = await decide(deps, report.id, Verb.FIX, by=CARL, delivery=form)

    assert isinstance(first, Refused)
    assert again == first


@ON_SQLITE
async def test_a_form_that_is_not_filled_in_can_be_sent_again_in_the_same_breath(deps: Deps) -> None:
    report, form = await a_report(deps), a_delivery()

    first = await decide(deps, report.id, Verb.REJECT, words="", delivery=form)
    again = await decide(deps, report.id, Verb.REJECT, delivery=form)

    assert isinstance(first, Refused)
    assert first.about == "words"
    assert isinstance(again, Decided)


@ON_SQLITE
async def test_a_triage_owner_decides_about_their_own_workflow_only(deps: Deps) -> None:
    report = await a_report(deps, workflow="forecast")

    refused = await decide(deps, report.id, Verb.FIX, by=THEO)

    assert isinstance(refused, Refused)
    assert refused.people == (FINN,)
    assert isinstance(await decide(deps, report.id, Verb.FIX, by=FINN), Decided)


@ON_SQLITE
async def test_a_date_that_has_passed_in_the_companys_zone_is_refused(deps: Deps, clock: Clock) -> None:
    """At 3:00 UTC on Tuesday it is still Monday in New York."""
    report = await a_report(deps)
    clock.move(hours=12)

    today = await decide(deps, report.id, Verb.DEFER, revisit_on=date(2026, 11, 23))
    tomorrow = await decide(deps, report.id, Verb.DEFER, revisit_on=date(2026, 11, 24))

    assert isinstance(today, Refused)
    assert today.about == "revisit_on"
    assert isinstance(tomorrow, Decided)


async def test_what_shipped_twice_is_told_each_time_with_its_own_note(deps: Deps) -> None:
    report, first = await a_shipped_note(deps)
    await say_still_broken(deps, first.id)
    second = await shipped(deps, report.id)

    said = [words for words in (await told_of(deps, report)).values() if "Shipped" in words]

    assert [(first.ref in words, second.ref in words) for words in said] == [(True, False), (False, True)]


@ON_SQLITE
@pytest.mark.parametrize("stands", sorted(set(Status) - OPEN))
async def test_the_table_has_a_way_to_every_end(deps: Deps, clock: Clock, stands: Status) -> None:
    report, other = await a_report(deps), await a_report(deps, "Nothing is like this one")
    await supported(deps, report.id, RAVI)
    walk = Walk(deps, clock, report, other)
    ways: dict[Status, list[Step]] = {
        Status.REJECTED: [(Verb.REJECT, THEO)],
        Status.MERGED: [(Verb.ASK, THEO), (Verb.MERGE, THEO)],
        Status.WITHDRAWN: [(Verb.DEFER, ADA), (Verb.WITHDRAW, RITA)],
        Status.SHIPPED: [(Verb.FIX, THEO), (Verb.SHIP, MAYA)],
        Status.CONFIRMED: [(Verb.FIX, THEO), (Verb.SHIP, MAYA), (Verb.CONFIRM, RAVI)],
        Status.CLOSED: [(Verb.FIX, THEO), (Verb.SHIP, MAYA), (Verb.CLOSE, None)],
    }

    for verb, by in ways[stands]:
        await walk.step(verb, by)

    assert await status(deps, report.id) is stands


@ON_SQLITE
async def test_a_report_that_is_nowhere_cannot_be_decided_on(deps: Deps) -> None:
    with pytest.raises(ReportNotFound):
        await decided(deps, ReportId(99), Verb.FIX)
