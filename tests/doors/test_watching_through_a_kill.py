"""A thread that waits to be judged is judged, also when the process that heard of it is killed at once."""

import signal
import sqlite3
from contextlib import closing
from pathlib import Path

from tests.doors.processes import Office, office
from tests.workspace import CLEO, HANDOFF, RITA, eventually

ASKED = "Just took over the Meridian account after closed won. What did we promise them, and who is the champion there?"
TOLD = "We promised SSO by March and a dedicated engineer. Their champion is Dana in IT, the CFO is the risk."


def found(of: Office, what: str) -> list[tuple[str, ...]]:
    with closing(sqlite3.connect(of.store)) as db:
        return db.execute(what).fetchall()


async def there_is(of: Office, what: str) -> None:
    async def look() -> bool | None:
        return bool(found(of, what)) or None

    await eventually(look, what)


def two_minutes_pass(of: Office) -> None:
    with closing(sqlite3.connect(of.store)) as db:
        db.execute("UPDATE pending_threads SET due_at = datetime(due_at, '-2 minutes')")
        db.commit()


async def test_a_kill_loses_no_thread(tmp_path: Path) -> None:
    async with office(tmp_path) as northwind:
        serving = await northwind.start()
        await serving.ready()
        asked = await northwind.workspace.say(HANDOFF, ASKED, user=CLEO)
        await northwind.workspace.say(HANDOFF, TOLD, user=RITA, thread_ts=asked.ts)
        await northwind.workspace.idle()
        serving.tell(signal.SIGKILL)
        await serving.ended()
        assert found(northwind, "SELECT thread_ts FROM pending_threads") == [(asked.ts,)]
        assert found(northwind, "SELECT thread_ts FROM signals") == []

        two_minutes_pass(northwind)
        async with northwind.serving():
            await there_is(northwind, "SELECT thread_ts FROM signals")

        assert found(northwind, "SELECT thread_ts, kind FROM signals") == [(asked.ts, "slack_handoff")]
        assert found(northwind, "SELECT thread_ts FROM pending_threads") == []
