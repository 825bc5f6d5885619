"""The Bolt app: answers after the work is stored, and asks Slack nothing to know who it is."""

from collections.abc import Awaitable, Callable
from typing import Any

from pydantic import SecretStr
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from bot.error_door import add_error_door
from flows.deps import Deps
from handlers.routes import register
from handlers.shapes import check_shape

NOT_NEEDED = "0" * 32
"""Socket Mode has no requests to sign; Bolt wants a signing secret all the same."""


def build_app(deps: Deps, client: AsyncWebClient, signing_secret: SecretStr | None) -> AsyncApp:
    async def authorize(**_: Any) -> AuthorizeResult:
        # One workspace: an auth.test for each request would put Slack's speed between a person and an answer.
        return AuthorizeResult(
            enterprise_id=deps.workspace.enterprise,
            team_id=deps.workspace.team,
            bot_user_id=deps.workspace.bot_user,
            bot_token=client.token,
        )

    async def look_at(body: dict[str, Any], next: Callable[[], Awaitable[None]]) -> None:
        check_shape(body)
        await next()

    app = AsyncApp(
        client=client,
        authorize=authorize,
        before_authorize=look_at,
        signing_secret=signing_secret.get_secret_value() if signing_secret else NOT_NEEDED,
        process_before_response=True,
        raise_error_for_unhandled_request=False,
    )
    add_error_door(app, client)
    register(app, deps)
    return app
