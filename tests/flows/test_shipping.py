"""A fix ships with its note, all of it or nothing; who is told, and what else the note may resolve."""

import asyncio
from collections import Counter
from itertools import pairwise

import pytest

from domain.ids import NoteId, ReportId
from domain.operating_model import PostNotes
from domain.outcome import Refused, ReportNotFound
from domain.post import PostKind
from domain.report import Status, Verb
from flows import alike, shipping, showing
from flows.deps import Deps
from tests.conftest import ADA, CARL, CLEO, FINN, MAYA, RAVI, RITA, THEO, TRIAGE, UPDATES
from tests.flows.stories import (
    ON_SQLITE,
    Owed,
    a_delivery,
    a_report,
    a_shipped_note,
    confirm,
    decided,
    everything,
    owed,
    refused,
    ship,
    shipped,
    status,
    supported,
)


def at_once(deps: Deps) -> None:
    """The company has each note posted by itself, instead of one post a day."""
    notes = deps.model.release_notes.model_copy(update={"post": PostNotes.IMMEDIATELY})
    deps.model = deps.model.model_copy(update={"release_notes": notes})


# Shipping


async def test_a_note_waits_for_its_day_and_everyone_who_asked_is_told_once(deps: Deps) -> None:
    report, other = await a_report(deps), await a_report(deps, "Another one", by=RAVI)
    await supported(deps, report.id, RAVI, CARL)
    await supported(deps, other.id, RITA)
    await decided(deps, report.id, Verb.FIX)
    await decided(deps, other.id, Verb.FIX)
    before = await owed(deps)

    note = await shipped(deps, report.id, other.id, workflows=("handoff",), roles=("rep",))

    new = await owed(deps) - before
    assert (note.ref, note.by, note.shipped_at) == ("N-1", THEO, deps.clock())
    assert (note.workflows, note.roles) == (("handoff",), ("rep",))
    words = Counter({Owed(PostKind.NOTE_WORD, str(note.id), person): 1 for person in (RITA, RAVI, CARL)})
    assert Counter({post: n for post, n in new.items() if post.kind is PostKind.NOTE_WORD}) == words
    assert not [post for post in new if post.place == UPDATES]
    assert [post.place for post in new if post.kind is PostKind.DECISION_REPLY] == [TRIAGE, TRIAGE]


async def test_a_note_posted_at_once_has_a_card_of_its_own(deps: Deps) -> None:
    at_once(deps)

    _, note = await a_shipped_note(deps)
    await confirm(deps, note.id)

    assert (await owed(deps))[Owed(PostKind.NOTE_CARD, str(note.id), UPDATES)] == 2


async def test_notes_shipped_at_once_are_numbered_without_gaps(deps: Deps) -> None:
    reports = [await a_report(deps, f"Report {n}") for n in range(5)]
    for report in reports:
        await decided(deps, report.id, Verb.FIX)

    notes = await asyncio.gather(*(shipped(deps, report.id) for report in reports))

    assert sorted(note.number for note in notes) == [1, 2, 3, 4, 5]


async def test_of_two_who_ship_at_once_one_does(deps: Deps) -> None:
    report = await a_report(deps)
    await decided(deps, report.id, Verb.FIX, owner=MAYA)

    outcomes = await asyncio.gather(ship(deps, report.id, by=THEO), ship(deps, report.id, by=MAYA))

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Refused", "Shipped"]
    assert len((await everything(deps))["notes"]) == 1


async def test_notes_that_want_the_same_reports_in_another_order_do_not_hold_each_other_up(deps: Deps) -> None:
    one, other = await a_report(deps), await a_report(deps, "Another one")
    await decided(deps, one.id, Verb.FIX)
    await decided(deps, other.id, Verb.FIX)

    outcomes = await asyncio.gather(ship(deps, one.id, other.id), ship(deps, other.id, one.id, by=ADA))

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Refused", "Shipped"]


