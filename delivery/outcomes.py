"""What an answer of Slack's, or its absence, says about the call."""

from dataclasses import dataclass
from typing import Any, Final

import aiohttp
from slack_sdk.errors import SlackApiError

TURNED_DOWN: Final = frozenset(
    {
        # the place
        "channel_not_found", "not_in_channel", "is_archived", "restricted_action",
        "restricted_action_read_only_channel", "restricted_action_thread_only_channel",
        "restricted_action_non_threadable_channel", "posting_to_channel_denied",
        "messages_tab_disabled", "channel_type_not_supported", "method_not_supported_for_channel_type",
        "external_channel_migrating", "no_dual_broadcast_content_update", "is_inactive",
        # the person
        "user_not_found", "users_not_found", "user_disabled", "user_not_visible", "cannot_dm_bot",
        "user_not_in_channel",
        "user_is_bot", "user_is_restricted", "user_is_ultra_restricted",
        # who we are to Slack
        "invalid_auth", "not_authed", "token_revoked", "token_expired", "account_inactive", "missing_scope",
        "no_permission", "ekm_access_denied", "access_denied", "not_allowed_token_type", "org_login_required",
        "two_factor_setup_required", "team_access_not_granted", "enterprise_is_restricted", "app_missing_action_url",
        # the shape
        "invalid_blocks", "invalid_blocks_format", "msg_too_long", "msg_blocks_too_long", "no_text", "block_mismatch",
        "metadata_too_large", "invalid_metadata_format", "invalid_metadata_schema", "metadata_must_be_sent_from_app",
        "invalid_arguments", "invalid_arg_name", "invalid_array_arg", "invalid_json", "json_not_object",
        "invalid_charset",
        "too_many_attachments", "attachment_payload_limit_exceeded", "markdown_text_conflict",
        "slack_connect_file_link_sharing_blocked",
        # a message that cannot be changed any more
        "cant_update_message", "edit_window_closed", "thread_locked",
    }
)  # fmt: skip
"""Permanent: the same call would get the same answer (docs.slack.dev/reference/methods/chat.postMessage#errors)."""

MESSAGE_GONE: Final = "message_not_found"
THREAD_GONE: Final = frozenset({"thread_not_found", "cannot_reply_to_message", "invalid_thread_ts"})
IN_THE_DARK: Final = frozenset({"internal_error", "fatal_error", "request_timeout", "service_unavailable"})
"""Slack says that it failed; parts of the call may have succeeded."""
HISTORY_CLOSED: Final = frozenset({"missing_scope", "not_in_channel", "no_permission", "not_allowed_token_type"})

RETRY_AFTER_S: Final = 30.0
"""When Slack says "wait" and not how long."""


@dataclass(frozen=True, slots=True)
class Limited:
    """Not done. `retry_after_s` as Slack asked."""

    retry_after_s: float


@dataclass(frozen=True, slots=True)
class Said:
    """Not done, for `error`, a word of Slack's."""

    error: str

    @property
    def is_permanent(self) -> bool:
        return self.error in TURNED_DOWN


@dataclass(frozen=True, slots=True)
class NotReached:
    """Not done: the call never left."""

    why: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """Done or not. `in_flight`: the call may even still be carried out."""

    why: str
    in_flight: bool = False


Failure = Limited | Said | NotReached | Unknown


def read_failure(error: Exception) -> Failure:
    """What a call that raised `error` means."""
    if isinstance(error, aiohttp.ClientConnectorError):
        return NotReached(type(error).__name__)
    if isinstance(error, SlackApiError):
        return _read_answer(error.response)
    return Unknown(type(error).__name__, in_flight=isinstance(error, TimeoutError))


def word_of(error: SlackApiError) -> str:
    """Slack's word for what was wrong, or the status of an answer that has none."""
    response: Any = error.response
    return _said(response) or str(_status(response) or "no answer")


def _read_answer(response: Any) -> Failure:
    status, said = _status(response), _said(response)
    if status == 429 or said in ("ratelimited", "rate_limited"):
        return Limited(_retry_after_s(response))
    if status >= 500 or not said or said in IN_THE_DARK:
        return Unknown(said or str(status))
    return Said(said)


def _status(response: Any) -> int:
    """Not every answer is one of the SDK's: a body that is no JSON comes as the bare HTTP response."""
    return int(getattr(response, "status_code", 0) or getattr(response, "status", 0))


def _said(response: Any) -> str:
    answer = response if isinstance(response, dict) else getattr(response, "data", None)
    return str(answer.get("error") or "") if isinstance(answer, dict) else ""


def _retry_after_s(response: Any) -> float:
    headers = {str(name).lower(): value for name, value in dict(response.headers or {}).items()}
    try:
        return max(0.0, float(headers["retry-after"]))
    except (KeyError, ValueError):
        return RETRY_AFTER_S
