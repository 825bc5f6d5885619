"""Whoever asked says whether a fix works: it counts once, moves what they asked for, and is told."""

import asyncio

import pytest

from domain.ids import NoteId
from domain.note import ReleaseNote
from domain.outcome import Refused, Repeated
from domain.post import PostKind
from domain.report import Report, Status, Verb
from flows import shipping, showing
from flows.deps import Deps
from tests.conftest import CARL, CLEO, RAVI, RITA, Clock
from tests.flows.stories import (
    ON_SQLITE,
    Owed,
    a_delivery,
    a_report,
    a_shipped_note,
    confirm,
    decided,
    owed,
    refused,
    say_still_broken,
    shipped,
    status,
    supported,
)


async def shipped_together(deps: Deps, *fixed: Report) -> ReleaseNote:
    for report in fixed:
        await decided(deps, report.id, Verb.FIX)
    return await shipped(deps, *(report.id for report in fixed))


@pytest.mark.parametrize("who", [RITA, RAVI])
async def test_whoever_asked_confirms_for_all(deps: Deps, who: str) -> None:
    report, note = await a_shipped_note(deps, RAVI)
    before = await owed(deps)

    outcome = await confirm(deps, note.id, by=who)  # type: ignore[arg-type]

    assert outcome == note
    assert await status(deps, report.id) is Status.CONFIRMED
    words = {post: n for post, n in (await owed(deps) - before).items() if post.kind is PostKind.NOTE_WORD}
    assert words == {Owed(PostKind.NOTE_WORD, str(note.id), one): 1 for one in (RITA, RAVI)}


async def test_still_broken_reopens_with_what_is_wrong_and_is_told_again_when_it_ships(deps: Deps) -> None:
    report, note = await a_shipped_note(deps, RAVI)

    await say_still_broken(deps, note.id, "It still asks.", by=RAVI)

    standing = await showing.get_standing(deps, report.id)
    assert standing.report.status is Status.FIXING
    assert (standing.decisions[-1].verb, standing.decisions[-1].words) == (Verb.REOPEN, "It still asks.")
    second = await shipped(deps, report.id)
    assert (await owed(deps))[Owed(PostKind.NOTE_WORD, str(second.id), RITA)] == 1


async def test_after_a_confirmation_others_confirm_too_but_nobody_reopens(deps: Deps, clock: Clock) -> None:
    report, note = await a_shipped_note(deps, RAVI, CARL)
    await confirm(deps, note.id, by=RITA)
    clock.move(minutes=1)

    further = await confirm(deps, note.id, by=RAVI)
    broken = await say_still_broken(deps, note.id, by=CARL)

    assert isinstance(further, ReleaseNote)
    assert isinstance(broken, Refused)
    assert "confirmed meanwhile" in broken.because
    standing = await showing.note_standing(deps, note.id, RAVI)
    assert standing is not None
    assert (standing.works_for, standing.broken_for, standing.told_said) == ([RITA, RAVI], [], True)
    assert await status(deps, report.id) is Status.CONFIRMED


@ON_SQLITE
async def test_after_still_broken_it_is_too_late_to_confirm_until_it_ships_again(deps: Deps) -> None:
    report, note = await a_shipped_note(deps, RAVI)
    await say_still_broken(deps, note.id, by=RAVI)

    outcome = await confirm(deps, note.id, by=RITA)

    assert isinstance(outcome, Refused)
    assert "being fixed again" in outcome.because
    standing = await showing.note_standing(deps, note.id, RAVI)
    assert standing is not None
    assert (standing.works_for, standing.broken_for, standing.told_said) == ([], [RAVI], False)
    assert await status(deps, report.id) is Status.FIXING


async def test_of_two_who_confirm_at_once_both_are_counted(deps: Deps) -> None:
    _, note = await a_shipped_note(deps, RAVI)

    outcomes = await asyncio.gather(*(confirm(deps, note.id, by=one) for one in (RITA, RAVI)))

    assert outcomes == [note, note]
    standing = await showing.note_standing(deps, note.id, None)
    assert standing is not None
    assert sorted(standing.works_for) == sorted([RITA, RAVI])


