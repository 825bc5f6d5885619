"""What the doctor asks of Slack: tokens, scopes, channels and people."""

from collections.abc import AsyncIterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.checkup import Line, clock_line
from bot.directory import look_up_people
from bot.settings import Settings
from delivery.client import granted_scopes, open_client
from delivery.history import why_closed
from delivery.outcomes import Said, read_failure, word_of
from domain.ids import ChannelId
from domain.operating_model import OperatingModel
from domain.roster import Roster, references_to_resolve

SCOPES: Final = {
    "commands": "take /crm-friction",
    "chat:write": "post cards and decisions",
    "app_mentions:read": "hear mentions",
    "channels:history": "look for its own posts before repeating one, nor read threads where it was invited",
    "groups:history": "the same in private channels",
    "channels:read": "see whether it is in its channels",
    "groups:read": "the same for private channels",
    "im:history": "read answers in direct messages",
    "im:write": "open direct messages",
    "usergroups:read": "look up user groups",
    "users:read": "look up people",
    "users:read.email": "look up people by e-mail address",
    "dnd:read": "leave people alone who do not want to be disturbed",
}
"""Those of manifest.yml, and what each is for."""

REFUSED: Final = "Slack takes requests for forged when the clocks are 5 minutes apart, and so do we."


async def look_at_app_token(settings: Settings) -> Line:
    """Raises SlackApiError when Slack fails, or makes us wait."""
    token = settings.app_token.get_secret_value() if settings.app_token else ""
    try:
        async with open_client(token, base_url=settings.api_url) as client:
            await client.apps_connections_open(app_token=token)
    except SlackApiError as error:
        if not isinstance(read_failure(error), Said):
            raise
        return Line(
            "tokens",
            f"Slack refuses SLACK_APP_TOKEN ({word_of(error)}). It needs the scope connections:write, "
            "and Socket Mode switched on.",
        )
    return Line("tokens", fine="the app-level token opens Socket Mode")


def look_at_clock(me: Any, now: datetime) -> Line:
    """`me` is Slack's answer to auth.test: it carries the time at which it was given."""
    said = {name.lower(): value for name, value in me.headers.items()}.get("date")
    if not said:
        return Line("clock", fine="Slack did not say what time it is")
    return clock_line(now, parsedate_to_datetime(said), whose="Slack's", matters=REFUSED)


def look_at_scopes(me: Any) -> list[Line]:
    granted = granted_scopes(me)
    if granted is None:
        return [Line("scopes", fine="Slack did not say which are granted")]
    missing = [
        Line("scopes", f"{scope} is missing: without it the bot cannot {purpose}. Add it and reinstall the app.")
        for scope, purpose in SCOPES.items()
        if scope not in granted
    ]
    return missing or [Line("scopes", fine="all granted")]


async def look_at_channels(client: AsyncWebClient, model: OperatingModel) -> AsyncIterator[Line]:
    """Those in which it posts, those of the meetings among them, and those that the model wants watched by name."""
    meetings = [workflow.meeting.channel for workflow in model.workflows.values()]
    posted_in = (model.channels.triage, model.channels.updates, model.signals_channel, *meetings)
    for channel in dict.fromkeys((*posted_in, *(model.workarounds.watch or ()))):
        yield await _channel(client, channel)


async def _channel(client: AsyncWebClient, channel: ChannelId) -> Line:
    try:
        found = (await client.conversations_info(channel=channel))["channel"]
    except SlackApiError as error:
        if word_of(error) == "channel_not_found":
            return Line("channels", f"{channel} is not there, or is private without the bot: /invite @Adoption there.")
        return Line("channels", f"{channel} cannot be looked at ({word_of(error)}).")
    name = f"#{found['name']}"
    if found.get("is_archived"):
        return Line("channels", f"{name} ({channel}) is archived. Restore it, or name another one in the model.")
    if not found.get("is_member"):
        return Line("channels", f"The bot is not in {name}. Type /invite @Adoption there.")
    if why := await why_closed(client, channel):
        return Line(
            "channels",
            f"The bot is in {name} and cannot read its history ({why}): a post whose answer was lost may come twice. "
            "Compare the app's scopes with manifest.yml and reinstall it.",
        )
    return Line("channels", fine=f"in {name}, and may look there for its own posts")


async def look_at_people(client: AsyncWebClient, model: OperatingModel) -> AsyncIterator[Line]:
    roster = Roster.of(model, await look_up_people(client, references_to_resolve(model)))
    for reference in roster.unresolved:
        yield Line("people", f"{reference} stands for nobody in Slack. Correct it in the operating model.")
    gone = [user for user in sorted(roster.admins | roster.general_owners) if await _is_gone(client, user)]
    for user in gone:
        yield Line("people", f"{user} decides or administers, but the account is gone. Name somebody else.")
    if not roster.unresolved and not gone:
        yield Line("people", fine="admins and triage owners are there")


async def _is_gone(client: AsyncWebClient, user: str) -> bool:
    try:
        found = await client.users_info(user=user)
    except SlackApiError as error:
        return word_of(error) in {"user_not_found", "user_not_visible"}
    return bool(found["user"].get("deleted"))
