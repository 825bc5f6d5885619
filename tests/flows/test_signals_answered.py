"""What people say of signals, and the reports that they become."""

import asyncio
from datetime import timedelta

import pytest

from domain.draft import ReportDraft
from domain.ids import SignalId, UserId
from domain.outcome import Refused, Repeated
from domain.report import Verb
from domain.signal import Signal, SignalNotFound, SignalState
from domain.signal_standing import SignalStanding, draft_of
from domain.signal_verdict import Verdict
from domain.signals.kinds import Kind
from domain.signals.learning import Answers
from domain.watching import ThreadPlace
from flows import intake
from flows import signals as answers
from flows.deps import Deps
from flows.intake import Filed
from store import signal_labels, signals
from store.supporters import supporters_of
from tests.conftest import ADA, CARL, CLEO, FINN, RAVI, RITA, THEO, Clock
from tests.flows.signal_stories import HANDOFF, answered, now, seen
from tests.flows.stories import ON_SQLITE, a_delivery, a_report, decided

CONFIRMED, DISMISSED, FILED = SignalState.CONFIRMED, SignalState.DISMISSED, SignalState.FILED


async def tally(deps: Deps, kind: Kind = Kind.SLACK_HANDOFF) -> Answers:
    async with deps.store.read() as tx:
        return (await signal_labels.answers_by_kind(tx, since=deps.clock() - timedelta(days=9)))[kind]


async def filed(deps: Deps, *found: Signal, by: UserId = RITA, delivery: str = "") -> Filed:
    draft = draft_of(found[0].kind, found[0].workflow, "https://northwind.slack.com/archives/C0EAST/p1", "Too late.")
    ids = [one.id for one in found]
    outcome = await answers.file_from(deps, ids, draft, by=by, delivery=delivery or a_delivery())
    assert isinstance(outcome, Filed)
    return outcome


async def test_an_answer_counts_once_and_the_latest_one(deps: Deps) -> None:
    signal = await seen(deps)

    for verdict, state in [
        (Verdict.CONFIRMED, CONFIRMED),
        (Verdict.CONFIRMED, CONFIRMED),
        (Verdict.DISMISSED, DISMISSED),
        (Verdict.DISMISSED, DISMISSED),
    ]:
        assert (await answered(deps, signal, verdict)).state is state

    assert await tally(deps) == Answers(dismissed=1)


@pytest.mark.parametrize(("who", "may"), [(RITA, True), (THEO, True), (ADA, True), (FINN, False), (RAVI, False)])
@ON_SQLITE
async def test_who_may_answer(deps: Deps, who: UserId, may: bool) -> None:
    """Whoever started the thread, who decides on handoffs (Theo, and not Finn), and admins."""
    signal = await seen(deps)

    outcome = await answers.answer(deps, signal.id, Verdict.CONFIRMED, by=who)

    assert isinstance(outcome, SignalStanding) is may
    assert ((await now(deps, signal.id)).state is CONFIRMED) is may


@ON_SQLITE
async def test_a_thread_that_is_gone_is_not_answered_for(deps: Deps, clock: Clock) -> None:
    signal = await seen(deps)
    async with deps.begin() as tx:
        await signals.move_signal(tx, signal.id, frm=[SignalState.NOTED], to=SignalState.WITHDRAWN, at=clock())

    assert await answers.answer(deps, signal.id, Verdict.CONFIRMED, by=RITA) == answers.WITHDRAWN
    with pytest.raises(SignalNotFound):
        await answers.answer(deps, SignalId(99), Verdict.CONFIRMED, by=RITA)
    assert await tally(deps) == Answers()


async def test_a_report_takes_its_signals_along_once(deps: Deps) -> None:
    first, second = await seen(deps, by=RITA), await seen(deps, by=RAVI)

    one = await filed(deps, first, second, by=THEO, delivery="the same")
    again = await filed(deps, first, second, by=THEO, delivery="the same")

    assert one.report.id == again.report.id
    assert one.report.instead == "We ask each other in Slack what the customer was promised and who matters there."
    for signal in (first, second):
        stands = await now(deps, signal.id)
        assert (stands.state, stands.report) == (FILED, one.report.id)
    assert await tally(deps) == Answers(confirmed=2)


@ON_SQLITE
async def test_whoever_files_takes_along_only_what_they_may_speak_for(deps: Deps) -> None:
    mine, theirs = await seen(deps, by=RITA), await seen(deps, by=RAVI)

    await filed(deps, mine, theirs, by=RITA)

    assert (await now(deps, mine.id)).state is FILED
    assert (await now(deps, theirs.id)).state is SignalState.SEEN


@ON_SQLITE
async def test_what_is_refused_takes_nothing_along(deps: Deps) -> None:
    signal = await seen(deps)

    outcome = await answers.file_from(deps, [signal.id], ReportDraft(" "), by=RITA, delivery=a_delivery())

    assert isinstance(outcome, Refused)
    assert (await now(deps, signal.id)).state is SignalState.NOTED


async def test_signals_speak_for_a_report_and_whoever_merges_supports_it(deps: Deps) -> None:
    report = await a_report(deps, by=CARL, workflow="handoff")
    found = [await seen(deps, by=person) for person in (RITA, RAVI)]
    ids = [one.id for one in found]

    merged = await answers.merge_into(deps, report.id, ids, by=THEO, delivery="once")
    again = await answers.merge_into(deps, report.id, ids, by=THEO, delivery="twice")

    assert isinstance(merged, answers.Merged)
    assert merged.number == 2
    assert again == answers.NOTHING_LEFT
    async with deps.store.read() as tx:
        assert (await supporters_of(tx, [report.id]))[report.id] == [THEO]


