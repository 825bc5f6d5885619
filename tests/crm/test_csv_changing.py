"""Files of CSV that change, stop in the middle or cannot be read: nothing is taken by halves."""

import asyncio
import os
from contextlib import aclosing
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

import pytest

from crm.csv_files import CsvFiles
from crm.csv_layout import Layout
from crm.csv_reading import Faults
from crm.csv_rows import Rows
from crm.csv_staging import Staging
from crm.protocol import CrmRefuses, CrmUnavailable, Denied
from domain.ids import DealId
from tests.crm.csv_folder import HEAD, HISTORY_HEAD, ONE, OWNERS, TWO, Folder, many


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


async def test_files_are_never_written_to(folder):
    folder.write(deals=HEAD + ONE)

    written = await folder.crm().write(DealId("d1"), {"next_step": "Visit"}, seen={"next_step": "Call Ada"})

    assert isinstance(written, Denied)
    assert "only reads" in written.because[""]
    assert (folder.path / "deals.csv").read_text() == HEAD + ONE


@pytest.mark.parametrize("file", ["deals", "history", "owners"])
async def test_a_file_that_ends_in_the_middle_of_a_line_is_waited_for(folder, file):
    files = {"deals": HEAD + ONE, "history": HISTORY_HEAD + "d1,amount,12,2026-11-01,,\n", "owners": OWNERS}
    folder.write(**files | {file: files[file][:-1]})
    folder.now = datetime.now(UTC)

    with pytest.raises(CrmUnavailable) as waits:
        await folder.pages()

    assert waits.value.for_user.startswith(f"{file}.csv is being written at this moment.")


@pytest.mark.parametrize("call", ["owners", "fields"])
async def test_whatever_is_asked_for_half_a_file_is_waited_for(folder, call):
    folder.write(deals=(HEAD + ONE)[:-30])
    folder.now = datetime.now(UTC)

    with pytest.raises(CrmUnavailable, match="being written"):
        await getattr(folder.crm(), call)()


async def test_who_asks_for_owners_first_hears_of_every_fault_as_well(folder):
    folder.write(deals=HEAD + ONE.replace("2026-12-24", "soon"), owners="id,name\n,Ada\n", history="deal;at\n")

    with pytest.raises(CrmRefuses) as refused:
        await folder.crm().owners()

    assert refused.value.for_user.split("\n")[1:] == await folder.refusal()
    assert len(await folder.refusal()) == 4


async def test_owners_are_read_again_when_a_file_is_another(folder):
    folder.write(deals=HEAD + ONE, owners=OWNERS)
    crm = folder.crm()
    assert len(await crm.owners()) == 3

    folder.write(deals=HEAD + ONE + TWO.replace("ada@", "new@"))

    assert len(await crm.owners()) == 4


async def test_a_quote_that_is_open_at_the_end_is_waited_for(folder):
    folder.write(deals=HEAD + ONE.replace("Call Ada", '"Call Ada\nand'))
    folder.now = datetime.now(UTC)

    with pytest.raises(CrmUnavailable, match="being written"):
        await folder.pages()


async def test_a_file_whose_last_line_has_no_end_is_read_when_nobody_touches_it_any_more(folder):
    folder.write(deals=(HEAD + ONE)[:-1])

    assert len(await folder.records()) == 1


@pytest.mark.parametrize("how", ["grows", "is replaced", "goes away", "gets its history"])
async def test_files_that_change_while_they_are_read_are_not_half_taken(folder, how):
    folder.write(deals=HEAD + ONE + TWO, owners=OWNERS)
    file = folder.path / "deals.csv"

    def meanwhile() -> datetime:
        """The clock is asked between the first look and the end of the reading."""
        if how == "grows":
            with file.open("a") as more:
                more.write("d3,half")
        elif how == "is replaced":
            folder.write(new=HEAD + ONE)
            os.replace(folder.path / "new.csv", file)  # noqa: PTH105
        elif how == "goes away":
            file.unlink(missing_ok=True)
        else:
            folder.write(history=HISTORY_HEAD)
        return folder.now

    crm = CsvFiles(folder.model, folder.path, now=meanwhile)
    with pytest.raises((CrmUnavailable, CrmRefuses)) as refused:
        _ = [page async for page in crm.changed(None)]

    assert "deals.csv" in refused.value.for_user or "history.csv is being written" in refused.value.for_user


async def test_as_of_when_is_when_the_deals_were_written_however_often_they_are_read(folder):
    assert await folder.crm().as_of() is None

    folder.write(deals=HEAD + ONE)
    os.utime(folder.path / "deals.csv", (1_790_000_000, 1_790_000_000))
    await folder.pages()

    assert await folder.crm().as_of() == datetime.fromtimestamp(1_790_000_000, UTC)


async def test_a_file_that_may_not_be_read_says_so(folder):
    (folder.path / "deals.csv").mkdir()

    [said] = await folder.refusal()

    assert "deals.csv cannot be read: Is a directory." in said


async def test_who_stops_listening_leaves_nothing_behind(folder):
    folder.write(deals=many(1200))

    async with aclosing(folder.crm().changed(None)) as pages:
        async for _ in pages:
            break

    assert sum(len(page.records) for page in await folder.pages()) == 1200


async def test_who_is_cancelled_waits_for_the_thread_that_reads(folder):
    folder.write(deals=many(1200))
    reads, may_go_on = Event(), Event()

    def held_up() -> datetime:
        """The clock is asked by the thread, before it reads the deals."""
        reads.set()
        may_go_on.wait()
        return folder.now

    pages = CsvFiles(folder.model, folder.path, now=held_up).changed(None)
    first = asyncio.ensure_future(anext(pages))
    await asyncio.to_thread(reads.wait)

    first.cancel()
    for _ in range(10):
        await asyncio.sleep(0)
    waits = not first.done()
    may_go_on.set()

    with pytest.raises(asyncio.CancelledError):
        await first
    assert waits


def test_a_disk_that_is_full_says_what_to_do(folder):
    folder.write(deals=many(2000))
    faults, path = Faults(), folder.path / "deals.csv"
    rows = Rows(Layout(folder.model), faults, {})

    with Staging() as staging:
        staging._db.execute("PRAGMA max_page_count = 20")  # fails as a full disk does
        with pytest.raises(CrmUnavailable) as refused:
            staging.read(rows, path, None, faults, at=folder.now, stopped=lambda: False)

    assert "TMPDIR" in refused.value.for_user
