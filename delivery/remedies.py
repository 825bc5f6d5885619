"""What an admin can do about a post that Slack refuses, by Slack's word for it."""

from collections.abc import Mapping
from typing import Final

_INVITE: Final = "Open the channel, type `/invite` and choose the bot. Its posts then arrive by themselves."
_CHANNEL: Final = (
    "Check the channel's id in the operating model and restart the bot. If it is private, invite the bot to it."
)
_TOKEN: Final = "Reinstall the app, put the new bot token into SLACK_BOT_TOKEN and restart the bot."  # noqa: S105 - says how
_SCOPES: Final = "Compare the app's scopes with manifest.yml, reinstall it to the workspace and restart the bot."
_RIGHTS: Final = "Allow the bot to post there (the channel's settings, posting permissions). Then press *Try again*."
_SHAPE: Final = "This is a mistake in the bot. Please report it with the id of the post, which is in the bot's log."

_REMEDIES: Final[Mapping[str, str]] = {
    "not_in_channel": _INVITE,
    "channel_not_found": _CHANNEL,
    "is_archived": (
        "Unarchive the channel and press *Try again*, or name another one in the operating model and restart the bot."
    ),
    "invalid_auth": _TOKEN,
    "not_authed": _TOKEN,
    "token_revoked": _TOKEN,
    "token_expired": _TOKEN,
    "account_inactive": _TOKEN,
    "missing_scope": _SCOPES,
    "no_permission": _SCOPES,
    "not_allowed_token_type": _SCOPES,
    "restricted_action": _RIGHTS,
    "restricted_action_read_only_channel": _RIGHTS,
    "restricted_action_thread_only_channel": _RIGHTS,
    "restricted_action_non_threadable_channel": _RIGHTS,
    "posting_to_channel_denied": _RIGHTS,
    "ekm_access_denied": "The workspace's encryption keys are withheld. Ask whoever administers them.",
    "invalid_blocks": _SHAPE,
    "invalid_blocks_format": _SHAPE,
    "msg_too_long": _SHAPE,
    "msg_blocks_too_long": _SHAPE,
    "metadata_too_large": _SHAPE,
    "no_text": _SHAPE,
}

_UNKNOWN: Final = (
    "Run `adoption doctor` where the bot runs: it says what is wrong and what to do. Then press *Try again*."
)


def remedy_for(error: str) -> str:
    """One or two sentences in Slack's mrkdwn."""
    return _REMEDIES.get(error, _UNKNOWN)


def is_about_the_bot(error: str) -> bool:
    """Whether Slack refuses the bot itself, whoever the post is for."""
    return remedy_for(error) in (_TOKEN, _SCOPES)
