"""The Bolt app: answers after the work is stored, and asks Slack nothing to know who it is."""

from typing import Any

from pydantic import SecretStr
from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from bot.error_door import add_error_door, tell_unreadable
from flows.deps import Deps
from handlers.routes import register
from handlers.shapes import check_shape
from views.filled import Unreadable

NOT_NEEDED = "0" * 32
"""Socket Mode has no requests to sign; Bolt wants a signing secret all the same."""


class ShapedApp(AsyncApp):
    """Looks at the shape of a request before anything of Bolt's does: its matchers and error handlers stumble too.

    Over HTTP and in Socket Mode alike; what comes here was signed by Slack.
    """

    async def async_dispatch(self, req: AsyncBoltRequest) -> BoltResponse:
        try:
            check_shape(req.body)
        except Unreadable as error:
            return await tell_unreadable(self.client, req.body, error)
        return await super().async_dispatch(req)


def build_app(deps: Deps, client: AsyncWebClient, signing_secret: SecretStr | None) -> AsyncApp:
    async def authorize(**_: Any) -> AuthorizeResult:
        # One workspace: an auth.test for each request would put Slack's speed between a person and an answer.
        return AuthorizeResult(
            enterprise_id=deps.workspace.enterprise,
            team_id=deps.workspace.team,
            bot_user_id=deps.workspace.bot_user,
            bot_token=client.token,
        )

    app = ShapedApp(
        client=client,
        authorize=authorize,
        signing_secret=signing_secret.get_secret_value() if signing_secret else NOT_NEEDED,
        process_before_response=True,
        raise_error_for_unhandled_request=False,
    )
    add_error_door(app, client)
    register(app, deps)
    return app
