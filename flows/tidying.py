"""Forgetting what served its purpose: deliveries, drafts, firings, signals of long ago, old history of the CRM."""

from datetime import datetime, timedelta
from typing import Final

from flows import bundles_over
from flows.crm_sync import forget_old
from flows.deps import Deps
from flows.judging_threads import forget_old_signals
from flows.timekeeping import forget_firings
from store import asking_rests, deal_updates, digests, drafts, once

RECEIPTS_KEPT: Final = timedelta(days=3)
"""Slack repeats an event within minutes, and for a day where delayed events are switched on."""

DRAFTS_KEPT: Final = timedelta(days=30)

FIRINGS_KEPT: Final = timedelta(days=30)
"""A day would do. The CRM is read a hundred times a day."""


async def tidy(deps: Deps, *, at: datetime) -> None:
    async with deps.begin() as tx:
        await once.forget_receipts(tx, before=at - RECEIPTS_KEPT)
        await drafts.forget_drafts(tx, before=at - DRAFTS_KEPT)
        await forget_firings(tx, before=at - FIRINGS_KEPT)
        await once.forget_occasions(tx, bundles_over.JOB, before=at - FIRINGS_KEPT)
        # Who wrote what to the CRM, what rested, and what was told of deals is kept as long as what was read.
        long_ago = at - timedelta(deps.model.retention_days.deals)
        await asking_rests.forget(tx, before=long_ago)
        await deal_updates.forget(tx, before=long_ago)
        await digests.forget(tx, before=long_ago)
    await forget_old_signals(deps, at=at)
    await forget_old(deps, at=at)
