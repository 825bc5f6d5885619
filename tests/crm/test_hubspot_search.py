"""Searching HubSpot for ids, several pages at once: all of them come, whatever moves meanwhile, or it is an error."""

import httpx
import pytest

from crm.protocol import CrmUnavailable
from sandbox.crm.records import Hand
from tests.crm.account import Account, altered, deleted, read, records


@pytest.fixture
def account() -> Account:
    return Account()


async def test_ids_are_searched_for_ahead_and_each_page_once(account):
    for number in range(900):
        account.add(f"Deal {number}")

    await read(account.hubspot())

    assert account.way.count("POST", "/search") == 5


@pytest.mark.parametrize("meanwhile", ["one goes", "one comes"])
async def test_while_pages_are_searched_for_ahead_the_index_may_move(account, meanwhile):
    deals = [account.add(f"Deal {number}") for number in range(901)]
    account.later(hours=1)
    before = await read(account.hubspot())
    account.later(hours=1)
    for deal in deals[1:]:
        account.state.change(int(deal), {"amount": "7"})

    def move(request: httpx.Request, answer: httpx.Response) -> httpx.Response:
        if request.url.path.endswith("/search"):
            account.way.meddle = lambda _, later: later
            if meanwhile == "one goes":
                account.state.archive(int(deals[5]))
            else:
                account.state.change(int(deals[0]), {"amount": "8"})
        return answer

    account.way.meddle = move
    pages = await read(account.hubspot(), before[-1].cursor)

    gone = [deals[5]] if meanwhile == "one goes" else []
    assert [record.id for page in pages for record in page.records] == [one for one in deals[1:] if one not in gone]
    assert set(deleted(pages)) == set(gone)
    assert deals[0] in records(await read(account.hubspot(), pages[-1].cursor)) or meanwhile == "one goes"


async def test_more_than_ten_thousand_deals_all_come(account):
    for number in range(10_050):
        account.state.add({"dealname": f"Deal {number}"}, by=Hand())

    pages = await read(account.hubspot())

    assert len(records(pages)) == 10_050 == sum(len(page.records) for page in pages)
    assert account.way.count("POST", "/search") == 51


def missing_one(body: dict) -> None:
    body["results"] = body["results"][:-1]


def out_of_order(body: dict) -> None:
    body["results"].reverse()


@pytest.mark.parametrize("wrong", [missing_one, out_of_order])
async def test_a_count_that_differs_is_an_error(account, wrong):
    for _ in range(5):
        account.add()
    account.way.meddle = lambda request, answer: (
        altered(answer, wrong) if request.url.path.endswith("/search") else answer
    )

    with pytest.raises(CrmUnavailable, match="search: of 5 deals"):
        await read(account.hubspot())


async def test_a_count_that_was_wrong_for_a_moment_is_counted_again(account):
    deals = [account.add() for _ in range(5)]
    wrong = [True, True, False]
    account.way.meddle = lambda request, answer: (
        altered(answer, missing_one) if request.url.path.endswith("/search") and wrong.pop(0) else answer
    )

    assert list(records(await read(account.hubspot()))) == deals
