"""Forgetting one person: their name leaves every row, what was only theirs is deleted, and Slack shows it too.

Each step is a transaction of its own, short enough for a bot that goes on serving. Whoever is stopped in between begins
again: what is done finds nothing more to do.
"""

import secrets
from datetime import datetime

from domain.forgotten import stand_in
from domain.ids import UserId
from flows import shown_again
from store import digest_names, forgetting, mentions, names, shown_names
from store.engine import Store
from store.parts import in_parts

FRICTION = (
    names.reports,
    names.supporters,
    names.decisions,
    names.diagnoses,
    names.notes,
    names.verdicts,
    names.drafts,
)
ASKING = (names.updates, names.rests, names.bundles)
SIGNALS = (names.signals, names.labels, names.signal_notes, names.unwatched)
AT_ONCE = 100
"""Rows that are written, or posts ended, in one transaction."""


async def forget_person(store: Store, person: UserId, *, at: datetime, with_texts: bool) -> None:
    """`with_texts` also what they wrote as somebody who reports; not what they decided.

    Raises StoreUnavailable; then some of it is done, and the rest when it is called again.
    """
    nobody = stand_in(secrets.token_hex(6))
    await _friction(store, person, nobody, at=at, with_texts=with_texts)
    await _asking(store, person, nobody)
    await _meetings(store, person, nobody)
    await _signals(store, person, nobody)
    await _crm(store, person, nobody)
    await _direct_messages(store, person, nobody)
    await _mentions(store, person, nobody)


async def _friction(store: Store, person: UserId, nobody: UserId, *, at: datetime, with_texts: bool) -> None:
    """In one transaction: who reported without a name is hidden by being the same one in all of these rows."""
    async with store.begin() as tx:
        await forgetting.overwrite_what_goes(tx)
        await shown_again.friction(
            tx,
            await shown_names.reports_showing(tx, person, also_unnamed=with_texts),
            await shown_names.notes_by(tx, person),
        )
        await forgetting.take_name(tx, person, nobody, FRICTION)
        await forgetting.cut_links(tx, nobody)
        if with_texts:
            await forgetting.delete_texts(tx, nobody, at=at)


async def _asking(store: Store, person: UserId, nobody: UserId) -> None:
    async with store.read() as tx:
        others = await shown_names.bundles_about_updates_by(tx, person)
    async with store.begin() as tx:
        await forgetting.take_name(tx, person, nobody, ASKING)
        await forgetting.end_asking(tx, nobody)
        await shown_again.bundles(tx, others)


async def _meetings(store: Store, person: UserId, nobody: UserId) -> None:
    async with store.begin() as tx:
        await shown_again.digests(tx, await shown_names.digests_reviewed_by(tx, person))
        await forgetting.take_name(tx, person, nobody, [names.inspections])


async def _signals(store: Store, person: UserId, nobody: UserId) -> None:
    async with store.begin() as tx:
        await shown_again.unwatched(tx, await shown_names.stopped_by(tx, person))
        await shown_again.owners(tx)
        await forgetting.take_name(tx, person, nobody, SIGNALS)


async def _crm(store: Store, person: UserId, nobody: UserId) -> None:
    """Last of all who they are in the CRM: by that the digests are found."""
    async with store.read() as tx:
        owners = [owner for owner, _ in await forgetting.owners_behind(tx, person)]
        told = [(digest, owner) for owner in owners for digest in await digest_names.digests_naming(tx, owner)]
    for digest, owner in told:
        async with store.begin() as tx:
            if await digest_names.take_owner_name(tx, digest, owner):
                await shown_again.digests(tx, [digest], with_replies=True)
    async with store.begin() as tx:
        await forgetting.delete_owner_names(tx, owners)
        await forgetting.take_name(tx, person, nobody, [names.people])


async def _direct_messages(store: Store, person: UserId, nobody: UserId) -> None:
    async with store.read() as tx:
        ids = await forgetting.posts_to(tx, person)
    for some in in_parts(ids, AT_ONCE):
        async with store.begin() as tx:
            await forgetting.end_posts(tx, some, nobody)


async def _mentions(store: Store, person: UserId, nobody: UserId) -> None:
    async with store.read() as tx:
        found = await mentions.mentions_of(tx, person, nobody)
    for some in in_parts(found, AT_ONCE):
        async with store.begin() as tx:
            for mention in some:
                await mentions.rewrite(tx, mention)
            await shown_again.mentions(tx, some)
