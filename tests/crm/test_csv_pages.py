"""Files of CSV come in pages; what was read goes on where it stopped, and what is gone is deleted."""

from pathlib import Path

import pytest

from crm.protocol import CrmUnavailable
from domain.ids import DealId
from tests.crm.csv_folder import HEAD, HISTORY_HEAD, ONE, OWNERS, TWO, Folder, a_model, many


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


async def test_deals_come_in_pages_the_least_recently_modified_first(folder):
    folder.write(deals=many(1200))

    pages = await folder.pages()

    records = [record for page in pages for record in page.records]
    assert [len(page.records) for page in pages] == [500, 500, 200]
    assert {page.total for page in pages} == {1200}
    assert len({record.id for record in records}) == 1200
    assert [record.modified_at for record in records] == sorted(record.modified_at for record in records)


async def test_a_page_ends_early_when_its_deals_have_many_changes(folder):
    changes = "".join(
        f"d{deal:05},amount,{number},2026-11-01T00:{number // 60:02}:{number % 60:02}Z,,\n"
        for deal in range(12)
        for number in range(2000)
    )
    folder.write(deals=many(12), history=HISTORY_HEAD + changes)

    pages = await folder.pages()

    assert [len(page.records) for page in pages] == [5, 5, 2]
    assert all(len(record.history) == 2000 for page in pages for record in page.records)


async def test_what_was_killed_at_any_page_goes_on_there(folder):
    folder.write(deals=many(1200))
    whole = await folder.pages()

    for number, page in enumerate(whole):
        rest = await folder.pages(page.cursor)
        assert [p.records for p in rest if p.records] == [p.records for p in whole[number + 1 :]]
        assert {p.total for p in rest} == {sum(len(p.records) for p in whole[number + 1 :])}


async def test_nothing_comes_twice_while_the_files_stay_the_same(folder):
    folder.write(deals=HEAD + ONE, history=HISTORY_HEAD, owners=OWNERS)
    [first] = await folder.pages()

    [again] = await folder.pages(first.cursor)
    folder.write(deals=HEAD + ONE)
    [rewritten] = await folder.pages(again.cursor)

    assert (again.records, again.total, rewritten.records) == ((), 0, ())
    assert again.cursor == first.cursor != rewritten.cursor


@pytest.mark.parametrize("what", ["deals", "history", "owners", "no history", "model"])
async def test_all_comes_again_when_anything_is_another(folder, what):
    folder.write(deals=HEAD + ONE, history=HISTORY_HEAD, owners=OWNERS)
    [first] = await folder.pages()

    if what == "no history":
        (folder.path / "history.csv").unlink()
    elif what == "model":
        folder.model = a_model(stages={"qualified": "lost", "won": "open"})
    else:
        with (folder.path / f"{what}.csv").open("a") as file:
            file.write({"deals": TWO, "history": "d1,amount,7,2026-11-01,,\n", "owners": "o7,Theo,,\n"}[what])

    [again] = await folder.pages(first.cursor)
    assert "d1" in {record.id for record in again.records}


@pytest.mark.parametrize("cursor", ["", "{}", "null", "[]", "7", '{"form":1}', "2026-11-23", '{"form":9,"files":[]}'])
async def test_a_cursor_that_is_of_no_use_is_none(folder, cursor):
    folder.write(deals=HEAD + ONE)

    [page] = await folder.pages(cursor)

    assert [record.id for record in page.records] == ["d1"]


async def test_a_cursor_in_the_middle_of_other_files_starts_again(folder):
    folder.write(deals=many(600))
    middle = (await folder.pages())[0].cursor
    folder.write(deals=many(601))

    pages = await folder.pages(middle)

    assert sum(len(page.records) for page in pages) == 601


async def test_a_deal_that_is_in_the_files_no_more_is_deleted(folder):
    folder.write(deals=many(600))
    folder.known = [DealId("d00007"), DealId("d99999")]

    pages = await folder.pages()

    assert [page.deleted for page in pages] == [(), [DealId("d99999")]]


async def test_an_export_without_deals_deletes_nothing(folder):
    folder.write(deals=HEAD)
    assert [page.records for page in await folder.pages()] == [[]]

    folder.known = [DealId("d1")]
    with pytest.raises(CrmUnavailable) as refused:
        await folder.pages()
    assert "names no deal any more" in refused.value.for_user
