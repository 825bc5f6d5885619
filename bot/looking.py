"""Looking at Slack again and again, for as long as the process lives and whatever the store says meanwhile."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

import structlog
from aiohttp import ClientError
from slack_sdk.errors import SlackApiError

from domain.origin import origin_of
from domain.outcome import StoreUnavailable

log = structlog.get_logger()

NOT_ANSWERED: Final = (SlackApiError, ClientError, TimeoutError, OSError)
"""What the client raises when Slack refuses, or cannot be reached."""

Look = Callable[[], Awaitable[float]]
"""Gives after how many seconds to look again."""


async def look_for_ever(look: Look) -> None:
    """Until cancelled."""
    while True:
        again_s = await look()
        await asyncio.sleep(again_s)


async def looked(look: Look, what: str, *, or_after_s: float) -> float:
    """As `look` says; after `or_after_s` when it failed, which is logged as trouble with `what`."""
    try:
        return await look()
    except StoreUnavailable:
        log.warning("Slack is not looked at: the store is away", what=what)
    except Exception as error:  # noqa: BLE001 - said; the next look may go better
        log.error("looking at Slack failed", what=what, error=origin_of(error))  # noqa: TRY400 - nobody's words
    return or_after_s
