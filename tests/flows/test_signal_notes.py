"""Who gets a note about a signal, and when it is not said any more."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from domain.ids import ChannelId
from domain.post import PostKey, PostKind
from domain.signal import SignalState
from domain.signal_verdict import Verdict
from domain.signals.judging import Policy
from domain.signals.kinds import Kind
from flows.deps import Deps
from flows.signal_learning import all_learned, learned_context, quiet_standing
from flows.signal_notes import note_starter, note_to_show
from flows.unwatching import stop_watching
from store import signals
from tests.conftest import ADA, BOT, CARL, CLEO, MAYA, RAVI, RITA, TRIAGE, Clock
from tests.flows.signal_stories import EAST, HANDOFF, answered, now, owed, seen
from tests.flows.stories import ON_SQLITE

NOTED, SEEN = SignalState.NOTED, SignalState.SEEN


async def test_whoever_started_the_thread_is_told_in_it(deps: Deps) -> None:
    signal = await seen(deps)

    assert signal.state is NOTED
    assert await owed(deps, PostKind.SIGNAL_NOTE) == [(str(signal.id), EAST)]


@pytest.mark.parametrize(
    "unlike",
    [{"by": None}, {"by": BOT}, {"shared": True}, {"probability": Policy().note_at - 0.01}],
    ids=["no person", "ourselves", "another company reads along", "not likely enough"],
)
@ON_SQLITE
async def test_nobody_is_told(deps: Deps, unlike: dict[str, object]) -> None:
    signal = await seen(deps, **unlike)  # type: ignore[arg-type]

    assert signal.state is SEEN
    assert await owed(deps, PostKind.SIGNAL_NOTE) == []


async def test_a_person_gets_one_note_a_day(deps: Deps, clock: Clock) -> None:
    first = await seen(deps, channel=EAST)
    second = await seen(deps, channel=HANDOFF)
    clock.move(hours=24)
    third = await seen(deps, channel=HANDOFF)

    assert [one.state for one in (first, second, third)] == [NOTED, SEEN, NOTED]


@ON_SQLITE
async def test_the_day_is_that_of_the_company(deps: Deps, clock: Clock) -> None:
    clock.now = clock.now.replace(hour=23)  # 18:00 in New York
    await seen(deps, channel=EAST)
    clock.move(hours=3)  # tomorrow in UTC, and still Monday there

    assert (await seen(deps, channel=HANDOFF)).state is SEEN

    clock.move(hours=3)
    assert (await seen(deps, channel=HANDOFF)).state is NOTED


async def test_a_channel_gets_one_note_an_hour(deps: Deps, clock: Clock) -> None:
    first = await seen(deps, by=RITA)
    second = await seen(deps, by=RAVI)
    clock.move(minutes=61)
    third = await seen(deps, by=MAYA)

    assert [one.state for one in (first, second, third)] == [NOTED, SEEN, NOTED]


async def test_of_several_at_one_moment_one_is_told(deps: Deps) -> None:
    found = await asyncio.gather(*(seen(deps, by=person) for person in (RITA, RAVI, MAYA, CLEO, CARL)))

    assert [one.state for one in found].count(NOTED) == 1
    assert len(await owed(deps, PostKind.SIGNAL_NOTE)) == 1


@ON_SQLITE
async def test_the_model_says_from_when_on(deps: Deps) -> None:
    workarounds = deps.model.workarounds.model_copy(update={"note_from": 0.99})
    deps.model = deps.model.model_copy(update={"workarounds": workarounds})

    assert (await seen(deps, probability=0.98)).state is SEEN
    assert (await seen(deps, probability=0.995)).state is NOTED


@ON_SQLITE
async def test_a_note_is_not_said_once_it_makes_no_sense(deps: Deps, clock: Clock) -> None:
    """Between the commit that owes it and its call: each takes the thread's note away."""
    hour, minute = timedelta(hours=1), timedelta(minutes=1)
    shown = await seen(deps, by=RITA)
    assert await note_to_show(deps, shown.id, at=clock() + hour - minute) is not None

    assert await note_to_show(deps, shown.id, at=clock() + hour + minute) is None

    async with deps.begin() as tx:
        await signals.describe_channel(tx, EAST, private=False, shared=True)
    assert await note_to_show(deps, shown.id, at=clock()) is None
    async with deps.begin() as tx:
        await signals.describe_channel(tx, EAST, private=True, shared=False)
    assert await note_to_show(deps, shown.id, at=clock()) is not None

    async with deps.begin() as tx:
        await signals.move_signal(tx, shown.id, frm=[NOTED], to=SignalState.WITHDRAWN, at=clock())
    assert await note_to_show(deps, shown.id, at=clock()) is None


@ON_SQLITE
async def test_nobody_is_told_in_a_channel_that_is_not_watched_any_more(deps: Deps) -> None:
    before = await seen(deps, by=RITA)
    await stop_watching(deps, EAST, by=RAVI)

    assert await note_to_show(deps, before.id, at=deps.clock()) is None
    assert (await seen(deps, by=MAYA)).state is SEEN


@ON_SQLITE
async def test_where_we_post_ourselves_nothing_is_said(deps: Deps) -> None:
    signal = await seen(deps, channel=ChannelId(TRIAGE))

    assert await note_to_show(deps, signal.id, at=deps.clock()) is None


