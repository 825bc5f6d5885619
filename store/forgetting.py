"""Taking a person's name out of the rows: a made-up one in its place, and what was only theirs is deleted."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, Table, delete, select, text, update

from domain.asking import Scope
from domain.forgotten import NAME_DELETED
from domain.ids import OwnerId, PostId, UserId
from domain.post import PostState
from store.crm_catalogue import owner_rows
from store.engine import Transaction
from store.names import AS_ASKER, Fate, decisions, names_in, people, posts, reports, rests, updates, verdicts
from store.parts import in_parts

TEXT_DELETED: Final = "(text deleted)"
"""A report is never without a text: cards quote it."""


async def overwrite_what_goes(tx: Transaction) -> None:
    """From now on, on this connection: SQLite would leave deleted words in the file until their room is needed."""
    if tx.is_sqlite:
        await tx.execute(text("PRAGMA secure_delete = ON"))


async def take_name(tx: Transaction, person: UserId, stand_in: UserId, tables: Iterable[Table]) -> None:
    """Of `tables`, as `NAMES` says. Again, or with somebody whom nothing names, it changes nothing."""
    for column, fate in names_in(tables):
        theirs = (column.table.c.team_id == tx.team, column == person)
        if fate is Fate.ROW_GOES:
            await tx.execute(delete(column.table).where(*theirs))
        else:
            new = stand_in if fate is Fate.STAND_IN else None
            await tx.execute(update(column.table).where(*theirs).values({column.name: new}))


async def cut_links(tx: Transaction, stand_in: UserId) -> None:
    """The messages that reports came from show who wrote them."""
    theirs = _of(tx, reports, reports.c.reporter == stand_in)
    await tx.execute(update(reports).where(*theirs).values(permalink=None))


async def delete_texts(tx: Transaction, stand_in: UserId, *, at: datetime) -> None:
    """What they reported, answered and said of fixes. What they decided is the company's, with its reasons."""
    wrote = _of(tx, reports, reports.c.reporter == stand_in)
    # As changed: whoever has an index of the open reports reads them again.
    await tx.execute(update(reports).where(*wrote).values(text=TEXT_DELETED, instead=None, stage=None, changed_at=at))
    said = _of(tx, decisions, decisions.c.by == stand_in, decisions.c.verb.in_(AS_ASKER), decisions.c.words != "")
    await tx.execute(update(decisions).where(*said).values(words=TEXT_DELETED))
    judged = _of(tx, verdicts, verdicts.c.user_id == stand_in, verdicts.c.words != "")
    await tx.execute(update(verdicts).where(*judged).values(words=""))


async def end_asking(tx: Transaction, stand_in: UserId) -> None:
    """Nobody is told how an update ended, and only what a field's timing rests on goes on resting."""
    await tx.execute(update(updates).where(*_of(tx, updates, updates.c.by == stand_in)).values(owes_word=False))
    own = _of(tx, rests, rests.c.by == stand_in, rests.c.scope != Scope.FIELD.value)
    await tx.execute(delete(rests).where(*own))


async def posts_to(tx: Transaction, person: UserId) -> list[PostId]:
    """The direct messages."""
    found = select(posts.c.id).where(*_of(tx, posts, posts.c.place == person))
    return [PostId(post) for post in (await tx.execute(found)).scalars()]


async def end_posts(tx: Transaction, ids: Sequence[PostId], stand_in: UserId) -> None:
    """Nothing is sent there any more, nor changed. Other rows lead to these, so they stay, without their place.

    Whoever is sending one at this moment has no word in it any more: its attempt is not the latest.
    """
    done = {
        "place": stand_in,
        "channel": None,
        "ts": None,
        "thread_ts": None,
        "state": PostState.POSTED.value,
        "shown": posts.c.wanted,
        "attempts": posts.c.attempts + 1,
        "unsure": False,
        "lease_until": None,
        "next_try_at": None,
        "error": None,
    }
    for some in in_parts(ids):
        await tx.execute(update(posts).where(*_of(tx, posts, posts.c.id.in_(some))).values(done))


async def owners_behind(tx: Transaction, person: UserId) -> list[tuple[OwnerId, str]]:
    """Who they are in the CRM, as far as it was looked up: the id and the name there."""
    linked = select(owner_rows.c.id, owner_rows.c.name).join(
        people, (people.c.team_id == owner_rows.c.team_id) & (people.c.owner == owner_rows.c.id)
    )
    rows = await tx.execute(linked.where(owner_rows.c.team_id == tx.team, people.c.slack_user == person))
    return [(OwnerId(row.id), row.name) for row in rows]


async def delete_owner_names(tx: Transaction, owners: Sequence[OwnerId]) -> None:
    """Our copy of the name and of the e-mail address. A CRM that still has them tells them again."""
    theirs = _of(tx, owner_rows, owner_rows.c.id.in_(owners))
    await tx.execute(update(owner_rows).where(*theirs).values(name=NAME_DELETED, email=None))


def _of(tx: Transaction, table: Table, *which: ColumnElement[bool]) -> tuple[ColumnElement[bool], ...]:
    return (table.c.team_id == tx.team, *which)
