"""What the clock does to reports: reminds of undecided ones, brings deferred ones back, closes silent ones."""

from collections.abc import AsyncIterator, Callable
from datetime import datetime, timedelta
from typing import Final

from domain.decision import DecisionDraft
from domain.outcome import Refused
from domain.post import PostKind
from domain.report import Report, Status, Verb
from flows.deps import Deps
from flows.moving import carry_out
from flows.owing import report_card, under_card
from flows.shipping import show_note_again
from flows.showing import undecided_for
from store import notes, once, posts, reports
from store.engine import Transaction

AT_ONCE: Final = 200

SILENCE: Final = timedelta(days=14)
"""How long nobody has to say whether a shipped fix works before its report is closed without a word."""


async def remind_of_undecided(deps: Deps, *, at: datetime) -> int:
    """Owes, in the thread of each card that has waited too long, one reminder and later one escalation.

    Only on working days; each once for each time that the report came to wait. Gives how many were owed.
    """
    if not deps.working_time.is_working_day(deps.working_time.local_date(at)):
        return 0
    owed = 0
    async for report in _each_at(deps, Status.NEW):
        if kind := _overdue(deps, report, at):
            # Each in a transaction of its own: one card is waited for at a time.
            async with deps.begin() as tx:
                owed += await _stands_as(tx, report) and await _once_per_wait(tx, deps, report, kind, at=at)
    return owed


async def _each_at(deps: Deps, status: Status) -> AsyncIterator[Report]:
    """Some at a time: ten thousand with their texts would be six megabytes, which the process would keep."""
    number = 0
    while True:
        async with deps.store.read() as tx:
            some = await reports.reports_at(tx, [status], after=number, limit=AT_ONCE)
        for report in some:
            yield report
        if len(some) < AT_ONCE:
            return
        number = some[-1].number


async def _stands_as(tx: Transaction, report: Report) -> bool:
    """Whether nobody has moved `report` since it was read; until the commit nobody does."""
    await reports.hold_reports(tx, [report.id])
    now = await reports.get_report(tx, report.id)
    return (now.status, now.status_at) == (report.status, report.status_at)


def _overdue(deps: Deps, report: Report, at: datetime) -> PostKind | None:
    limits, age = deps.model.triage, undecided_for(deps, report, at)
    if age >= limits.escalate_after_working_days:
        return PostKind.ESCALATION
    return PostKind.REMINDER if age >= limits.remind_after_working_days else None


async def _once_per_wait(tx: Transaction, deps: Deps, report: Report, kind: PostKind, *, at: datetime) -> bool:
    wait = f"{report.status_at:%Y%m%dT%H%M%S}"
    claimed = await once.claim_occasion(tx, kind.value, f"{report.id}@{wait}", at=at)
    if claimed:
        # The card shows the age, so it is drawn again as well.
        await posts.owe(tx, report_card(deps, report.id), under_card(deps, kind, report.id, wait))
    return claimed


async def bring_back_deferred(deps: Deps, *, at: datetime) -> int:
    """Takes reports whose day has come back to new; on a day without work they wait for the next. Gives how many."""
    today = deps.working_time.local_date(at)
    if not deps.working_time.is_working_day(today):
        return 0
    return await _move_each(
        deps, Status.DEFERRED, Verb.REVISIT, lambda report: report.revisit_on is not None and report.revisit_on <= today
    )


async def close_silent(deps: Deps, *, at: datetime) -> int:
    """Closes reports that were shipped `SILENCE` ago and of which nobody has said anything since. Gives how many."""
    return await _move_each(deps, Status.SHIPPED, Verb.CLOSE, lambda report: report.status_at <= at - SILENCE)


async def _move_each(deps: Deps, status: Status, verb: Verb, due: Callable[[Report], bool]) -> int:
    """Each in a transaction of its own: what happens to one report does not hold up the others."""
    moved = 0
    async for report in _each_at(deps, status):
        if not due(report):
            continue
        async with deps.begin() as tx:
            if not await _stands_as(tx, report):
                continue
            outcome = await carry_out(tx, deps, report, DecisionDraft(report.id, verb), by=None)
            moved += not isinstance(outcome, Refused)
            if verb is Verb.CLOSE:
                for note in (await notes.notes_on(tx, [report.id]))[report.id][-1:]:
                    await show_note_again(tx, note.id)
    return moved
