"""A decision is visible to everyone who should see it, once: on the card, in its thread, and privately."""

import asyncio
from collections import Counter
from datetime import date
from itertools import pairwise

import pytest

from domain.decision import DecisionDraft
from domain.diagnosis import DiagnosisDraft
from domain.ids import ReportId, UserId
from domain.outcome import Refused, Repeated
from domain.post import PostKind
from domain.report import Report, Status, Verb
from flows import showing, triage
from flows.deps import Deps
from flows.moving import Decided, carry_out
from tests.conftest import ADA, CARL, CLEO, FINN, MAYA, RAVI, RITA, THEO, TRIAGE
from tests.flows.stories import (
    ON_SQLITE,
    Owed,
    a_delivery,
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


def told(outcome: Decided, *people: UserId) -> Counter[Owed]:
    """What one decision owes: its card again, a reply under it, and a word to each of `people`."""
    report, made = str(outcome.report.id), str(outcome.decision.id)
    return Counter(
        [
            Owed(PostKind.REPORT_CARD, report, TRIAGE),
            Owed(PostKind.DECISION_REPLY, made, TRIAGE, (PostKind.REPORT_CARD, report)),
            *(Owed(PostKind.DECISION_WORD, made, person) for person in people),
        ]
    )


def again(outcome: Decided, *people: UserId) -> Counter[Owed]:
    """Words that were said before and are drawn again, for their buttons no longer apply."""
    return Counter(Owed(PostKind.DECISION_WORD, str(outcome.decision.id), person) for person in people)


# Who hears of it


@pytest.mark.parametrize("verb", [Verb.FIX, Verb.REJECT, Verb.DEFER])
async def test_a_decision_is_told_on_the_card_in_its_thread_and_to_each_who_asked(deps: Deps, verb: Verb) -> None:
    report = await a_report(deps)
    await supported(deps, report.id, RAVI, CARL)
    before = await owed(deps)

    made = await decided(deps, report.id, verb)

    assert await owed(deps) - before == told(made, RITA, RAVI, CARL)


@ON_SQLITE
async def test_a_question_is_put_to_the_reporter_alone(deps: Deps) -> None:
    report = await a_report(deps)
    await supported(deps, report.id, RAVI)
    before = await owed(deps)

    made = await decided(deps, report.id, Verb.ASK)

    assert await owed(deps) - before == told(made, RITA)


@ON_SQLITE
async def test_an_answer_shows_on_the_card_and_takes_the_button_off_the_question(deps: Deps) -> None:
    report = await a_report(deps)
    asked = await decided(deps, report.id, Verb.ASK)
    before = await owed(deps)

    made = await decided(deps, report.id, Verb.ANSWER, by=RITA)

    assert await owed(deps) - before == told(made) + again(asked, RITA)


@ON_SQLITE
async def test_an_appeal_is_read_in_triage_and_told_to_nobody_else(deps: Deps) -> None:
    report = await a_report(deps)
    await supported(deps, report.id, RAVI)
    rejected = await decided(deps, report.id, Verb.REJECT)
    before = await owed(deps)

    made = await decided(deps, report.id, Verb.APPEAL, by=RITA)

    assert await owed(deps) - before == told(made) + again(rejected, RITA, RAVI)


@ON_SQLITE
async def test_a_withdrawal_is_told_to_supporters_and_not_to_whoever_withdrew(deps: Deps) -> None:
    report = await a_report(deps)
    await supported(deps, report.id, RAVI)
    before = await owed(deps)

    made = await decided(deps, report.id, Verb.WITHDRAW, by=RITA)

    assert await owed(deps) - before == told(made, RAVI)


@ON_SQLITE
async def test_an_owner_who_decides_about_their_own_report_gets_the_word_with_its_buttons(deps: Deps) -> None:
    report = await a_report(deps, by=THEO)
    before = await owed(deps)

    made = await decided(deps, report.id, Verb.REJECT, by=THEO)

    assert await owed(deps) - before == told(made, THEO)


@ON_SQLITE
async def test_what_was_decided_is_kept_with_who_why_and_when(deps: Deps) -> None:
    report = await a_report(deps)

    made = await decided(deps, report.id, Verb.FIX, owner=MAYA, due_on=date(2026, 12, 1), link="https://jira.example/1")

    after = await now(deps, report.id)
    assert (after.fix_owner, after.due_on, after.fix_link) == (MAYA, date(2026, 12, 1), "https://jira.example/1")
    assert (made.report.status, made.decision.by, made.decision.at) == (Status.NEW, THEO, deps.clock())
    standing = await showing.decision_standing(deps, made.decision.id, RITA)
    assert standing is not None
    assert (standing.decision, standing.told, standing.is_latest) == (made.decision, RITA, True)


@ON_SQLITE
async def test_reconsidering_takes_a_report_back_and_tells_who_asked(deps: Deps) -> None:
    report = await a_report(deps)
    deferred = await decided(deps, report.id, Verb.DEFER)
    before = await owed(deps)

    made = await decided(deps, report.id, Verb.RECONSIDER)

    after = await now(deps, report.id)
    assert (after.status, after.revisit_on) == (Status.NEW, None)
    assert await owed(deps) - before == told(made, RITA) + again(deferred, RITA)


@ON_SQLITE
async def test_a_rejection_is_appealed_once_and_then_stands(deps: Deps) -> None:
    report = await a_report(deps)
    await decided(deps, report.id, Verb.REJECT)
    await decided(deps, report.id, Verb.APPEAL, by=RITA)
    await decided(deps, report.id, Verb.REJECT)

    second = await decide(deps, report.id, Verb.APPEAL, by=RITA)

    assert isinstance(second, Refused)
    assert "once already" in second.because
    await decided(deps, report.id, Verb.RECONSIDER)
    assert await status(deps, report.id) is Status.NEW


@ON_SQLITE
async def test_who_was_faster_is_named_unless_it_is_a_reporter_without_a_name(deps: Deps) -> None:
    """Two clicks that both saw the report as it was: the second finds it moved."""

    async def late(report: Report) -> Refused:
        async with deps.begin() as tx:
            outcome = await carry_out(tx, deps, report, DecisionDraft(report.id, Verb.FIX, owner=THEO), by=THEO)
        assert isinstance(outcome, Refused)
        return outcome

    by_owner = await a_report(deps)
    await decided(deps, by_owner.id, Verb.REJECT, by=ADA)
    by_reporter = await a_report(deps)
    await decided(deps, by_reporter.id, Verb.WITHDRAW, by=RITA)
    nameless = await a_report(deps, anonymous=True)
    await decided(deps, nameless.id, Verb.WITHDRAW, by=RITA)

    assert (await late(by_owner)).people == (ADA,)
    assert (await late(by_reporter)).people == (RITA,)
    assert (await late(nameless)).people == ()


# Before a form opens


@ON_SQLITE
async def test_a_form_opens_only_for_who_may_decide_now(deps: Deps) -> None:
    report = await a_report(deps, workflow="forecast")

    assert await triage.may_act(deps, report.id, Verb.FIX, by=FINN) == report
    stranger = await triage.may_act(deps, report.id, Verb.FIX, by=CARL)
    too_early = await triage.may_act(deps, report.id, Verb.SHIP, by=FINN)

    assert isinstance(stranger, Refused)
    assert stranger.people == (FINN,)
    assert isinstance(too_early, Refused)
    assert "waiting for a decision" in too_early.because


# Same as…


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


# Diagnosis


async def test_a_diagnosis_stands_on_the_card_and_the_latest_counts(deps: Deps) -> None:
    report = await a_report(deps)
    before = await owed(deps)

    for cause in ("mobile", "search"):
        draft = DiagnosisDraft(report.id, cause, "rep", "Ask in 1:1s", "No forecast by risk", MAYA)
        assert await triage.diagnose(deps, draft, by=THEO, delivery=a_delivery()) == report

    found = (await showing.get_standing(deps, report.id)).diagnosis
    assert found is not None
    assert (found.cause, found.role, found.inspection) == ("search", "rep", "Ask in 1:1s")
    assert (found.reporting_gap, found.fix_owner, found.by) == ("No forecast by risk", MAYA, THEO)
    assert await owed(deps) - before == Counter({Owed(PostKind.REPORT_CARD, str(report.id), TRIAGE): 2})


@ON_SQLITE
async def test_a_diagnosis_is_added_by_who_may_ship_while_it_helps(deps: Deps) -> None:
    report = await a_report(deps)
    draft = DiagnosisDraft(report.id, "mobile")

    stranger = await triage.diagnose(deps, draft, by=CARL, delivery=a_delivery())
    empty = await triage.diagnose(deps, DiagnosisDraft(report.id), by=THEO, delivery=a_delivery())
    await decided(deps, report.id, Verb.FIX, owner=MAYA)
    by_fix_owner = await triage.may_diagnose(deps, report.id, by=MAYA)
    await shipped(deps, report.id, by=MAYA)
    too_late = await triage.diagnose(deps, draft, by=THEO, delivery=a_delivery())

    assert isinstance(stranger, Refused)
    assert stranger.people == (THEO,)
    assert refused(empty, about="cause")
    assert isinstance(by_fix_owner, Report)
    assert isinstance(too_late, Refused)
    assert "no longer open" in too_late.because


@ON_SQLITE
async def test_a_diagnosis_delivered_twice_is_added_once(deps: Deps) -> None:
    report, form = await a_report(deps), a_delivery()
    draft = DiagnosisDraft(report.id, "mobile")

    await triage.diagnose(deps, draft, by=THEO, delivery=form)
    second = await triage.diagnose(deps, draft, by=THEO, delivery=form)

    assert isinstance(second, Repeated)
    assert len((await everything(deps))["diagnoses"]) == 1


@ON_SQLITE
async def test_nothing_stands_where_nothing_is(deps: Deps) -> None:
    assert await showing.report_standing(deps, ReportId(99)) is None
    assert await showing.numbered_standing(deps, 99) is None