async def test_opposite_verdicts_at_once_leave_nothing_half_done(deps: Deps) -> None:
    one, other = await a_report(deps), await a_report(deps, "Another one", by=RAVI)
    await supported(deps, other.id, RITA)
    note = await shipped_together(deps, one, other)

    works, broken = await asyncio.gather(
        confirm(deps, note.id, by=RITA), say_still_broken(deps, note.id, "No.", by=RAVI)
    )

    assert isinstance(works, ReleaseNote)
    assert await status(deps, one.id) is Status.CONFIRMED
    second = Status.CONFIRMED if isinstance(broken, Refused) else Status.FIXING
    assert await status(deps, other.id) is second


async def test_a_verdict_moves_only_what_its_giver_asked_for(deps: Deps) -> None:
    one, other = await a_report(deps), await a_report(deps, "Another one", by=CLEO)
    note = await shipped_together(deps, one, other)

    await say_still_broken(deps, note.id, by=CLEO)

    assert [await status(deps, report.id) for report in (one, other)] == [Status.SHIPPED, Status.FIXING]


@ON_SQLITE
async def test_what_shipped_again_is_confirmed_under_its_new_note(deps: Deps) -> None:
    one, other = await a_report(deps), await a_report(deps, "Another one", by=CLEO)
    await supported(deps, one.id, RAVI)
    note = await shipped_together(deps, one, other)
    await say_still_broken(deps, note.id, by=RITA)
    asked = Owed(PostKind.NOTE_WORD, str(note.id), RAVI)
    before = (await owed(deps))[asked]

    second = await shipped(deps, one.id)
    old = await confirm(deps, note.id, by=RAVI)

    assert (await owed(deps))[asked] == before + 1
    assert isinstance(old, Refused)
    assert "F-1 has shipped once more with N-2" in old.because
    assert isinstance(await shipping.may_reopen(deps, note.id, by=RAVI), Refused)
    told = [await showing.note_standing(deps, which.id, RAVI) for which in (note, second)]
    assert [[r.ref for r in standing.told_about or ()] for standing in told if standing] == [[], ["F-1"]]
    assert await confirm(deps, second.id, by=RAVI) == second


@ON_SQLITE
async def test_a_stranger_has_no_say(deps: Deps) -> None:
    report, note = await a_shipped_note(deps)

    assert await confirm(deps, note.id, by=CARL) == shipping.NOT_ASKED
    assert await say_still_broken(deps, note.id, by=CARL) == shipping.NOT_ASKED
    assert await shipping.may_reopen(deps, note.id, by=CARL) == shipping.NOT_ASKED
    assert isinstance(await confirm(deps, NoteId(99)), Refused)
    assert await status(deps, report.id) is Status.SHIPPED


@ON_SQLITE
async def test_still_broken_says_what_is_wrong(deps: Deps) -> None:
    report, note = await a_shipped_note(deps)

    assert refused(await say_still_broken(deps, note.id, " "), about="words")
    assert refused(await say_still_broken(deps, note.id, "x" * 3001), about="words")
    assert await status(deps, report.id) is Status.SHIPPED


@ON_SQLITE
async def test_the_form_for_still_broken_opens_while_it_can_be_said(deps: Deps) -> None:
    _, note = await a_shipped_note(deps)
    before = await shipping.may_reopen(deps, note.id, by=RITA)

    await confirm(deps, note.id)

    assert before is None
    assert isinstance(await shipping.may_reopen(deps, note.id, by=RITA), Refused)


@ON_SQLITE
async def test_a_verdict_delivered_twice_is_given_once(deps: Deps) -> None:
    _, note = await a_shipped_note(deps)
    works, broken = a_delivery(), a_delivery()

    await say_still_broken(deps, note.id, delivery=broken)

    assert isinstance(await say_still_broken(deps, note.id, delivery=broken), Repeated)
    assert isinstance(await confirm(deps, note.id, delivery=works), Refused)
    assert isinstance(await confirm(deps, note.id, delivery=works), Repeated)
