"""The one place where trouble ends: logged with an id, and told to whoever asked, where they are."""

from collections.abc import Mapping
from typing import Any

import structlog
from aiohttp import ClientError
from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.logs import current_gesture
from delivery.outcomes import word_of
from domain.operating_model.words import is_person
from domain.outcome import StoreUnavailable, Trouble
from domain.texts import is_link
from handlers.gesture import Outcome
from handlers.shapes import SHAPES
from views.filled import Unreadable
from views.notice import notice, said
from views.replies import trouble

log = structlog.get_logger()

TOO_LATE = "Slack waited too long for us. Nothing was changed; please try once more."
NO_ANSWER = "Slack is not answering us at the moment. Please try again in a minute."

EXPIRED = frozenset({"expired_trigger_id", "trigger_expired"})


def add_error_door(app: AsyncApp, client: AsyncWebClient) -> None:
    @app.error
    async def on_error(error: Exception, body: Mapping[str, Any], context: AsyncBoltContext) -> BoltResponse:
        kind = kind_of(body)
        if isinstance(error, Unreadable):
            context["outcome"] = Outcome.UNREADABLE
            return await tell_unreadable(client, body, error)
        context["outcome"] = Outcome.FAILED
        incident = current_gesture()
        # The error's own words may quote what somebody typed; its type and place do not.
        why = str(error) if isinstance(error, StoreUnavailable) else ""  # the driver's word, like "database is locked"
        log.error("a gesture failed", incident=incident, kind=kind, error=_name(error), where=_where(error), why=why)
        if kind == "event":
            return BoltResponse(status=500, body="")  # Slack delivers it again
        return await _tell(client, kind, body, trouble(sentence_for(error), incident))


async def tell_unreadable(client: AsyncWebClient, body: Mapping[str, Any], error: Unreadable) -> BoltResponse:
    """Sent again it would be no better, and nobody has to look into it: no incident."""
    kind = kind_of(body)
    log.warning("a gesture could not be read", kind=kind, where=_where(error))
    return await _tell(client, kind, body, said(error.for_user))


async def _tell(client: AsyncWebClient, kind: str, body: Mapping[str, Any], told: dict[str, Any]) -> BoltResponse:
    """Says it to the person who made the gesture, where they are; what cannot be said does not become more trouble."""
    match kind:
        case "command":
            return BoltResponse(status=200, body={"response_type": "ephemeral", **told})
        case "view_submission":
            return BoltResponse(status=200, body={"response_action": "push", "view": notice(told)})
        case "block_actions" | "shortcut" | "message_action":
            try:
                await _send(client, body, told)
            except (SlackApiError, ClientError, TimeoutError):
                log.warning("nobody could be told", kind=kind)
    return BoltResponse(status=200, body="")


async def _send(client: AsyncWebClient, body: Mapping[str, Any], told: dict[str, Any]) -> None:
    url, person = body.get("response_url"), body.get("user")
    user = person.get("id") if isinstance(person, Mapping) else None
    if isinstance(url, str) and is_link(url):
        await AsyncWebhookClient(url).send(text=told["text"], blocks=told["blocks"], replace_original=False)
    elif isinstance(user, str) and is_person(user):
        await client.chat_postMessage(channel=user, **told)


def sentence_for(error: Exception) -> str:
    if isinstance(error, Trouble):
        return error.for_user
    if isinstance(error, SlackApiError):
        return TOO_LATE if word_of(error) in EXPIRED else NO_ANSWER
    if isinstance(error, ClientError | TimeoutError):
        return NO_ANSWER
    return Trouble.for_user


def _name(error: Exception) -> str:
    """Of an error that Slack gave, with Slack's word for it."""
    said = f" {word_of(error)}" if isinstance(error, SlackApiError) else ""
    return type(error).__name__ + said


def kind_of(body: Mapping[str, Any]) -> str:
    """`event`, `command`, or Slack's word for the payload's type, if we know it; else `unknown`."""
    if "event" in body:
        return "event"
    kind = "command" if "command" in body else body.get("type")
    return kind if isinstance(kind, str) and kind in SHAPES else "unknown"


def _where(error: Exception) -> str:
    """The innermost place of our own code, else of a library's, as file:line."""
    ours, theirs, trace = "", "", error.__traceback__
    while trace:
        file = trace.tb_frame.f_code.co_filename
        place = f"{'/'.join(file.split('/')[-2:])}:{trace.tb_lineno}"
        if "site-packages" in file:
            theirs = place
        else:
            ours = place
        trace = trace.tb_next
    return ours or theirs