async def test_two_who_merge_at_once_share_the_signals(deps: Deps) -> None:
    one, other = await a_report(deps, by=CARL), await a_report(deps, "Nothing is like this one", by=CARL)
    signal = await seen(deps)

    outcomes = await asyncio.gather(
        *(answers.merge_into(deps, to.id, [signal.id], by=THEO, delivery=a_delivery()) for to in (one, other))
    )

    assert [type(outcome) for outcome in outcomes].count(answers.Merged) == 1
    assert all(isinstance(outcome, answers.Merged | Refused | Repeated) for outcome in outcomes)


@ON_SQLITE
async def test_a_report_of_ones_own_takes_signals_as_well(deps: Deps) -> None:
    report, signal = await a_report(deps, by=RITA), await seen(deps, by=RITA)

    merged = await answers.merge_into(deps, report.id, [signal.id], by=RITA, delivery=a_delivery())

    assert isinstance(merged, answers.Merged)


@ON_SQLITE
async def test_strangers_and_closed_reports_take_nothing(deps: Deps) -> None:
    report, signal = await a_report(deps, by=CARL), await seen(deps, by=RITA)

    no = await answers.merge_into(deps, report.id, [signal.id], by=FINN, delivery=a_delivery())

    assert isinstance(no, Refused)
    async with deps.store.read() as tx:
        assert not (await supporters_of(tx, [report.id])).get(report.id)


@ON_SQLITE
async def test_what_such_threads_became_before_is_offered_first(deps: Deps, clock: Clock) -> None:
    report = (await filed(deps, await seen(deps, by=RITA), by=RITA)).report
    clock.move(hours=30)

    opened = await answers.open_friction(deps, [(await seen(deps, by=RAVI)).id], by=RAVI)
    other = await answers.open_friction(deps, [(await seen(deps, by=CLEO, kind=Kind.SIDE_NOTES)).id], by=CLEO)

    assert isinstance(opened, SignalStanding)
    assert opened.like
    assert opened.like.id == report.id
    assert isinstance(other, SignalStanding)
    assert other.like is None


@pytest.mark.parametrize(("by", "private", "has_link"), [(THEO, True, False), (RITA, True, True), (THEO, False, True)])
@ON_SQLITE
async def test_a_report_links_into_a_private_channel_only_for_who_wrote_there(
    deps: Deps, by: UserId, private: bool, has_link: bool
) -> None:
    signal = await seen(deps, by=RITA, private=private)

    standing = await answers.open_friction(deps, [signal.id], by=by)

    assert isinstance(standing, SignalStanding)
    assert bool(standing.link) is has_link


# --- where reports go, signals follow --------------------------------------------------------------------------------


async def test_signals_follow_their_report_into_the_one_that_is_supported_instead(deps: Deps) -> None:
    other = await a_report(deps, by=CARL, workflow="handoff")
    signal = await seen(deps, by=RITA)
    mine = (await filed(deps, signal, by=RITA)).report

    await intake.support(deps, other.id, by=RITA, delivery=a_delivery(), instead_of=mine.id)

    assert (await now(deps, signal.id)).report == other.id


async def test_of_a_report_that_was_merged_the_other_one_is_shown(deps: Deps) -> None:
    signal = await seen(deps, by=RITA)
    mine = (await filed(deps, signal, by=RITA)).report
    other, last = await a_report(deps, "Another", by=CARL), await a_report(deps, "The last", by=CARL)
    await decided(deps, mine.id, Verb.MERGE, target=other.id)
    await decided(deps, other.id, Verb.MERGE, target=last.id)

    standing = await answers.answer(deps, signal.id, Verdict.CONFIRMED, by=RITA)
    next_one = await answers.open_friction(deps, [(await seen(deps, by=RAVI)).id], by=RAVI)

    assert isinstance(standing, SignalStanding)
    assert standing.report
    assert standing.report.id == last.id
    assert isinstance(next_one, SignalStanding)
    assert next_one.like
    assert next_one.like.id == last.id


@ON_SQLITE
async def test_a_report_is_begun_by_those_who_may_about_signals_that_are_there(deps: Deps) -> None:
    signal = await seen(deps, by=RITA)

    no = await answers.open_friction(deps, [signal.id], by=FINN)

    assert isinstance(no, Refused)
    assert no.people == (THEO,)
    with pytest.raises(SignalNotFound):
        await answers.open_friction(deps, [SignalId(99)], by=RITA)


@ON_SQLITE
async def test_a_report_that_is_closed_takes_no_more(deps: Deps) -> None:
    report, signal = await a_report(deps, by=CARL), await seen(deps, by=RITA)
    await decided(deps, report.id, Verb.REJECT)

    no = await answers.merge_into(deps, report.id, [signal.id], by=RITA, delivery=a_delivery())

    assert isinstance(no, Refused)
    assert "is rejected. *File friction* makes a new report of them." in no.because
    assert (await now(deps, signal.id)).report is None


@ON_SQLITE
async def test_a_signal_is_found_by_its_thread(deps: Deps) -> None:
    signal = await seen(deps)

    assert await answers.signal_of(deps, ThreadPlace(signal.channel, signal.thread_ts)) == signal
    assert await answers.signal_of(deps, ThreadPlace(HANDOFF, signal.thread_ts)) is None
