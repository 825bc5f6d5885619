"""What `adoption db` does: the schema, and a copy to keep."""

import shlex
from pathlib import Path

from sqlalchemy.engine import URL

from bot.cannot_start import CannotStart
from bot.chosen_store import NO_TEAM, named_address
from store import backup, migrate
from store.engine import open_store


async def upgrade() -> None:
    address, _ = named_address()
    store = open_store(address, NO_TEAM, patient=True)  # the schema is the same for every workspace
    try:
        done = await migrate.upgrade(store, tries=migrate.TRIES)
    finally:
        await store.close()
    print("The store is up to date now." if done else "The store was up to date already.")


async def back_up(to: Path, *, replace: bool) -> None:
    """Raises CannotBackUp, and CannotStart for a PostgreSQL, whose own program does it better."""
    _, url = named_address()
    if url.get_backend_name() != "sqlite":
        raise CannotStart(
            "PostgreSQL has a program of its own for this, which is safe while the bot runs:\n\n"
            f"  {dump_command(url, to)}\n\n"
            "It asks for the password, or reads it from PGPASSWORD or ~/.pgpass. Nothing was copied."
        )
    store = Path(url.database or "")
    size = backup.back_up(store, to, replace=replace)
    print(
        f"{to}: {size / 1e6:.1f} MB, checked and whole.\n"
        f"To restore it, stop the bot, copy it to {store}, and delete {store.name}-wal and {store.name}-shm beside it."
    )


def dump_command(url: URL, to: Path) -> str:
    """For a shell; without the password, which a list of processes would show."""
    plain = url._replace(drivername="postgresql", password=None).difference_update_query(["ssl"])
    if mode := url.query.get("ssl"):
        plain = plain.update_query_dict({"sslmode": mode})
    return shlex.join(["pg_dump", "--format=custom", f"--file={to}", plain.render_as_string(hide_password=False)])
