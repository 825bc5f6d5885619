"""Which clock the bot keeps: on PostgreSQL the one that all replicas share, on SQLite the machine's."""

from pydantic import SecretStr

from bot.assembly import assembled, utc_now
from bot.settings import Settings
from flows.timekeeping import store_time
from sandbox.settings import Settings as SandboxSettings
from schedules.shared_clock import SharedClock
from tests.conftest import EXAMPLE
from tests.doors.running import OPENS, SECRET, TOKEN
from tests.serving import MANIFEST, running_sandbox

NOBODY = "http://127.0.0.1:9/slack/events"


async def test_the_bot_keeps_the_time_that_its_replicas_share(store_url: str) -> None:
    sandbox = SandboxSettings(app_url=NOBODY, manifest=MANIFEST, now=OPENS, bot_token=TOKEN, signing_secret=SECRET)
    async with running_sandbox(sandbox) as workspace:
        settings = Settings(
            bot_token=SecretStr(TOKEN),
            signing_secret=SecretStr(SECRET),
            app_token=None,
            api_url=workspace.api_url,
            database_url=SecretStr(store_url),
            model=EXAMPLE,
        )

        async with assembled(settings) as bot:
            before = await store_time(bot.deps.store)
            await bot.ticker.tick()
            clock = bot.deps.clock
            assert isinstance(clock, SharedClock) if "postgresql" in store_url else clock is utc_now
            assert before <= clock()
