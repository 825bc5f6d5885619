"""Writing to the CRM what people asked for: claimed by one, carried out outside of any transaction, and its end kept.

A stop between the write and its end is no harm: the write is begun again, and what holds already counts as saved.
"""

import asyncio
from collections.abc import Mapping
from datetime import date, time, timedelta
from typing import Final, assert_never

import structlog

from crm.protocol import Changed, CrmRefuses, CrmUnavailable, Denied, Gone, Saved, Written
from domain.crm_field import FieldKind
from domain.deal_update import IGNORED, DealUpdate, Ended, Patience, UpdateState, are_same, ignored_fields
from domain.occasions import moment_at
from domain.origin import origin_of
from domain.post import OwedPost, PostKey, PostKind
from flows.crm_sync import keep_saved
from flows.deps import Deps
from flows.readiness import judge_some
from store import crm_catalogue, deal_updates, deals, posts

log = structlog.get_logger()

Answer = Written | CrmUnavailable | CrmRefuses
"""What the CRM says to a write."""

LEASE_S: Final = 75.0
"""Longer than one try may take, so that nobody begins it a second time while the first goes on."""


async def claim_update(deps: Deps) -> DealUpdate | None:
    """The next to be written. Raises StoreUnavailable."""
    if not await _any_waits(deps):
        return None
    async with deps.begin() as tx:
        return await deal_updates.claim(tx, lease_s=LEASE_S)


async def take_over(deps: Deps) -> None:
    """At the start: SQLite has one process, so whoever was writing before is gone. Others wait for the leases."""
    if not await _any_waits(deps):
        return
    async with deps.begin() as tx:
        if tx.is_sqlite:
            await deal_updates.release(tx)


async def _any_waits(deps: Deps) -> bool:
    """Looked at without taking the turn of a writer: while the store is locked, people's gestures would wait behind."""
    async with deps.store.read() as tx:
        return await deal_updates.any_waits(tx)


async def seconds_to_next(deps: Deps) -> float | None:
    async with deps.store.read() as tx:
        return await deal_updates.seconds_to_next(tx)


async def write_to_crm(deps: Deps, claimed: DealUpdate, *, patience: Patience) -> Answer:
    """What the CRM says to it; whatever happens, nothing is raised."""
    if deps.crm is None:
        return CrmUnavailable("none is connected any more")
    try:
        async with asyncio.timeout(patience.write_s):
            return await deps.crm.write(claimed.deal, claimed.values, seen=claimed.seen)
    except TimeoutError:
        return CrmUnavailable("the write took too long")
    except (CrmUnavailable, CrmRefuses) as trouble:
        return trouble
    except Exception as error:  # noqa: BLE001 - said; who waits for a word gets one, and is not tried for ever
        log.error("a write to the CRM failed", update=claimed.id, error=origin_of(error))  # noqa: TRY400 - nobody's words
        return CrmUnavailable("the write failed")


async def keep_answer(deps: Deps, claimed: DealUpdate, answer: Answer, *, patience: Patience) -> UpdateState:
    """What came of the write: WAITING when the CRM is away.

    Raises StoreUnavailable; it may be called again. Where it is not, the write is begun again when the lease is over.
    """
    if isinstance(answer, CrmUnavailable) and (pause_s := patience.pause_after(claimed.tries)) is not None:
        await _postpone(deps, claimed, pause_s)
        return UpdateState.WAITING
    async with deps.store.read() as tx:
        kinds = {meta.field: meta.kind for meta in await crm_catalogue.fields(tx)}
    ended = _ended(answer, claimed, kinds)
    if ended.now:
        await keep_saved(deps, claimed.deal, ended.now, at=deps.clock())
        await judge_some(deps, [claimed.deal], at=deps.clock())
    await _end(deps, claimed, ended)
    return ended.state


def _ended(answer: Answer, claimed: DealUpdate, kinds: Mapping[str, FieldKind]) -> Ended:
    match answer:
        case Saved(now):
            if ignored := ignored_fields(kinds, claimed, now):
                return Ended(UpdateState.DENIED, now, dict.fromkeys(ignored, IGNORED))
            return Ended(UpdateState.SAVED, now)
        case Changed(now):
            # Somebody else had the same idea, or it was us before a stop: it holds what it should.
            holds = are_same(kinds, claimed.values, now)
            return Ended(UpdateState.SAVED if holds else UpdateState.CHANGED, now)
        case Denied(because):
            return Ended(UpdateState.DENIED, because=because)
        case Gone(merged_into):
            return Ended(UpdateState.GONE, merged_into=merged_into)
        case CrmRefuses():
            return Ended(UpdateState.REFUSED, because={"": answer.for_user})
        case CrmUnavailable():
            return Ended(UpdateState.GIVEN_UP)
    assert_never(answer)


async def _postpone(deps: Deps, claimed: DealUpdate, pause_s: float) -> None:
    async with deps.begin() as tx:
        await deal_updates.postpone(tx, claimed, pause_s=pause_s)
    log.info("the CRM is away, an update waits", update=claimed.id, by=claimed.by, tries=claimed.tries)


async def _end(deps: Deps, claimed: DealUpdate, ended: Ended) -> None:
    async with deps.begin() as tx:
        if not await deal_updates.end(tx, claimed, ended, at=deps.clock()):
            return
        if ended.state is UpdateState.GONE:
            await deals.mark_deleted(tx, [claimed.deal], at=deps.clock())
        await posts.owe_shown(tx, claimed.shown_in)
        # A word that it is not saved yet, if one was said, is true no longer.
        await posts.owe_again(tx, PostKind.DEAL_UPDATE_WAITS, [str(claimed.id)])
        if ended.state is UpdateState.REFUSED:
            await posts.owe(tx, *_alerts(deps))
    log.info("an update of a deal ended", update=claimed.id, deal=claimed.deal, by=claimed.by, state=str(ended.state))


def _alerts(deps: Deps) -> list[OwedPost]:
    """One a day for each admin, however many updates the CRM refuses."""
    day = deps.working_time.local_date(deps.clock()).isoformat()
    return [OwedPost(PostKey(PostKind.CRM_REFUSES, day, admin)) for admin in sorted(deps.roster.admins)]


# --- telling the person ---------------------------------------------------------------------------------------------


async def owed_words(deps: Deps) -> list[DealUpdate]:
    """Whose person is to be told how it stands."""
    async with deps.store.read() as tx:
        return await deal_updates.owing_word(tx)


async def told_in_form(deps: Deps, what: DealUpdate) -> None:
    """The form showed it: nothing more is to be said."""
    async with deps.begin() as tx:
        await deal_updates.told(tx, what)


async def tell_by_message(deps: Deps, what: DealUpdate) -> None:
    """The form is closed: it is owed as a message, once."""
    async with deps.begin() as tx:
        if await deal_updates.told(tx, what):
            await posts.owe(tx, OwedPost(PostKey(word_kind(what), str(what.id), what.by)))


def word_kind(what: DealUpdate) -> PostKind:
    """What waits and what became of it are two messages: a message that changes tells nobody."""
    return PostKind.DEAL_UPDATE_WAITS if what.state is UpdateState.WAITING else PostKind.DEAL_UPDATE_ENDED


async def why_refused(deps: Deps, day: date) -> str | None:
    """What the CRM said when it last refused us on that day."""
    start = moment_at(day, time.min, deps.model.timezone)
    async with deps.store.read() as tx:
        return await deal_updates.last_refusal(tx, start, start + timedelta(days=1))
