"""A copy of a SQLite store: whole, of one moment, and never half of one under its name."""

import asyncio
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.db_commands import dump_command
from domain.ids import TeamId
from flows.deps import Deps
from store.backup import CannotBackUp, back_up, integrity
from store.engine import Store, open_store, url_of
from tests.conftest import Clock, deps_over
from tests.flows.stories import ON_SQLITE, a_report


@pytest.fixture
def source(store_url: str) -> Path:
    return Path(url_of(store_url).database or "")


def numbers_in(file: Path) -> list[int]:
    with closing(sqlite3.connect(file)) as copy:
        return [number for (number,) in copy.execute("SELECT number FROM reports ORDER BY number")]


@ON_SQLITE
async def test_a_copy_made_while_reports_come_in_is_whole_and_of_one_moment(
    deps: Deps, source: Path, tmp_path: Path
) -> None:
    to = tmp_path / "backup.db"
    done = asyncio.Event()

    async def report_until_done() -> int:
        filed = 0
        while not done.is_set():
            filed = (await a_report(deps)).number
            await asyncio.sleep(0)
        return filed

    await a_report(deps)
    reporting = asyncio.create_task(report_until_done())
    sizes = [await asyncio.to_thread(back_up, source, to, replace=True) for _ in range(5)]
    done.set()
    filed = await reporting

    copied = numbers_in(to)
    assert copied == list(range(1, len(copied) + 1))
    assert 1 <= len(copied) <= filed
    assert sizes[-1] == to.stat().st_size


def restore(copy: Path, store: Path) -> None:
    copy.replace(store)
    for end in ("-wal", "-shm"):
        store.with_name(store.name + end).unlink(missing_ok=True)


@ON_SQLITE
async def test_a_copy_takes_the_place_of_the_store(
    deps: Deps, clock: Clock, store: Store, source: Path, tmp_path: Path
) -> None:
    kept = await a_report(deps)
    back_up(source, tmp_path / "backup.db")
    await a_report(deps, "Lost with the machine")
    await store.close()

    restore(tmp_path / "backup.db", source)
    restored = open_store(f"sqlite:///{source}", store.team)
    after = await a_report(deps_over(restored, deps.model, clock))
    await restored.close()

    assert (kept.number, after.number) == (1, 2)


@ON_SQLITE
def test_a_store_that_nobody_has_open_is_copied(source: Path, tmp_path: Path) -> None:
    back_up(source, tmp_path / "backup.db")

    assert numbers_in(tmp_path / "backup.db") == []


@ON_SQLITE
def test_a_copy_is_one_file_for_nobody_else_to_read(source: Path, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()

    back_up(source, folder / "backup.db")

    assert [file.name for file in folder.iterdir()] == ["backup.db"]
    assert stat.S_IMODE((folder / "backup.db").stat().st_mode) == 0o600


@ON_SQLITE
def test_a_file_that_is_there_is_left_alone_unless_told_otherwise(source: Path, tmp_path: Path) -> None:
    to = tmp_path / "backup.db"
    to.write_text("the only copy of something")

    with pytest.raises(CannotBackUp, match="is there already"):
        back_up(source, to)
    left = to.read_text()
    back_up(source, to, replace=True)

    assert left == "the only copy of something"
    assert numbers_in(to) == []


@ON_SQLITE
def test_a_store_is_never_written_over_by_itself(source: Path) -> None:
    with pytest.raises(CannotBackUp, match="is there already"):
        back_up(source, source, replace=True)


@ON_SQLITE
def test_what_cannot_be_written_or_read_is_said_and_nothing_is_left(source: Path, tmp_path: Path) -> None:
    with pytest.raises(CannotBackUp, match="There is no store at"):
        back_up(tmp_path / "elsewhere.db", tmp_path / "backup.db")
    with pytest.raises(CannotBackUp, match="could not be written: No such file or directory"):
        back_up(source, tmp_path / "nowhere" / "backup.db")
    (tmp_path / "notes.txt").write_text("Call Ravi back.\n" * 400)
    with pytest.raises(CannotBackUp, match="could not be copied: file is not a database"):
        back_up(tmp_path / "notes.txt", tmp_path / "backup.db")

    assert not [file for file in tmp_path.iterdir() if "backup" in file.name]


def damage(file: Path) -> None:
    """Writes over all but the first page, as a dying disk might."""
    with closing(sqlite3.connect(file)) as store:
        store.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = bytearray(file.read_bytes())
    for at in range(4096, len(content)):
        content[at] = 0xA5
    file.write_bytes(content)


async def test_a_whole_store_has_nothing_wrong(store: Store) -> None:
    assert await integrity(store) is None


@ON_SQLITE
async def test_a_damaged_store_is_noticed_and_not_taken_for_a_backup(source: Path, tmp_path: Path) -> None:
    damage(source)
    store = open_store(f"sqlite:///{source}", TeamId("T1"))

    said = await integrity(store)
    await store.close()
    with pytest.raises(CannotBackUp):
        back_up(source, tmp_path / "backup.db")

    assert said and said.startswith("It is damaged (") and "put the latest backup in its place" in said
    assert not (tmp_path / "backup.db").exists()


@ON_SQLITE
async def test_rows_that_an_index_has_lost_are_noticed(deps: Deps, store: Store) -> None:
    await a_report(deps)
    async with store.begin() as tx:
        await tx.execute(text("PRAGMA writable_schema = ON"))
        await tx.execute(text("UPDATE sqlite_schema SET rootpage = 2 WHERE name = 'ix_reports_status'"))
        await tx.execute(text("PRAGMA writable_schema = OFF"))
    await store.close()

    said = await integrity(store)

    assert said and said.startswith("It is damaged (")


def test_the_command_for_postgresql_goes_into_a_shell_and_names_no_password() -> None:
    url = url_of("postgresql://bot:hunter2@db.example.com:5433/adoption?sslmode=require")

    command = dump_command(url, Path("my backup.dump"))

    assert command == (
        "pg_dump --format=custom '--file=my backup.dump' "
        "'postgresql://bot@db.example.com:5433/adoption?sslmode=require'"
    )
