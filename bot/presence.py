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

Profile = Mapping[str, Any]
"""Of users.info and users.list: status_text, status_emoji, status_expiration."""

AT_ONCE: Final = 50
"""People in one dnd.teamInfo (docs.slack.dev/reference/methods/dnd.teamInfo)."""

SIDE_BY_SIDE: Final = 5

FEW: Final = 50
"""People of whom each is looked up by users.info; of more, all pages of users.list are read, which is quicker then."""
PAGE: Final = 200


class Presence:
    """What Slack does not tell (no scope, no answer, asked too often) counts as being there."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client
        self._few = asyncio.Semaphore(SIDE_BY_SIDE)

    async def away(self, people: Collection[UserId], at: datetime) -> frozenset[UserId]:
        groups = [sorted(people)[n : n + AT_ONCE] for n in range(0, len(people), AT_ONCE)]
        quiet = {user for group in groups for user in await self._undisturbed(group, at)}
        rest = [user for user in people if user not in quiet]
        told = await self._looked_up(rest) if len(rest) <= FEW else await self._listed(rest)
        return frozenset(quiet | {user for user, profile in told.items() if _status(profile).is_away(at)})

    async def _undisturbed(self, people: Sequence[UserId], at: datetime) -> list[UserId]:
        answer = await self._asked("dnd.teamInfo", users=",".join(people))
        now, told = at.timestamp(), answer.get("users") or {}
        return [user for user in people if _is_quiet(told.get(user) or {}, now)]

    async def _looked_up(self, people: Sequence[UserId]) -> dict[UserId, Profile]:
        async def look_up(user: UserId) -> Profile:
            async with self._few:
                return _profile((await self._asked("users.info", user=user)).get("user"))

        return dict(zip(people, await asyncio.gather(*map(look_up, people)), strict=True))

    async def _listed(self, people: Sequence[UserId]) -> dict[UserId, Profile]:
        wanted, found, cursor = set(people), dict[UserId, Profile](), ""
        while wanted - found.keys():
            page = await self._asked("users.list", limit=str(PAGE), **({"cursor": cursor} if cursor else {}))
            members = {UserId(member["id"]): _profile(member) for member in page.get("members") or ()}
            found |= {user: profile for user, profile in members.items() if user in wanted}
            cursor = str((page.get("response_metadata") or {}).get("next_cursor") or "")
            if not cursor:
                break
        return found

    async def _asked(self, method: str, **fields: str) -> Mapping[str, Any]:
        try:
            answer = await self._client.api_call(method, params=fields)
        except (SlackApiError, ClientError, TimeoutError) as error:
            log.info("Slack does not say who is away", method=method, why=type(error).__name__)
            return {}
        return answer.data if isinstance(answer.data, dict) else {}


def _profile(user: Any) -> Profile:
    return (user or {}).get("profile") or {}


def _status(profile: Profile) -> Status:
    until = int(profile.get("status_expiration") or 0)
    return Status(
        text=str(profile.get("status_text") or ""),
        sign=str(profile.get("status_emoji") or ""),
        until=datetime.fromtimestamp(until, UTC) if until else None,
    )


def _is_quiet(told: Mapping[str, Any], now: float) -> bool:
    return bool(told.get("dnd_enabled")) and int(told.get("next_dnd_start_ts") or 0) <= now < int(
        told.get("next_dnd_end_ts") or 0
    )
