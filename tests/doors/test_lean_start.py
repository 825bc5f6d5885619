"""What `adoption serve` leaves unread when it starts on a new SQLite file: memory, and time before it is ready."""

import json
import subprocess
import sys
from pathlib import Path

START = """
import asyncio, datetime, json, sys
import bot.cli, bot.serve
from bot.holiday_calendar import public_holidays
from store import migrate
from store.engine import open_store

async def make(address):
    store = open_store(address, "T0NORTHWIND")
    await migrate.upgrade(store)
    assert (await migrate.schema_of(store)).may_serve
    await store.close()

asyncio.run(make(sys.argv[1]))
assert datetime.date(2026, 7, 4) in public_holidays(["US-NY"])
print(json.dumps(sorted(sys.modules)))
"""

LEFT_UNREAD = {
    "aiohttp.web",
    "alembic",
    "asyncpg",
    "cryptography",
    "holidays.calendars.islamic",
    "httpx",
    "rich",
    "sqlalchemy.dialects.postgresql",
    "uvicorn.main",
}


def test_a_start_reads_nothing_that_is_not_used(tmp_path: Path) -> None:
    said = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", START, f"sqlite:///{tmp_path}/new.db"], check=True, capture_output=True, text=True
    ).stdout

    read = set(json.loads(said))

    assert {"aiohttp", "holidays", "slack_bolt.async_app", "sqlalchemy.dialects.sqlite", "uvicorn.server"} <= read
    assert not read & LEFT_UNREAD
    assert [name for name in read if name.startswith("holidays.countries.")] == ["holidays.countries.united_states"]
