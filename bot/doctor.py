"""`adoption doctor`: looks at everything the bot needs; each line says what is wrong and the remedy."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Final

from aiohttp import ClientError
from rich.console import Console
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.directory import look_up_people
from bot.model_commands import summary
from bot.model_file import ModelInvalid, load_model
from bot.settings import Settings, SettingsInvalid, read_settings
from delivery.client import open_client
from domain.ids import ChannelId, TeamId
from domain.operating_model import OperatingModel
from domain.outcome import StoreUnavailable
from domain.roster import Roster, references_to_resolve
from store import migrate
from store.engine import open_store
from store.migrate import Schema

SCOPES: Final = {
    "commands": "take /crm-friction",
    "chat:write": "post cards and decisions",
    "app_mentions:read": "hear mentions",
    "channels:history": "look for its own posts before repeating one",
    "groups:history": "the same in private channels",
    "channels:read": "see whether it is in its channels",
    "groups:read": "the same for private channels",
    "im:history": "read answers in direct messages",
    "im:write": "open direct messages",
    "usergroups:read": "look up user groups",
    "users:read": "look up people",
    "users:read.email": "look up people by e-mail address",
}


@dataclass(frozen=True, slots=True)
class Line:
    about: str
    problem: str = ""
    """Empty when all is well; else what is wrong and the remedy."""
    fine: str = ""


async def examine() -> int:
    """Prints a line for each thing looked at; 1 when anything is wrong, else 0."""
    console = Console(highlight=False)
    wrong = 0
    async for line in _look():
        wrong += bool(line.problem)
        mark = "[red]✗[/red]" if line.problem else "[green]✓[/green]"
        console.print(f"{mark} {line.about:<10} {line.problem or line.fine}")
    return 1 if wrong else 0


async def _look() -> AsyncIterator[Line]:
    try:
        settings = read_settings()
    except SettingsInvalid as invalid:
        for problem in invalid.problems:
            yield Line("settings", problem)
        return
    yield Line("settings", fine="complete")
    yield await _store(settings)
    try:
        model = load_model(settings.model)
    except ModelInvalid as invalid:
        for fault in invalid.problems:
            yield Line("model", str(fault))
        return
    yield Line("model", fine=summary(model))
    async with open_client(settings.bot_token.get_secret_value(), base_url=settings.api_url) as client:
        async for line in _slack(client, settings, model):
            yield line


async def _store(settings: Settings) -> Line:
    store = open_store(settings.database_url.get_secret_value(), TeamId(""))
    try:
        schema = await migrate.schema_of(store)
    except StoreUnavailable as away:
        ways = "Check DATABASE_URL, and that the file may be written or the server runs."
        return Line("store", f"It cannot be used: {away}. {ways}")
    finally:
        await store.close()
    if schema is Schema.NEWER:
        return Line("store", "It was written by a newer version of the bot. Start that version, or restore a backup.")
    if schema is not Schema.AT_HEAD and store.writer.dialect.name != "sqlite":
        return Line("store", f"Its schema is {schema}. Run `adoption db upgrade`.")
    return Line("store", fine=f"reachable, schema {schema}")


async def _slack(client: AsyncWebClient, settings: Settings, model: OperatingModel) -> AsyncIterator[Line]:
    try:
        me = await client.auth_test()
    except SlackApiError as error:
        yield Line("tokens", f"Slack refuses SLACK_BOT_TOKEN ({error.response.get('error')}). Copy it again.")
        return
    except (ClientError, TimeoutError, OSError):
        yield Line("slack", f"It does not answer at {settings.api_url}. Is the network up?")
        return
    yield Line("tokens", fine=f"the bot token is that of {me['user']} in {me['team']}")
    if settings.app_token is not None:
        yield await _app_token(settings)
    granted = set(str(me.headers.get("x-oauth-scopes", "")).split(","))
    for scope, purpose in SCOPES.items():
        if scope not in granted:
            yield Line("scopes", f"{scope} is missing: without it the bot cannot {purpose}. Add it and reinstall.")
    if granted >= SCOPES.keys():
        yield Line("scopes", fine="all granted")
    for channel in dict.fromkeys(_channels(model)):
        yield await _channel(client, channel)
    async for line in _people(client, model):
        yield line


async def _app_token(settings: Settings) -> Line:
    token = settings.app_token.get_secret_value() if settings.app_token else ""
    try:
        async with open_client(token, base_url=settings.api_url) as client:
            await client.apps_connections_open(app_token=token)
    except SlackApiError as error:
        return Line(
            "tokens",
            f"Slack refuses SLACK_APP_TOKEN ({error.response.get('error')}). It needs the scope connections:write, "
            "and Socket Mode switched on.",
        )
    return Line("tokens", fine="the app-level token opens Socket Mode")


def _channels(model: OperatingModel) -> list[ChannelId]:
    """Those in which this version posts."""
    return [model.channels.triage, model.channels.updates]


async def _channel(client: AsyncWebClient, channel: ChannelId) -> Line:
    try:
        found = (await client.conversations_info(channel=channel))["channel"]
    except SlackApiError as error:
        if error.response.get("error") == "channel_not_found":
            return Line("channels", f"{channel} is not there, or is private without the bot: /invite @Adoption there.")
        return Line("channels", f"{channel} cannot be looked at ({error.response.get('error')}).")
    name = f"#{found['name']}"
    if found.get("is_archived"):
        return Line("channels", f"{name} ({channel}) is archived. Restore it, or name another one in the model.")
    if not found.get("is_member"):
        return Line("channels", f"The bot is not in {name}. Type /invite @Adoption there.")
    return Line("channels", fine=f"in {name}")


async def _people(client: AsyncWebClient, model: OperatingModel) -> AsyncIterator[Line]:
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
    except SlackApiError:
        return True
    return bool(found["user"].get("deleted"))
