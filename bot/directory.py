"""Who the people of the operating model are: user groups and e-mail addresses, looked up in Slack."""

import asyncio
from collections.abc import Iterable
from contextlib import suppress

import structlog
from aiohttp import ClientError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from delivery.outcomes import Said, read_failure
from domain.ids import UserId
from domain.operating_model import OperatingModel
from domain.roster import Roster, references_to_resolve
from flows.deps import Deps

log = structlog.get_logger()

FRESH_FOR_S = 300.0
"""Groups change rarely and announce it; this is for what the announcement missed."""
AGAIN_AFTER_S = 30.0
"""When Slack did not answer: a change may have been announced."""


async def look_up_people(client: AsyncWebClient, references: Iterable[str]) -> dict[str, frozenset[UserId]]:
    """The users behind each group and address. What Slack does not know, or refuses to tell, stands for nobody.

    Raises what the client raises when Slack cannot be reached, fails, or asks us to wait: nobody loses their rights
    because Slack has trouble.
    """
    return {reference: await _users_behind(client, reference) for reference in references}


async def _users_behind(client: AsyncWebClient, reference: str) -> frozenset[UserId]:
    try:
        if reference.startswith("S"):
            group = await client.usergroups_users_list(usergroup=reference)
            return frozenset(UserId(user) for user in group["users"])
        found = await client.users_lookupByEmail(email=reference)
        return frozenset({UserId(found["user"]["id"])})
    except SlackApiError as error:
        failure = read_failure(error)
        if not isinstance(failure, Said):
            raise
        # A workspace on the free plan has no groups; an address may have left the company.
        log.warning("a reference of the operating model was not found in Slack", error=failure.error)
        return frozenset()


async def roster_now(client: AsyncWebClient, model: OperatingModel) -> Roster:
    """Raises what `look_up_people` raises."""
    return Roster.of(model, await look_up_people(client, references_to_resolve(model)))


class Directory:
    """Keeps `deps.roster` up to date. A Slack that does not answer leaves it as it was."""

    def __init__(self, deps: Deps, client: AsyncWebClient) -> None:
        self._deps = deps
        self._client = client
        self._changed = asyncio.Event()

    def look_again(self) -> None:
        self._changed.set()

    async def run(self) -> None:
        """Until cancelled. Without groups and addresses in the operating model there is nothing to look up."""
        if not references_to_resolve(self._deps.model):
            return
        pause = FRESH_FOR_S
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await self._changed.wait()
            self._changed.clear()
            try:
                self._deps.roster = await roster_now(self._client, self._deps.model)
                pause = FRESH_FOR_S
            except (SlackApiError, ClientError, TimeoutError):
                log.warning("Slack could not be asked who is in the groups; the people stay as they were")
                pause = AGAIN_AFTER_S
