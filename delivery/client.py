"""The client through which posts go to Slack."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

TIMEOUT_S: Final = 10.0
"""For a whole call. Shorter than the lease of a post, or two could send it."""

SLACK: Final = "https://slack.com/api/"


def granted_scopes(answer: AsyncSlackResponse) -> frozenset[str] | None:
    """Those of the token with which `answer` was got; None when Slack does not say."""
    headers = {str(name).lower(): str(value) for name, value in answer.headers.items()}
    said = headers.get("x-oauth-scopes")
    return None if said is None else frozenset(scope.strip() for scope in said.split(","))


@asynccontextmanager
async def open_client(
    token: str, *, base_url: str = SLACK, timeout_s: float = TIMEOUT_S
) -> AsyncIterator[AsyncWebClient]:
    """A client with one session for all calls, which never repeats a call by itself.

    The SDK's own retry handler posts twice when an answer is lost. And its `timeout` holds for sessions of its own
    only: a shared session brings its own.
    """
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=timeout_s)) as session:
        yield AsyncWebClient(
            token,
            base_url=base_url if base_url.endswith("/") else f"{base_url}/",
            session=session,
            timeout=int(timeout_s) or 1,
            retry_handlers=[],
            user_agent_prefix="crm-adoption-bot",
        )