async def test_a_note_delivered_twice_ships_once(deps: Deps) -> None:
    report, form = await a_report(deps), a_delivery()
    await decided(deps, report.id, Verb.FIX)

    outcomes = await asyncio.gather(*(ship(deps, report.id, delivery=form) for _ in range(3)))

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Repeated", "Repeated", "Shipped"]


@ON_SQLITE
async def test_an_empty_note_does_not_ship(deps: Deps) -> None:
    report = await a_report(deps)
    await decided(deps, report.id, Verb.FIX)

    outcome = await shipping.ship(
        deps, shipping.NoteDraft(report.id, " ", "It is asked later."), by=THEO, delivery=a_delivery()
    )

    assert refused(outcome, about="title")
    assert await status(deps, report.id) is Status.FIXING


@ON_SQLITE
async def test_reports_nobody_decided_on_and_deferred_ones_are_taken_along(deps: Deps) -> None:
    report, new, deferred = [await a_report(deps, f"Report {n}") for n in range(3)]
    await decided(deps, report.id, Verb.FIX)
    await decided(deps, deferred.id, Verb.DEFER)
    before = await owed(deps)

    note = await shipped(deps, report.id, new.id, deferred.id)

    assert [await status(deps, one.id) for one in (report, new, deferred)] == [Status.SHIPPED] * 3
    made = (await showing.get_standing(deps, deferred.id)).decisions
    assert [one.verb for one in made] == [Verb.DEFER, Verb.RECONSIDER, Verb.FIX, Verb.SHIP]
    steps_told = [post for post in await owed(deps) - before if post.kind is PostKind.DECISION_REPLY]
    assert len(steps_told) == 3
    standing = await showing.note_standing(deps, note.id, None)
    assert standing is not None
    assert [one.id for one in standing.reports] == [report.id, new.id, deferred.id]


async def test_with_one_report_that_cannot_ship_nothing_does(deps: Deps) -> None:
    report, waiting = await a_report(deps, "Risk is required too early"), await a_report(deps, "Another one")
    await decided(deps, report.id, Verb.FIX)
    await decided(deps, waiting.id, Verb.ASK)
    rows = await everything(deps)

    outcome = await ship(deps, report.id, waiting.id)

    assert isinstance(outcome, Refused)
    assert "F-2 is waiting for an answer" in outcome.because
    assert "Without F-2 the note can ship" in outcome.because
    assert outcome.about == "resolves"
    assert await everything(deps) == rows


@ON_SQLITE
async def test_what_did_not_ship_after_all_is_still_found_as_a_duplicate(deps: Deps) -> None:
    text = "Implementation risk is required in the deal form before I can know it"
    report, waiting = await a_report(deps, text), await a_report(deps, "Another one")
    await decided(deps, report.id, Verb.FIX)
    await decided(deps, waiting.id, Verb.ASK)

    await ship(deps, report.id, waiting.id)

    assert [one.report.id for one in await alike.find_likely(deps, await a_report(deps, text))] == [report.id]


@ON_SQLITE
async def test_only_what_is_being_fixed_ships_with_a_note_of_its_own(deps: Deps) -> None:
    report = await a_report(deps)

    outcome = await ship(deps, report.id)

    assert isinstance(outcome, Refused)
    assert await status(deps, report.id) is Status.NEW


@ON_SQLITE
async def test_a_fix_owner_ships_their_own_and_takes_along_only_what_is_theirs(deps: Deps) -> None:
    mine, undecided = await a_report(deps), await a_report(deps, "Another one")
    await decided(deps, mine.id, Verb.FIX, owner=MAYA)

    with_others = await ship(deps, mine.id, undecided.id, by=MAYA)
    stranger = await ship(deps, mine.id, by=CARL)

    assert isinstance(with_others, Refused)
    assert with_others.people == (THEO,)
    assert isinstance(stranger, Refused)
    assert stranger.people == (MAYA, THEO)
    await shipped(deps, mine.id, by=MAYA)
    with pytest.raises(ReportNotFound):
        await ship(deps, ReportId(99))


