"""Who is away: do not disturb, and the status beside the name, asked of Slack just before somebody is nudged."""

import asyncio
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final

import structlog
from aiohttp import ClientError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from domain.ids import UserId
from domain.presence import Status

log = structlog.get_logger()

AT_ONCE: Final = 50
"""People in one dnd.teamInfo (docs.slack.dev/reference/methods/dnd.teamInfo)."""

SIDE_BY_SIDE: Final = 5


class Presence:
    """What Slack does not tell (no scope, no answer, asked too often) counts as being there."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client
        self._few = asyncio.Semaphore(SIDE_BY_SIDE)

    async def away(self, people: Collection[UserId], at: datetime) -> frozenset[UserId]:
        groups = [sorted(people)[n : n + AT_ONCE] for n in range(0, len(people), AT_ONCE)]
        quiet = {user for group in groups for user in await self._undisturbed(group, at)}
        rest = [user for user in people if user not in quiet]
        gone = await asyncio.gather(*(self._is_gone(user, at) for user in rest))
        return frozenset(quiet | {user for user, is_gone in zip(rest, gone, strict=True) if is_gone})

    async def _undisturbed(self, people: Sequence[UserId], at: datetime) -> list[UserId]:
        answer = await self._asked("dnd.teamInfo", users=",".join(people))
        now, told = at.timestamp(), answer.get("users") or {}
        return [user for user in people if _is_quiet(told.get(user) or {}, now)]

    async def _is_gone(self, user: UserId, at: datetime) -> bool:
        async with self._few:
            answer = await self._asked("users.info", user=user)
        profile = (answer.get("user") or {}).get("profile") or {}
        until = int(profile.get("status_expiration") or 0)
        return Status(
            text=str(profile.get("status_text") or ""),
            sign=str(profile.get("status_emoji") or ""),
            until=datetime.fromtimestamp(until, UTC) if until else None,
        ).is_away(at)

    async def _asked(self, method: str, **fields: str) -> Mapping[str, Any]:
        try:
            answer = await self._client.api_call(method, params=fields)
        except (SlackApiError, ClientError, TimeoutError) as error:
            log.info("Slack does not say who is away", method=method, why=type(error).__name__)
            return {}
        return answer.data if isinstance(answer.data, dict) else {}


def _is_quiet(told: Mapping[str, Any], now: float) -> bool:
    return bool(told.get("dnd_enabled")) and int(told.get("next_dnd_start_ts") or 0) <= now < int(
        told.get("next_dnd_end_ts") or 0
    )
