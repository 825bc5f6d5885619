"""The watch: looks every minute whether posts are stuck, so that the admins hear of it."""

import asyncio
from datetime import timedelta
from typing import Final

import structlog

from domain.origin import origin_of
from domain.outcome import StoreUnavailable
from flows.alarms import STUCK_AFTER, look_for_stoppages
from flows.deps import Deps

log = structlog.get_logger()

LOOK_EVERY_S: Final = 60.0


async def keep_watch(deps: Deps, *, every_s: float = LOOK_EVERY_S, longer_than: timedelta = STUCK_AFTER) -> None:
    """Until cancelled. Real time, whatever the clock of `deps` shows: what is owed is stamped by the store's."""
    while True:
        try:
            await look_for_stoppages(deps, longer_than=longer_than)
        except StoreUnavailable:
            log.warning("nobody can see whether posts are stuck: the store is away")
        except Exception as error:  # noqa: BLE001 - said; the next look may see more
            log.error("the look for stuck posts failed", error=origin_of(error))  # noqa: TRY400 - nobody's words
        await asyncio.sleep(every_s)
