"""Message events of channels: counted, not logged, and answered with an error when their thread could not be stored."""

import json
from typing import Final

import structlog
from prometheus_client import Counter
from slack_bolt import BoltResponse

from bot.logs import gesture_id
from domain.origin import origin_of
from domain.outcome import StoreUnavailable
from flows.deps import Deps
from handlers.gesture import Payload
from handlers.watching import is_in_a_channel, on_channel_message

HEARD: Final = Counter("adoption_messages_heard", "Messages in channels, by what came of them.", ["outcome"])
PASSED: Final = HEARD.labels("passed")
MARKED: Final = HEARD.labels("marked")
FAILED: Final = HEARD.labels("failed")

log = structlog.get_logger()


def channel_message(body: bytes) -> Payload | None:
    """The event, if the body of a signed request is one: then nothing of Bolt's has to be built for it."""
    if b'"channel_type":"channel"' not in body and b'"channel_type":"group"' not in body:
        return None
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        return None  # what cannot be read is refused where everything is
    return told if isinstance(told, dict) and is_in_a_channel(told) else None


async def heard(deps: Deps, body: Payload) -> BoltResponse:
    try:
        work = on_channel_message(deps, body)
        if work is None:
            PASSED.inc()
            return BoltResponse(status=200, body="")
        await work
    except Exception as error:  # noqa: BLE001 - said; Slack delivers it again
        FAILED.inc()
        why = str(error) if isinstance(error, StoreUnavailable) else ""
        log.error("a message was not heard", gesture=gesture_id(body), error=origin_of(error), why=why)  # noqa: TRY400
        return BoltResponse(status=500, body="")
    MARKED.inc()
    return BoltResponse(status=200, body="")