@ON_SQLITE
async def test_reports_on_the_same_field_are_offered_first_then_the_workflow(deps: Deps) -> None:
    report = await a_report(deps, workflow="handoff", field="implementation_risk")
    same_workflow = await a_report(deps, workflow="handoff")
    same_field = await a_report(deps, workflow="renewal", field="implementation_risk")
    deferred = await a_report(deps, workflow="handoff")
    await decided(deps, deferred.id, Verb.DEFER)
    waiting = await a_report(deps, workflow="handoff")
    await decided(deps, waiting.id, Verb.ASK)
    rejected = await a_report(deps, workflow="handoff")
    await decided(deps, rejected.id, Verb.REJECT)
    await a_report(deps, workflow="renewal", field="champion")
    finns = await a_report(deps, workflow="forecast", field="implementation_risk")

    offered = [one.id for one in await shipping.also_resolved(deps, report.id, by=THEO)]

    assert offered == [same_field.id, same_workflow.id, deferred.id]
    assert finns.id in [one.id for one in await shipping.also_resolved(deps, report.id, by=ADA)]
    assert [one.id for one in await shipping.also_resolved(deps, same_field.id, by=FINN)] == [finns.id]


@ON_SQLITE
async def test_a_fix_owner_is_offered_what_they_are_fixing(deps: Deps) -> None:
    mine, also_mine, theirs = [await a_report(deps, workflow="handoff") for _ in range(3)]
    await decided(deps, mine.id, Verb.FIX, owner=MAYA)
    await decided(deps, also_mine.id, Verb.FIX, owner=MAYA)
    await decided(deps, theirs.id, Verb.FIX, owner=THEO)

    assert [one.id for one in await shipping.also_resolved(deps, mine.id, by=MAYA)] == [also_mine.id]


@ON_SQLITE
async def test_a_report_about_nothing_in_particular_has_none_alike_and_never_more_than_ten(deps: Deps) -> None:
    vague = await a_report(deps)
    field_only = await a_report(deps, field="champion")
    for _ in range(12):
        await a_report(deps, field="champion")

    assert await shipping.also_resolved(deps, vague.id, by=THEO) == []
    assert len(await shipping.also_resolved(deps, field_only.id, by=THEO)) == 10


# How a note reads


@ON_SQLITE
async def test_whoever_is_at_the_far_end_of_a_chain_of_merges_is_counted_and_named(deps: Deps) -> None:
    chain = [await a_report(deps, f"The same, {by}", by=by) for by in (RITA, CARL, MAYA, RAVI)]
    for one, target in pairwise(chain):
        await decided(deps, one.id, Verb.MERGE, target=target.id)
    await decided(deps, chain[-1].id, Verb.FIX)

    note = await shipped(deps, chain[-1].id)

    standing = await showing.note_standing(deps, note.id, None)
    assert standing is not None
    assert (standing.asked, standing.named) == (4, [RAVI, RITA, CARL, MAYA])


@ON_SQLITE
async def test_a_note_counts_who_asked_and_names_only_who_chose_to_be_named(deps: Deps) -> None:
    report = await a_report(deps, workflow="handoff")
    nameless = await a_report(deps, "Another one", by=CLEO, anonymous=True)
    merged = await a_report(deps, "The same", by=CARL)
    merged_nameless = await a_report(deps, "The same again", by=MAYA, anonymous=True)
    for one in (merged, merged_nameless):
        await decided(deps, one.id, Verb.MERGE, target=report.id)
    await supported(deps, report.id, RAVI)
    await decided(deps, report.id, Verb.FIX)

    note = await shipped(deps, report.id, nameless.id, workflows=("handoff", "gone"))

    standing = await showing.note_standing(deps, note.id, RITA)
    assert standing is not None
    assert (standing.asked, standing.named) == (5, [RITA, CARL])
    assert standing.workflow_names == ["Closed-won handoff", "gone"]
    assert (standing.told, standing.told_said) == (RITA, None)
    assert await showing.note_standing(deps, NoteId(99), None) is None
