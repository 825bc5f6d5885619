"""Threads that people point out by hand: whether the bot had seen them before or not."""

from domain.ids import MessageTs, UserId
from domain.outcome import Refused
from domain.signal import SignalState
from domain.signal_standing import SignalStanding
from domain.signal_verdict import Verdict
from domain.signals.kinds import Kind
from domain.signals.learning import Answers
from domain.watching import ThreadPlace
from flows import signals as answers
from flows.deps import Deps
from tests.conftest import CARL, FINN, RITA
from tests.flows.signal_stories import HANDOFF, answered, seen
from tests.flows.stories import ON_SQLITE
from tests.flows.test_signals_answered import CONFIRMED, filed, tally


async def flagged(deps: Deps, thread: ThreadPlace, by: UserId = CARL) -> SignalStanding:
    return await answers.flag(deps, thread, Kind.SLACK_HANDOFF, starter=RITA, private=False, by=by)


async def test_a_flag_is_a_confirmed_signal_and_teaches(deps: Deps) -> None:
    thread = ThreadPlace(HANDOFF, MessageTs("1764000000.000900"))

    first = (await flagged(deps, thread)).signal
    again = (await flagged(deps, thread)).signal

    assert (first.state, first.flagged_by, first.workflow) == (CONFIRMED, CARL, "handoff")
    assert again == first
    assert await tally(deps) == Answers(flagged=1)


@ON_SQLITE
async def test_what_was_on_the_list_or_dismissed_is_confirmed_by_a_flag(deps: Deps) -> None:
    signal = await seen(deps, by=RITA)
    await answered(deps, signal, Verdict.DISMISSED)

    standing = await flagged(deps, ThreadPlace(signal.channel, signal.thread_ts))

    assert standing.signal.id == signal.id
    assert standing.signal.state is CONFIRMED


@ON_SQLITE
async def test_whoever_flags_knows_better_of_which_kind_it_is_and_may_file_it(deps: Deps) -> None:
    signal = await seen(deps, by=RITA, kind=Kind.SIDE_NOTES, workflow=None)

    standing = await flagged(deps, ThreadPlace(signal.channel, signal.thread_ts), by=CARL)

    assert (standing.signal.kind, standing.signal.workflow) == (Kind.SLACK_HANDOFF, "handoff")
    assert (standing.signal.starter, standing.signal.evidence) == (RITA, ())
    assert isinstance(await answers.open_friction(deps, [signal.id], by=CARL), SignalStanding)
    assert isinstance(await answers.open_friction(deps, [signal.id], by=FINN), Refused)


@ON_SQLITE
async def test_what_is_part_of_a_report_keeps_its_kind(deps: Deps) -> None:
    signal = await seen(deps, by=RITA, kind=Kind.SIDE_NOTES)
    await filed(deps, signal, by=RITA)

    standing = await flagged(deps, ThreadPlace(signal.channel, signal.thread_ts))

    assert (standing.signal.kind, standing.signal.state) == (Kind.SIDE_NOTES, SignalState.FILED)
