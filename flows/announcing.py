"""The day's posts for everyone who uses the CRM: what shipped, and what was decided."""

from datetime import UTC, datetime, timedelta
from typing import Final

from domain.ids import NoteId
from domain.post import PostKind
from flows.deps import Deps
from flows.owing import day_post
from flows.showing import decisions_told, span, tell_decisions
from store import notes, once, posts
from store.engine import Transaction

JOB: Final = "release-notes"

DECISIONS_PER_POST: Final = 10
NOTES_PER_POST: Final = 3
"""Slack refuses a message of about 13,000 characters in all (slackapi/bolt-js#2509); the rest goes into a second."""

LATE_BY: Final = timedelta(days=7)
"""How long after its time a decision may come to be seen, because its commit or a clock was late, and still be told.

The very first post looks back for as long.
"""


async def announce_day(deps: Deps, *, at: datetime) -> bool:
    """Owes the posts of the day that ends at `at`: what shipped and what was decided before it and was not told yet.

    Once per `at`; nothing is owed where there is nothing to tell. On a day without work the next working day's post
    tells it. Gives whether the occasion was carried out here.
    """
    if not deps.working_time.is_working_day(deps.working_time.local_date(at)):
        return False
    at = at.replace(microsecond=0)  # the occasion's name and the posts' subjects know no less
    async with deps.begin() as tx:
        await once.one_at_a_time(tx, JOB)
        last = await once.last_occasion(tx, JOB, before=_name(at))
        if not await once.claim_occasion(tx, JOB, _name(at), at=at):
            return False
        start = _read(last) if last else at
        await _owe_notes(tx, deps, start, at)
        await _owe_decided(tx, deps, start, at)
    return True


async def _owe_notes(tx: Transaction, deps: Deps, start: datetime, end: datetime) -> None:
    waiting = await notes.waiting_notes(tx, before=end)
    parts = -(-len(waiting) // NOTES_PER_POST)
    for part in range(parts):
        subject = span(start, end, part + 1, parts)
        ids: list[NoteId] = [note.id for note in waiting[part * NOTES_PER_POST : (part + 1) * NOTES_PER_POST]]
        await notes.mark_posted_as(tx, ids, subject)
        await posts.owe(tx, day_post(deps, PostKind.NOTES_OF_DAY, subject))


async def _owe_decided(tx: Transaction, deps: Deps, start: datetime, end: datetime) -> None:
    await tell_decisions(tx, start - LATE_BY, end)
    parts = -(-len(await decisions_told(tx, end)) // DECISIONS_PER_POST)
    for part in range(parts):
        await posts.owe(tx, day_post(deps, PostKind.DECIDED_DIGEST, span(start, end, part + 1, parts)))


def _name(at: datetime) -> str:
    """Sorts like the moments themselves."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _read(occasion: str) -> datetime:
    return datetime.strptime(occasion, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
