"""Counting, once a day, how many deals meet each criterion: whether a control works is a question of weeks."""

import asyncio
from datetime import datetime, timedelta
from typing import Final

from domain.criteria_met import Count
from domain.readiness import Checks
from flows.crm_sync import known_as_of
from flows.deps import Deps
from flows.readiness import PART, as_shown, scope_of
from store import criterion_days
from store.deals import Stages, next_deals

FRESH_FOR: Final = timedelta(days=1)
"""Of what was read from the CRM longer ago nothing is counted: it would be the day before once more."""


async def count_met(deps: Deps, *, at: datetime) -> int | None:
    """Counts the deals as they are known, as those of the local day of `at`; a second count replaces the first.

    Gives how many criteria there are, None when the CRM was not read lately. Raises StoreUnavailable.
    """
    read_at = await known_as_of(deps)
    if read_at is None or read_at < at - FRESH_FOR:
        return None
    shown = await as_shown(deps)
    counts = {name: Count(Checks(deps.model, name, now=at, hidden=shown.hidden)) for name in deps.model.workflows}
    await _count_all(deps, list(counts.values()), shown.stages, at)
    counted = [day for name, count in counts.items() for day in count.of(name)]
    today = deps.working_time.local_date(at)
    async with deps.begin() as tx:
        await criterion_days.keep_days(tx, counted)
        await criterion_days.forget(tx, before=today - timedelta(days=deps.model.retention_days.deals))
    return len(counted)


async def _count_all(deps: Deps, counts: list[Count], stages: Stages, at: datetime) -> None:
    scope, after = scope_of(deps.model.workflows.values(), deps, at), None
    while True:
        async with deps.store.read() as tx:
            some = await next_deals(tx, scope, stages, after=after, limit=PART)
        for count in counts:
            count.add(some)
        if len(some) < PART:
            return
        after = some[-1].id
        await asyncio.sleep(0)
