"""What people's answers to signals have taught so far, and who hears that something is mostly wrong."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from domain.ids import ChannelId
from domain.post import OwedPost, PostKey, PostKind
from domain.signal import Signal
from domain.signal_standing import LearnedOf
from domain.signals.judging import Context, Policy
from domain.signals.kinds import Kind
from domain.signals.learning import Answers, learn, moved
from flows.deps import Deps
from store import posts, signal_labels
from store.engine import Transaction

SINCE: Final = timedelta(days=180)
"""Older answers no longer count: a field was repaired since, or the judging got better. What went quiet begins anew."""


def policy_of(deps: Deps) -> Policy:
    """Before anything was learned: as the operating model says, else as measured."""
    said = deps.model.workarounds.note_from
    return Policy() if said is None else replace(Policy(), note_at=said)


async def learned_of_kinds(tx: Transaction, deps: Deps, *, at: datetime) -> dict[Kind, LearnedOf]:
    answers = await signal_labels.answers_by_kind(tx, since=at - SINCE)
    return {kind: _learned(deps, kind, of_kind) for kind, of_kind in answers.items()}


async def learned_context(deps: Deps, *, at: datetime) -> Context:
    """What threads are judged with: each kind has the bars that its answers gave it."""
    async with deps.store.read() as tx:
        answers = await signal_labels.answers_by_kind(tx, since=at - SINCE)
    policy = policy_of(deps)
    return Context(policy, {kind: moved(policy, learn(of_kind)) for kind, of_kind in answers.items()})


async def quiet_channels(tx: Transaction, *, at: datetime) -> frozenset[ChannelId]:
    answers = await signal_labels.answers_by_channel(tx, since=at - SINCE)
    return frozenset(channel for channel, of_channel in answers.items() if learn(of_channel).quiet)


async def is_likely_enough(tx: Transaction, deps: Deps, signal: Signal, *, at: datetime) -> bool:
    """For a note: the kind is right often enough from this probability on, and neither it nor the channel is quiet."""
    of_kind = (await learned_of_kinds(tx, deps, at=at))[signal.kind]
    if of_kind.learned.quiet or signal.probability < of_kind.threshold:
        return False
    return not learn(await signal_labels.answers_in(tx, signal.channel, since=at - SINCE)).quiet


async def all_learned(deps: Deps, *, at: datetime) -> tuple[Sequence[LearnedOf], Sequence[LearnedOf]]:
    """Of every kind; and of the channels in which somebody has answered."""
    async with deps.store.read() as tx:
        kinds = await learned_of_kinds(tx, deps, at=at)
        channels = await signal_labels.answers_by_channel(tx, since=at - SINCE)
    return list(kinds.values()), [_learned(deps, channel, channels[channel]) for channel in sorted(channels)]


def _learned(deps: Deps, what: Kind | str, answers: Answers) -> LearnedOf:
    found = learn(answers)
    return LearnedOf(what, answers, found, moved(policy_of(deps), found).note_at)


# --- mostly wrong ----------------------------------------------------------------------------------------------------


async def quiet_by_now(tx: Transaction, signal: Signal, *, at: datetime) -> frozenset[str]:
    """Which of its kind and its channel are quiet, by name: asked before and after an answer."""
    kinds = await signal_labels.answers_by_kind(tx, since=at - SINCE)
    channel = await signal_labels.answers_in(tx, signal.channel, since=at - SINCE)
    answers = {signal.kind.value: kinds[signal.kind], signal.channel: channel}
    return frozenset(name for name, of in answers.items() if learn(of).quiet)


async def tell_quiet(tx: Transaction, deps: Deps, before: frozenset[str], signal: Signal, *, at: datetime) -> None:
    """Owes each admin a word when an answer has made a kind or a channel quiet: once, as it becomes so."""
    new = await quiet_by_now(tx, signal, at=at) - before
    subjects = [f"{name}@{deps.working_time.local_date(at)}" for name in sorted(new)]
    await posts.owe(
        tx,
        *[
            OwedPost(PostKey(PostKind.SIGNALS_QUIET, subject, admin))
            for admin in sorted(deps.roster.admins)
            for subject in subjects
        ],
    )


async def quiet_standing(deps: Deps, key: PostKey, *, at: datetime) -> LearnedOf:
    """What the word is about, and the answers as they stand."""
    what, _, _ = key.subject.partition("@")
    async with deps.store.read() as tx:
        if what in set(Kind):
            return (await learned_of_kinds(tx, deps, at=at))[Kind(what)]
        return _learned(deps, what, await signal_labels.answers_in(tx, ChannelId(what), since=at - SINCE))
