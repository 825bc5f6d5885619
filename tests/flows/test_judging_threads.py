"""From a thread that was read to a signal: numbered without gaps, what people said is left alone, nothing twice."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from domain.ids import ChannelId, DealId, MessageTs
from domain.signal import Signal, SignalState
from domain.signals.kinds import Kind
from domain.signals.thread import Message
from domain.thread_read import Place, ThreadRead
from domain.watching import QUIET, ThreadPlace
from flows.deps import Deps
from flows.judging_threads import (
    LONGEST_PAUSE,
    MOST_TRIES,
    Judgement,
    Outcome,
    close,
    forget_old_signals,
    judge_read,
    place_unknown,
    try_again,
    withdraw_gone,
)
from flows.signal_customers import PART
from flows.watching import claim_next, seconds_to_next
from store import pending_threads, signals, unwatched
from store.engine import Transaction
from store.pending_threads import Claimed
from store.signals import Sighting
from tests.conftest import CLEO, MONDAY, RITA, Clock
from tests.flows.pipeline import a_deal, there_are

ASKED = "Just took over the Meridian account after closed won. What did we promise them, and who is the champion there?"
TOLD = "We promised SSO by March and a dedicated engineer. Their champion is Dana in IT, the CFO is the risk."
HANDED_OVER = (Message(CLEO, ASKED, team="csm"), Message(RITA, TOLD, team="ae"))
TALK = (Message(CLEO, "Happy Friday everyone, the office closes at four."),)
EAST = ChannelId("C0EAST")
LATER = MONDAY + QUIET


def a_thread(number: int = 1) -> ThreadPlace:
    return ThreadPlace(EAST, MessageTs(f"1795000000.{number:06}"))


def read(number: int = 1, messages: tuple[Message, ...] = HANDED_OVER, *, state: str = "") -> ThreadRead:
    """As it stood when nobody had written for a while; another `state` is another fingerprint."""
    fingerprint = state or str(len(messages))
    return ThreadRead(a_thread(number), CLEO, messages, len(messages), MONDAY - timedelta(hours=1), fingerprint)


async def claimed_one(deps: Deps, thread: ThreadPlace | None = None) -> Claimed:
    async with deps.begin() as tx:
        await pending_threads.mark(tx, {thread or a_thread(): LATER}, at=MONDAY)
    claimed = await claim_next(deps, at=LATER)
    assert claimed is not None
    return claimed


async def judged(deps: Deps, what: ThreadRead, place: Place | None = None) -> Judgement:
    claimed = await claimed_one(deps, what.thread)
    return await judge_read(deps, claimed, what, place or Place(EAST, "deal-meridian"), at=LATER)


async def due_after(deps: Deps) -> float | None:
    """Seconds until something is to be read again; None when nothing waits."""
    return await seconds_to_next(deps, at=LATER)


async def all_signals(deps: Deps) -> list[Signal]:
    async with deps.store.read() as tx:
        return await signals.seen_between(tx, MONDAY - timedelta(days=1), MONDAY + timedelta(days=1))


async def test_numbers_have_no_gaps_whoever_counts_at_the_same_time(deps: Deps) -> None:
    async def add(number: int) -> Signal | None:
        seen = Sighting(a_thread(number // 2), Kind.SIDE_NOTES, None, CLEO, 0.9, ("A reason.",))
        async with deps.begin() as tx:
            return await signals.add_signal(tx, seen, at=MONDAY)

    added = await asyncio.gather(*(add(number) for number in range(12)))

    assert sorted(signal.number for signal in added if signal) == [1, 2, 3, 4, 5, 6]


async def test_a_thread_that_is_none_leaves_nothing_but_that_it_was_judged(deps: Deps) -> None:
    judgement = await judged(deps, read(messages=TALK))

    assert judgement == Judgement(Outcome.NONE)
    assert await all_signals(deps) == []
    assert deps.watching.knows(a_thread())


async def test_a_judgement_says_why_and_quotes_nobody(deps: Deps) -> None:
    judgement = await judged(deps, read())

    assert judgement.signal is not None
    assert judgement.signal.evidence
    assert not [word for word in ("Meridian", "SSO", "Dana") if word in " ".join(judgement.signal.evidence)]


@pytest.mark.parametrize("state", [SignalState.CONFIRMED, SignalState.DISMISSED, SignalState.FILED])
async def test_what_a_person_said_is_left_alone_whatever_becomes_of_the_thread(deps: Deps, state: SignalState) -> None:
    seen = (await judged(deps, read())).signal
    assert seen is not None
    async with deps.begin() as tx:
        assert await signals.move_signal(tx, seen.id, frm=[SignalState.SEEN], to=state, at=LATER)

    for messages in (TALK, (*HANDED_OVER, *TALK)):
        await judged(deps, read(messages=messages))

    assert [signal.state for signal in await all_signals(deps)] == [state]


async def test_a_workaround_that_was_given_up_and_taken_up_again_keeps_its_number(deps: Deps) -> None:
    first = (await judged(deps, read())).signal
    given_up = await judged(deps, read(messages=TALK))
    again = await judged(deps, read(state="later"))

    assert first is not None
    assert given_up.outcome is Outcome.WITHDRAWN
    assert again.signal is not None
    assert (again.signal.ref, again.signal.state) == (first.ref, SignalState.SEEN)


async def test_a_deal_is_known_by_its_link(deps: Deps) -> None:
    await there_are(deps, a_deal(7), a_deal(8))
    said = "Handing over <https://crm.example/deals/d00007|this one>. " + TOLD
    elsewhere = "Handing over <https://other.example/deals/d00008>. " + TOLD

    known = await judged(deps, read(1, (*HANDED_OVER, Message(RITA, said))))
    unknown = await judged(deps, read(2, (*HANDED_OVER, Message(RITA, elsewhere))))

    assert known.signal is not None
    assert known.signal.deal == DealId("d00007")
    assert unknown.signal is not None
    assert unknown.signal.deal is None


@pytest.mark.parametrize(
    ("name", "is_known"),
    [
        ("Meridian – rollout", True),
        ("MERIDIAN: renewal 2027", True),
        ("Meridian", True),
        ("Meridian Labs – rollout", False),
        ("IT – laptops", False),
    ],
)
async def test_a_deal_is_known_by_the_customer_that_is_named(deps: Deps, name: str, is_known: bool) -> None:
    await there_are(deps, a_deal(7, name=name), *(a_deal(n) for n in range(8, 8 + PART)))

    seen = (await judged(deps, read())).signal

    assert seen is not None
    assert seen.deal == (DealId("d00007") if is_known else None)


async def test_whom_people_talk_about_in_private_is_looked_up_nowhere(deps: Deps) -> None:
    await there_are(deps, a_deal(7, name="Meridian – rollout"))

    seen = (await judged(deps, read(), Place(EAST, "deal-meridian", private=True))).signal

    assert seen is not None
    assert (seen.private, seen.deal) == (True, None)


async def test_a_word_that_many_deals_begin_with_is_no_customer(deps: Deps) -> None:
    await there_are(deps, *(a_deal(number, name=f"Meridian - {number}") for number in range(1, 7)))

    seen = (await judged(deps, read())).signal

    assert seen is not None
    assert seen.deal is None


async def test_a_channel_that_was_stopped_while_its_thread_was_read_gives_no_signal(deps: Deps) -> None:
    async with deps.begin() as tx:
        await unwatched.stop(tx, EAST, by=RITA, at=MONDAY)

    judgement = await judged(deps, read())

    assert judgement.outcome is Outcome.CLOSED
    assert await all_signals(deps) == []


async def test_what_is_told_of_a_signal_is_owed_with_it_or_not_at_all(deps: Deps) -> None:
    async def fails(tx: Transaction, deps: Deps, signal: Signal, at: datetime, *, is_answered: bool) -> None:
        raise RuntimeError

    claimed = await claimed_one(deps)
    with pytest.raises(RuntimeError):
        await judge_read(deps, claimed, read(), Place(EAST, "deals"), at=LATER, tell=fails)

    assert await all_signals(deps) == []


@pytest.mark.parametrize(("days", "told"), [(0, 1), (1, 0), (400, 0)])
async def test_of_a_thread_that_reached_us_late_nobody_is_told(deps: Deps, days: int, told: int) -> None:
    who: list[Signal] = []

    async def tell(tx: Transaction, deps: Deps, signal: Signal, at: datetime, *, is_answered: bool) -> None:
        who.append(signal)

    claimed, old = await claimed_one(deps), replace(read(), last_at=read().last_at - timedelta(days=days))
    judgement = await judge_read(deps, claimed, old, Place(EAST, "deals"), at=LATER, tell=tell)

    assert judgement.outcome is Outcome.SIGNAL
    assert len(who) == told


async def test_the_same_state_is_judged_once(deps: Deps) -> None:
    await judged(deps, read())

    assert (await judged(deps, read())).outcome is Outcome.UNCHANGED
    assert len(await all_signals(deps)) == 1


async def test_a_thread_in_which_people_still_write_waits_until_they_are_quiet(deps: Deps) -> None:
    writing = replace(read(), last_at=LATER - timedelta(seconds=30))

    assert (await judged(deps, writing)).outcome is Outcome.LATER
    assert await due_after(deps) == 60.0


async def test_ten_messages_are_judged_at_once_and_what_follows_when_it_is_quiet(deps: Deps) -> None:
    writing = replace(read(), count=10, last_at=LATER)

    assert (await judged(deps, writing)).outcome is Outcome.SIGNAL
    assert await due_after(deps) == QUIET.total_seconds()
    assert (await judged(deps, replace(writing, count=11, fingerprint="more"))).outcome is Outcome.UNCHANGED


async def test_a_clock_that_is_wrong_keeps_no_thread_waiting_for_ever(deps: Deps) -> None:
    assert (await judged(deps, replace(read(), last_at=LATER + timedelta(hours=7)))).outcome is Outcome.SIGNAL


@pytest.mark.parametrize("place", [Place(EAST, archived=True), Place(EAST, shared=True), Place(EAST, direct=True)])
async def test_a_place_that_is_not_to_be_read_gives_no_signal_and_nothing_waits(deps: Deps, place: Place) -> None:
    assert (await judged(deps, read(), place)).outcome is Outcome.CLOSED
    assert await all_signals(deps) == []
    assert await due_after(deps) is None


async def test_what_was_seen_in_a_channel_that_is_closed_to_us_is_private_from_then_on(deps: Deps) -> None:
    await judged(deps, read())

    await close(deps, await claimed_one(deps, a_thread(2)), place_unknown(a_thread()), at=LATER)

    assert [signal.private for signal in await all_signals(deps)] == [True]


async def test_a_thread_that_is_gone_withdraws_its_signal_and_says_nothing_where_there_is_none(deps: Deps) -> None:
    await judged(deps, read())

    gone = await withdraw_gone(deps, await claimed_one(deps), at=LATER)
    never = await withdraw_gone(deps, await claimed_one(deps, a_thread(2)), at=LATER)

    assert (gone.outcome, never.outcome) == (Outcome.WITHDRAWN, Outcome.GONE)
    assert [signal.state for signal in await all_signals(deps)] == [SignalState.WITHDRAWN]


async def test_a_thread_that_cannot_be_read_is_tried_later_and_later_and_then_no_more(deps: Deps) -> None:
    claimed, pauses = await claimed_one(deps), []
    for attempt in range(MOST_TRIES - 1):
        await try_again(deps, claimed._replace(attempts=attempt), after=None, at=LATER)
        pauses.append(await due_after(deps))

    last = await try_again(deps, claimed._replace(attempts=MOST_TRIES - 1), after=None, at=LATER)

    assert pauses[:3] == [30.0, 60.0, 120.0]
    assert pauses[-1] == LONGEST_PAUSE.total_seconds()
    assert last.outcome is Outcome.FAILED
    assert await due_after(deps) is None


async def test_slack_says_for_how_long_to_wait(deps: Deps) -> None:
    await try_again(deps, await claimed_one(deps), after=timedelta(seconds=17), at=LATER)

    assert await due_after(deps) == 17.0


async def test_signals_are_kept_as_long_as_the_model_says(deps: Deps, clock: Clock) -> None:
    await judged(deps, read())
    await forget_old_signals(deps, at=LATER + timedelta(days=364))
    assert len(await all_signals(deps)) == 1

    await forget_old_signals(deps, at=LATER + timedelta(days=366))

    assert await all_signals(deps) == []
    async with deps.store.read() as tx:
        assert await signals.fingerprint_judged(tx, a_thread()) is None
