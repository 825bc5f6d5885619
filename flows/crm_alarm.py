"""Admins hear when the CRM could not be read for long: once, and in the same message when it is read again."""

from datetime import datetime, timedelta
from typing import Final

from crm.protocol import CrmRefuses
from domain.outcome import Trouble
from domain.post import OwedPost, PostKey, PostKind
from flows.alarms import CRM
from flows.crm_sync import last_synced
from flows.deps import Deps
from store import alarms
from store.post_lookup import is_in_slack
from store.posts import owe

UNREAD_FOR: Final = timedelta(days=1)
REFUSED_FOR: Final = timedelta(hours=2)
"""A key that was revoked, a right that is missing, a file with faults: waiting mends none of them."""


async def look_at_reading(deps: Deps, *, at: datetime, trouble: Trouble | None = None) -> None:
    """For whoever just tried to read it, and what came in between, if anything did.

    A CRM that was never read is whoever sets it up's to notice.
    """
    patience = REFUSED_FOR if isinstance(trouble, CrmRefuses) else UNREAD_FOR
    read_at = await last_synced(deps)
    if read_at is None:
        return
    async with deps.store.read() as tx:
        told_since = (await alarms.standing(tx)).get(CRM)
    if told_since is None and at - read_at > patience:
        async with deps.begin() as tx:
            if await alarms.raise_alarm(tx, CRM, since=read_at):
                await owe(tx, *_alarms(deps, read_at))
    elif told_since is not None and read_at > told_since:
        async with deps.begin() as tx:
            if await alarms.end_alarm(tx, CRM):
                await owe(tx, *[post for post in _alarms(deps, told_since) if await is_in_slack(tx, post.key)])


async def unread_since(deps: Deps, key: PostKey) -> tuple[datetime, bool] | None:
    """Since when the alarm `key` is about, and whether that is over; None when it was before anybody was told."""
    since = datetime.fromisoformat(key.subject)
    async with deps.store.read() as tx:
        if (await alarms.standing(tx)).get(CRM) == since:
            return since, False
        return (since, True) if await is_in_slack(tx, key) else None


def _alarms(deps: Deps, since: datetime) -> list[OwedPost]:
    return [OwedPost(PostKey(PostKind.CRM_ALARM, since.isoformat(), admin)) for admin in sorted(deps.roster.admins)]
