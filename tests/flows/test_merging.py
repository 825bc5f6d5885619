"""A report that is the same as another goes into it: its supporters move along, and each of them is told once."""

import asyncio
from collections import Counter
from itertools import pairwise

from domain.outcome import Refused
from domain.post import PostKind
from domain.report import Status, Verb
from flows import showing
from flows.deps import Deps
from flows.moving import Decided
from tests.conftest import ADA, CARL, CLEO, RAVI, RITA, THEO, TRIAGE
from tests.flows.deciding_steps import told
from tests.flows.stories import (
    ON_SQLITE,
    Owed,
    a_report,
    decide,
    decided,
    everything,
    now,
    owed,
    refused,
    shipped,
    status,
    supported,
    supporters,
)


async def test_supporters_move_along_when_a_report_is_merged_and_each_is_told_once(deps: Deps) -> None:
    target = await a_report(deps, "The first to say it", by=CLEO)
    await supported(deps, target.id, CARL)
    report = await a_report(deps)
    await supported(deps, report.id, RAVI, CARL, CLEO)
    before = await owed(deps)

    made = await decided(deps, report.id, Verb.MERGE, target=target.id)

    after = await now(deps, report.id)
    assert (after.status, after.merged_into) == (Status.MERGED, target.id)
    assert sorted(await supporters(deps, target.id)) == sorted([RITA, RAVI, CARL])
    both_cards = Counter({Owed(PostKind.REPORT_CARD, str(target.id), TRIAGE): 1})
    assert await owed(deps) - before == told(made, RITA, RAVI, CARL, CLEO) + both_cards


async def test_what_becomes_of_the_target_is_told_to_all_who_moved_along(deps: Deps) -> None:
    target = await a_report(deps, "The first to say it", by=CLEO)
    report = await a_report(deps)
    await supported(deps, report.id, RAVI)
    await decided(deps, report.id, Verb.MERGE, target=target.id)
    before = await owed(deps)

    fixing = await decided(deps, target.id, Verb.FIX)
    note = await shipped(deps, target.id)

    new = await owed(deps) - before
    assert {post.place for post in new if post.kind is PostKind.DECISION_WORD} == {CLEO, RITA, RAVI}
    assert [new[Owed(PostKind.NOTE_WORD, str(note.id), one)] for one in (CLEO, RITA, RAVI)] == [1, 1, 1]
    assert all(new[Owed(PostKind.DECISION_WORD, str(fixing.decision.id), one)] for one in (CLEO, RITA, RAVI))


async def test_who_reported_without_a_name_stays_so_through_two_merges(deps: Deps) -> None:
    reports = [await a_report(deps, anonymous=True), await a_report(deps, by=CLEO), await a_report(deps, by=CARL)]

    for report, target in pairwise(reports):
        await decided(deps, report.id, Verb.MERGE, target=target.id)

    rows = [row for row in (await everything(deps))["supporters"] if row["report_id"] == reports[-1].id]
    assert {row["user_id"]: bool(row["anonymous"]) for row in rows} == {RITA: True, CLEO: False}


@ON_SQLITE
async def test_all_that_came_along_is_named_on_the_card_and_to_whoever_reported_it(deps: Deps) -> None:
    first, second, last = [await a_report(deps, by=by) for by in (RITA, CLEO, CARL)]
    await decided(deps, first.id, Verb.MERGE, target=second.id)
    await decided(deps, second.id, Verb.MERGE, target=last.id)
    await decided(deps, last.id, Verb.FIX)

    note = await shipped(deps, last.id)

    assert list((await showing.get_standing(deps, last.id)).merged_here) == ["F-1", "F-2"]
    told = [await showing.note_standing(deps, note.id, person) for person in (RITA, CLEO, CARL, None)]
    assert [list(standing.told_merged) for standing in told if standing] == [["F-1"], ["F-2"], [], []]


@ON_SQLITE
async def test_a_report_goes_only_into_another_one_that_is_open(deps: Deps) -> None:
    report, target = await a_report(deps), await a_report(deps, "Another one")
    await decided(deps, target.id, Verb.REJECT)
    rows = await everything(deps)

    closed = await decide(deps, report.id, Verb.MERGE, target=target.id)
    itself = await decide(deps, report.id, Verb.MERGE, target=report.id)

    assert isinstance(closed, Refused)
    assert (closed.about, "F-2 is no longer open" in closed.because) == ("target", True)
    assert refused(itself, about="target")
    assert await everything(deps) == rows


@ON_SQLITE
async def test_a_merge_that_is_refused_moves_nobody(deps: Deps) -> None:
    report, target = await a_report(deps), await a_report(deps, "Another one", by=CLEO)

    outcome = await decide(deps, report.id, Verb.MERGE, by=CARL, target=target.id)

    assert isinstance(outcome, Refused)
    assert await supporters(deps, target.id) == []


async def test_two_reports_merged_into_each_other_at_once_do_not_both_go(deps: Deps) -> None:
    for _ in range(5):
        one, other = await a_report(deps), await a_report(deps, "Another one")

        outcomes = await asyncio.gather(
            decide(deps, one.id, Verb.MERGE, by=THEO, target=other.id),
            decide(deps, other.id, Verb.MERGE, by=ADA, target=one.id),
        )

        assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Decided", "Refused"]
        assert sorted([await status(deps, one.id), await status(deps, other.id)]) == [Status.MERGED, Status.NEW]


async def test_who_is_merged_into_what_ships_at_this_moment_is_told_or_stays(deps: Deps) -> None:
    target, report = await a_report(deps, by=CLEO), await a_report(deps)
    await decided(deps, target.id, Verb.FIX)

    note, outcome = await asyncio.gather(
        shipped(deps, target.id), decide(deps, report.id, Verb.MERGE, target=target.id)
    )

    told_of_note = Owed(PostKind.NOTE_WORD, str(note.id), RITA) in await owed(deps)
    assert told_of_note is isinstance(outcome, Decided)
