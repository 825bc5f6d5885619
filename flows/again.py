"""Doing a gesture's work again when the store ended its transaction: two in each other's way, or a broken connection.

The locks are taken in one order, reports before posts, so two people cannot stop each other for ever; what is left are
rare meetings with delivery and with jobs, and servers that restart. To do the whole work again is what a second
delivery of Slack's does, and that changes nothing: a commit of which nobody heard is found by the delivery's name.
"""

import asyncio
import random
from collections.abc import Awaitable, Callable
from typing import Final

import structlog

from store.engine import Interrupted

log = structlog.get_logger()

TRIES: Final = 3
PAUSE_S: Final = 0.1
"""About that long between two tries. PostgreSQL takes a second to notice a deadlock, and Slack waits three."""


async def until_it_stands(work: Callable[[], Awaitable[None]], *, answered: Callable[[], bool]) -> None:
    """Runs `work`, and again while its transaction is interrupted and the person was not `answered` yet.

    Raises Interrupted when that was not enough.
    """
    for left in reversed(range(TRIES)):
        try:
            return await work()
        except Interrupted:
            if not left or answered():
                raise
        log.info("a gesture's transaction was interrupted and is begun again")
        await asyncio.sleep(PAUSE_S * random.uniform(0.5, 1.5))  # noqa: S311 - no secret
