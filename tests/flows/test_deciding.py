"""A decision is visible to everyone who should see it, once: on the card, in its thread, and privately."""

from collections import Counter
from datetime import date

import pytest

from domain.decision import DecisionDraft
from domain.ids import ReportId, UserId
from domain.outcome import Refused
from domain.post import PostKind
from domain.report import Report, Status, Verb
from flows import showing, triage
from flows.deps import Deps
from flows.moving import Decided, carry_out
from tests.conftest import ADA, CARL, FINN, MAYA, RAVI, RITA, THEO
from tests.flows.deciding_steps import told
from tests.flows.stories import (
    ON_SQLITE,
    Owed,
    a_report,
    decide,
    decided,
    now,
    owed,
    status,
    supported,
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


@ON_SQLITE
async def test_who_comes_too_late_is_told_who_was_there(deps: Deps) -> None:
    report = await a_report(deps)
    await decided(deps, report.id, Verb.FIX, by=ADA)

    late, again = [await decide(deps, report.id, Verb.REJECT, by=by) for by in (THEO, ADA)]
    looking = await triage.may_act(deps, report.id, Verb.REJECT, by=THEO)
    stranger = await decide(deps, report.id, Verb.WITHDRAW, by=CARL)

    assert "F-1 is being fixed" in late.because
    assert late.people == (ADA,)
    assert looking == late
    assert (again.people, stranger.people) == ((), ())


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


@ON_SQLITE
async def test_nothing_stands_where_nothing_is(deps: Deps) -> None:
    assert await showing.report_standing(deps, ReportId(99)) is None
    assert await showing.numbered_standing(deps, 99) is None
