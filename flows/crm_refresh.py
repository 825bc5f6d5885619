"""Bringing what we know of the CRM up to date: reading what changed there, then judging it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from crm.protocol import CrmRefuses, CrmUnavailable
from domain.outcome import Refused
from flows.crm_sync import Synced, sync
from flows.deps import Deps
from flows.readiness import Judged, judge

NO_CRM: Final = Refused(
    "There is no CRM to read: crm.kind of the operating model is demo, the one that comes with `adoption demo`. "
    "Name your own there: hubspot, salesforce or csv."
)


@dataclass(frozen=True, slots=True)
class Refreshed:
    synced: Synced
    judged: Judged


async def refresh(deps: Deps, *, at: datetime, tell: Callable[[Synced], None] = lambda _: None) -> Refreshed | Refused:
    """Where the CRM fails, what is known of it is judged all the same: days pass there too.

    Raises what `sync` raises.
    """
    if deps.crm is None:
        return NO_CRM
    try:
        synced = await sync(deps, deps.crm, at=at, tell=tell)
    except (CrmUnavailable, CrmRefuses):
        await judge(deps, at=at)
        raise
    if isinstance(synced, Refused):
        return synced
    return Refreshed(synced, await judge(deps, at=at))
