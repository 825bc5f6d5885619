"""Forgetting what served its purpose: deliveries that Slack will not repeat, and what people began and left."""

from datetime import datetime, timedelta
from typing import Final

from flows.deps import Deps
from store import drafts, once

RECEIPTS_KEPT: Final = timedelta(days=3)
"""Slack repeats an event within minutes, and for a day where delayed events are switched on."""

DRAFTS_KEPT: Final = timedelta(days=30)


async def tidy(deps: Deps, *, at: datetime) -> None:
    async with deps.begin() as tx:
        await once.forget_receipts(tx, before=at - RECEIPTS_KEPT)
        await drafts.forget_drafts(tx, before=at - DRAFTS_KEPT)
