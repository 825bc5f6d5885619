"""Looks up in Slack who owns deals in the CRM, one person after another."""

import asyncio
import random
from typing import Any, Final

import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.looking import NOT_ANSWERED, look_for_ever, looked
from delivery.outcomes import Limited, Said, read_failure
from domain.ids import UserId
from domain.owner import SlackPerson
from flows.crm_people import Sought, keep_person, to_look_up
from flows.deps import Deps
from store.crm_people import zone_called

log = structlog.get_logger()

LOOK_EVERY_S: Final = 30.0
PAUSE_S: Final = 4.0
"""Between two people. Slack answers about fifty such questions a minute, of all replicas together."""
AGAIN_AFTER_S: Final = 60.0
"""When Slack did not answer."""
REFUSED_S: Final = 3600.0
"""When it refuses to tell: somebody has to change something first."""
NOBODY: Final = frozenset({"users_not_found", "user_not_found", "user_not_visible", "invalid_arguments"})
"""The last one is said of what is no e-mail address."""


class CrmPeople:
    """Keeps who the owners of deals are in Slack. A Slack that does not answer leaves them as they were."""

    def __init__(self, deps: Deps, client: AsyncWebClient, *, pause_s: float = PAUSE_S) -> None:
        self._deps = deps
        self._client = client
        self._pause_s = pause_s

    async def run(self) -> None:
        """Until cancelled."""
        await look_for_ever(self.look)

    async def look(self) -> float:
        """Looks everybody up who is due; gives after how many seconds to look again."""
        return await looked(self._all_who_are_due, "who owns deals", or_after_s=LOOK_EVERY_S)

    async def _all_who_are_due(self) -> float:
        try:
            # Anew each time and in no order: other replicas look up the same people meanwhile.
            while due := await to_look_up(self._deps, at=self._deps.clock()):
                sought = random.choice(due)  # noqa: S311 - no secret
                await keep_person(self._deps, sought, await self._ask(sought), at=self._deps.clock())
                await asyncio.sleep(self._pause_s)
        except NOT_ANSWERED as error:
            return _rest_after(error)
        return LOOK_EVERY_S

    async def _ask(self, sought: Sought) -> SlackPerson | None:
        """None for nobody, and for an account that is gone. Raises what the client raises."""
        try:
            if sought.user:
                told = await self._client.users_info(user=sought.user)
            else:
                told = await self._client.users_lookupByEmail(email=sought.email or "")
        except SlackApiError as error:
            failure = read_failure(error)
            if isinstance(failure, Said) and failure.error in NOBODY:
                return None
            raise
        return _person(told["user"])


def _person(told: Any) -> SlackPerson | None:
    return None if told.get("deleted") else SlackPerson(UserId(told["id"]), zone_called(told.get("tz")))


def _rest_after(error: Exception) -> float:
    match read_failure(error):
        case Limited(retry_after_s):
            return retry_after_s
        case Said(word):
            log.warning("Slack refuses to tell who owns deals", error=word)
            return REFUSED_S
        case _:
            log.warning("Slack could not be asked who owns deals; the people stay as they were")
            return AGAIN_AFTER_S
