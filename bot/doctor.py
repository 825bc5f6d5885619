"""`adoption doctor`: looks at everything the bot needs; each line says what is wrong and the remedy."""

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing

from aiohttp import ClientError
from rich.console import Console
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot import slack_checks
from bot.assembly import utc_now
from bot.checkup import Line, say
from bot.crm_checks import look_at_crm, look_at_reading
from bot.holiday_calendar import working_time_of
from bot.model_commands import summary
from bot.model_file import ModelInvalid, load_model
from bot.settings import Settings, SettingsInvalid, read_settings
from bot.store_checks import look_at_posts, look_at_store, opened
from delivery.client import open_client
from delivery.outcomes import Limited, Said, read_failure
from domain.ids import TeamId, UserId
from domain.operating_model import OperatingModel
from domain.roster import Roster
from flows.deps import Deps, Workspace


async def examine() -> int:
    """Prints a line for each thing looked at; 1 when anything is wrong, else 0."""
    console = Console(highlight=False)
    wrong = 0
    async with aclosing(_look()) as lines:  # whoever reads us may stop, as `head` does
        async for line in lines:
            wrong += bool(line.problem)
            say(console, line)
    console.print(f"{wrong} to put right." if wrong else "All is well.")
    return 1 if wrong else 0


async def _look() -> AsyncGenerator[Line]:
    try:
        settings = read_settings()
    except SettingsInvalid as invalid:
        for problem in invalid.problems:
            yield Line("settings", problem)
        return
    yield Line("settings", fine="complete")
    usable = True
    async for line in look_at_store(settings, now=utc_now()):
        usable = usable and not (line.about == "store" and line.problem)
        yield line
    try:
        model = load_model(settings.model)
    except ModelInvalid as invalid:
        for fault in invalid.problems:
            yield Line("model", str(fault))
        return
    yield Line("model", fine=summary(model))
    async for line in look_at_crm(settings, model):
        yield line
    async with open_client(settings.bot_token.get_secret_value(), base_url=settings.api_url) as client:
        async for line in _slack(client, settings, model, usable=usable):
            yield line


def _no_answer(error: Exception, settings: Settings) -> Line:
    match read_failure(error):
        case Said(word):
            return Line(
                "tokens",
                f"Slack refuses SLACK_BOT_TOKEN ({word}). Copy it again. Was it revoked? Reinstall the app first.",
            )
        case Limited(retry_after_s):
            return Line("slack", f"It asks us to wait for {retry_after_s:.0f} seconds. Look again after that.")
        case _:
            return Line("slack", f"It does not answer at {settings.api_url}. Is the network up?")


async def _slack(
    client: AsyncWebClient, settings: Settings, model: OperatingModel, *, usable: bool
) -> AsyncIterator[Line]:
    """And, when the store is `usable`, what of it does not get to Slack: only Slack knows which workspace is ours."""
    try:
        me = await client.auth_test()
    except (SlackApiError, ClientError, TimeoutError, OSError) as error:
        yield _no_answer(error, settings)
        return
    yield Line("tokens", fine=f"the bot token is that of {me['user']} in {me['team']}")
    clock = slack_checks.look_at_clock(me, utc_now())
    try:
        if settings.app_token is not None:
            yield await slack_checks.look_at_app_token(settings)
        yield clock
        for line in slack_checks.look_at_scopes(me):
            yield line
        async for line in slack_checks.look_at_channels(client, model):
            yield line
        async for line in slack_checks.look_at_people(client, model):
            yield line
    except (SlackApiError, ClientError, TimeoutError, OSError):
        yield Line("slack", "It stopped answering while it was looked at. Try again.")
    if not usable:
        return
    workspace = Workspace(TeamId(me["team_id"]), UserId(me["user_id"]), str(me["url"]))
    async with opened(settings, workspace.team) as store:
        deps = Deps(store, model, Roster.of(model, {}), working_time_of(model), workspace, utc_now)
        async for line in look_at_posts(deps):
            yield line
        async for line in look_at_reading(deps):
            yield line
