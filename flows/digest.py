"""The digest before each meeting: made once, as a document, in the transaction that owes its posts."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from domain.digest import Digest
from domain.digest_content import Told
from domain.digest_hours import Call, calls_due
from domain.ids import ChannelId, DigestId
from domain.inspection import Reviewed
from domain.post import OwedPost, PostKey, PostKind
from flows.deps import Deps
from flows.digest_gathering import gather
from store import digests, inspections, once, posts
from store.digests import Written

JOB: Final = "pre-forecast-digest"


@dataclass(frozen=True, slots=True)
class Made:
    """The digests that were made now, and the meetings whose digest was there already."""

    digests: list[Digest]
    there: list[Call]


async def make_digests(deps: Deps, *, at: datetime) -> Made:
    """Makes the digests that are due at `at` of the meetings that have not begun, each once. Raises StoreUnavailable.

    Deals are read in parts, before the transaction; two that make the same one do the work twice, and one is kept.
    """
    made = Made([], [])
    for call in calls_due(deps.model, deps.working_time, at):
        if await _is_made(deps, call):
            made.there.append(call)
            continue
        digest = await _keep(deps, call, await gather(deps, call, at=at), at=at)
        if digest is None:
            made.there.append(call)
        else:
            made.digests.append(digest)
    return made


async def _is_made(deps: Deps, call: Call) -> bool:
    async with deps.store.read() as tx:
        return await once.is_claimed(tx, JOB, call.occasion(deps.model))


async def _keep(deps: Deps, call: Call, told: Told, *, at: datetime) -> Digest | None:
    """None when somebody else was faster."""
    channel = deps.model.workflows[call.workflow].meeting.channel
    written = await asyncio.to_thread(Written.of, told.content, told.ready)
    async with deps.begin() as tx:
        if not await once.claim_occasion(tx, JOB, call.occasion(deps.model), at=at):
            return None
        id = await digests.add_digest(
            tx, written, workflow=call.workflow, meeting_at=call.begins, channel=channel, at=at
        )
        digest = Digest(id, call.workflow, call.begins, at, channel, told.content)
        await posts.owe(tx, *_posts(digest))
        return digest


def head_key(digest: DigestId, channel: ChannelId) -> PostKey:
    return PostKey(PostKind.DIGEST, str(digest), channel)


def _posts(digest: Digest) -> Sequence[OwedPost]:
    head = head_key(digest.id, digest.channel)
    replies = range(1, len(digest.content.replies) + 1)
    parts = [PostKey(PostKind.DIGEST_PART, f"{digest.id}/{number}", digest.channel) for number in replies]
    return [OwedPost(head), *(OwedPost(part, parent=head) for part in parts)]


async def told(deps: Deps, digest: DigestId) -> tuple[Digest, Reviewed] | None:
    """The digest as it was told, and how far it has been gone through since."""
    async with deps.store.read() as tx:
        found = await digests.find_digest(tx, digest)
        return (found, Reviewed.of(await inspections.inspections_of(tx, digest))) if found else None
