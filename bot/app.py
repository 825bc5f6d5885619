"""The Bolt app: answers after the work is stored, and asks Slack nothing to know who it is."""

from time import perf_counter
from typing import Any

import structlog
from pydantic import SecretStr
from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient
from structlog.contextvars import bound_contextvars

from bot import metrics
from bot.error_door import add_error_door, kind_of, tell_unreadable
from bot.hearing import heard
from bot.logs import gesture_id
from flows.deps import Deps
from handlers.gesture import Outcome
from handlers.routes import name_of, register
from handlers.shapes import check_shape
from handlers.watching import is_in_a_channel
from views.filled import Unreadable

log = structlog.get_logger()

NOT_NEEDED = "0" * 32
"""Socket Mode has no requests to sign; Bolt wants a signing secret all the same."""


class ShapedApp(AsyncApp):
    """Looks at the shape of a request before anything of Bolt's does: its matchers and error handlers stumble too.

    Over HTTP and in Socket Mode alike; what comes here was signed by Slack. Each gesture is counted and leaves one
    line in the log, and everything else that is logged meanwhile carries its id.
    """

    deps: Deps

    async def async_dispatch(self, req: AsyncBoltRequest) -> BoltResponse:
        if "x-slack-retry-num" in req.headers:
            metrics.count_repeated(req.headers.get("x-slack-retry-reason", [""])[0])
        # Before everything else, and past everything of Bolt's: of a thousand of these hardly one leads anywhere.
        if is_in_a_channel(req.body):
            return await heard(self.deps, req.body)
        began = perf_counter()
        with bound_contextvars(gesture=gesture_id(req.body)):
            response = await self._answer(req)
            _note(req, response, perf_counter() - began)
        return response

    async def _answer(self, req: AsyncBoltRequest) -> BoltResponse:
        try:
            check_shape(req.body)
        except Unreadable as error:
            req.context["outcome"] = Outcome.UNREADABLE
            return await tell_unreadable(self.client, req.body, error)
        return await super().async_dispatch(req)


def _note(req: AsyncBoltRequest, response: BoltResponse, seconds: float) -> None:
    failed = Outcome.FAILED if response.status >= 400 else Outcome.ACCEPTED
    kind, outcome = kind_of(req.body), req.context.get("outcome", failed)
    metrics.count_gesture(kind, outcome, seconds)
    # Letters of somebody who is typing into a field that suggests: many, and they change nothing.
    say = log.debug if kind == "block_suggestion" else log.info
    say("gesture", kind=kind, name=name_of(req.body), outcome=str(outcome), ms=round(seconds * 1000, 1))


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
        name="adoption",  # or Bolt reads the source files of everybody on the stack to find one
        client=client,
        authorize=authorize,
        signing_secret=signing_secret.get_secret_value() if signing_secret else NOT_NEEDED,
        process_before_response=True,
        raise_error_for_unhandled_request=False,
    )
    app.deps = deps
    add_error_door(app, client)
    register(app, deps)
    return app
