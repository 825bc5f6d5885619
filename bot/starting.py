"""How long the bot waits at the start for a Slack that does not answer, and what it says of one that refuses it."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

import structlog
from aiohttp import ClientError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.cannot_start import CannotStart
from delivery.outcomes import Limited, Said, read_failure
from domain.ids import TeamId, UserId
from flows.deps import Workspace

log = structlog.get_logger()

Answer = TypeVar("Answer")

PATIENCE_S: Final = 60.0
PAUSE_S: Final = 3.0
TOKEN_REFUSED: Final = frozenset({"invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired"})


async def answered(client: AsyncWebClient, ask: Callable[[], Awaitable[Answer]]) -> Answer:
    """Slack's answer. Asks for a minute while Slack does not answer, or answers that it fails or that we must wait.

    Raises CannotStart.
    """
    now = asyncio.get_running_loop().time
    deadline = now() + PATIENCE_S
    while True:
        try:
            return await ask()
        except (SlackApiError, ClientError, TimeoutError, OSError) as error:
            failure = read_failure(error)
            if isinstance(failure, Said):
                raise CannotStart(_refused(failure.error)) from error
            pause = failure.retry_after_s if isinstance(failure, Limited) else PAUSE_S
            if now() + pause > deadline:
                raise CannotStart(f"Slack does not answer at {client.base_url}. Is the network up?") from error
        log.warning("Slack does not answer; trying again", at=client.base_url, pause_s=pause)
        await asyncio.sleep(pause)


async def meet_slack(client: AsyncWebClient) -> Workspace:
    """Who we are and where. Raises CannotStart."""
    me = await answered(client, client.auth_test)
    url = str(me["url"])
    return Workspace(TeamId(me["team_id"]), UserId(me["user_id"]), url.rstrip("/") + "/", me.get("enterprise_id"))


def _refused(error: str) -> str:
    if error in TOKEN_REFUSED:
        return (
            f"Slack refuses SLACK_BOT_TOKEN ({error}). Copy the Bot User OAuth Token again from the app's page "
            "“OAuth & Permissions”; reinstall the app there if it was removed."
        )
    return f"Slack refuses to say who the bot is: {error}."