# --- learning --------------------------------------------------------------------------------------------------------


async def _answers(deps: Deps, clock: Clock, verdict: Verdict, number: int, **about: object) -> None:
    for _ in range(number):
        clock.move(hours=25)
        await answered(deps, await seen(deps, **about), verdict)  # type: ignore[arg-type]


async def test_what_is_mostly_wrong_goes_quiet_and_the_admins_hear_it_once(deps: Deps, clock: Clock) -> None:
    kind = Kind.SIDE_NOTES
    await _answers(deps, clock, Verdict.DISMISSED, 4, kind=kind)
    assert await owed(deps, PostKind.SIGNALS_QUIET) == []

    await _answers(deps, clock, Verdict.DISMISSED, 1, kind=kind)

    told = await owed(deps, PostKind.SIGNALS_QUIET)
    assert sorted(subject.partition("@")[0] for subject, _ in told) == sorted([kind.value, EAST])
    assert {place for _, place in told} == {ADA}
    clock.move(hours=25)
    assert (await seen(deps, kind=kind, channel=HANDOFF, probability=0.999)).state is SEEN
    assert (await seen(deps, kind=Kind.SLACK_HANDOFF, probability=0.999)).state is SEEN, "the channel is quiet, too"
    assert (await seen(deps, kind=Kind.SLACK_HANDOFF, channel=HANDOFF)).state is NOTED

    silent = await seen(deps, kind=kind, by=CARL)
    await answered(deps, silent, Verdict.DISMISSED, by=CARL)
    assert len(await owed(deps, PostKind.SIGNALS_QUIET)) == 2


@ON_SQLITE
async def test_what_went_quiet_begins_anew_after_half_a_year(deps: Deps, clock: Clock) -> None:
    await _answers(deps, clock, Verdict.DISMISSED, 5)
    clock.move(days=181)

    assert (await seen(deps)).state is NOTED


@ON_SQLITE
async def test_dismissals_make_us_more_careful(deps: Deps, clock: Clock) -> None:
    likely = Policy().note_at + 0.01
    assert (await seen(deps, probability=likely)).state is NOTED

    await _answers(deps, clock, Verdict.CONFIRMED, 1)
    await _answers(deps, clock, Verdict.DISMISSED, 3)
    clock.move(hours=25)

    assert (await seen(deps, probability=likely)).state is SEEN
    assert (await seen(deps, probability=0.995)).state is NOTED


@ON_SQLITE
async def test_a_thread_that_is_seen_again_is_not_told_again(deps: Deps, clock: Clock) -> None:
    signal = await seen(deps)
    async with deps.begin() as tx:
        await signals.move_signal(tx, signal.id, frm=[NOTED], to=SignalState.WITHDRAWN, at=clock())
        await signals.move_signal(tx, signal.id, frm=[SignalState.WITHDRAWN], to=SEEN, at=clock())
    clock.move(days=2)

    async with deps.begin() as tx:
        await note_starter(tx, deps, replace(signal, state=SEEN), clock())

    assert (await now(deps, signal.id)).state is SEEN


@ON_SQLITE
async def test_threads_are_judged_with_the_bars_that_answers_gave(deps: Deps, clock: Clock) -> None:
    shipped = Policy()
    await _answers(deps, clock, Verdict.DISMISSED, 3, kind=Kind.SIDE_NOTES)
    await _answers(deps, clock, Verdict.DISMISSED, 8, kind=Kind.REP_TRACKER)

    bars = (await learned_context(deps, at=clock())).by_kind

    assert bars[Kind.SLACK_HANDOFF].note_at == pytest.approx(shipped.note_at)
    assert bars[Kind.SIDE_NOTES].list_at > shipped.list_at
    assert bars[Kind.REP_TRACKER].list_at > 1, "quiet"


@ON_SQLITE
async def test_the_model_may_ask_for_less_than_the_list_does(deps: Deps, clock: Clock) -> None:
    workarounds = deps.model.workarounds.model_copy(update={"note_from": 0.5})
    deps.model = deps.model.model_copy(update={"workarounds": workarounds})

    assert (await learned_context(deps, at=clock())).policy.note_at == 0.5
    assert (await seen(deps, probability=0.55)).state is NOTED


@ON_SQLITE
async def test_what_was_learned_can_be_looked_at(deps: Deps, clock: Clock) -> None:
    await _answers(deps, clock, Verdict.DISMISSED, 5, kind=Kind.SIDE_NOTES)
    subjects = [subject for subject, _ in await owed(deps, PostKind.SIGNALS_QUIET)]

    kinds, channels = await all_learned(deps, at=clock())
    told = [await quiet_standing(deps, PostKey(PostKind.SIGNALS_QUIET, one, ADA), at=clock()) for one in subjects]

    assert [one.what for one in kinds] == list(Kind)
    assert [one.what for one in kinds if one.learned.quiet] == [Kind.SIDE_NOTES]
    assert [(one.what, one.answers.dismissed) for one in channels] == [(EAST, 5)]
    assert sorted(one.what for one in told) == sorted([Kind.SIDE_NOTES, EAST])
    assert all(one.learned.quiet for one in told)
