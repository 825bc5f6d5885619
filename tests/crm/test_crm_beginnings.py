"""A vendor's connector says when it reads everything, and the sync knows by that what is gone."""

import httpx
import pytest

from flows import crm_sync
from store import crm_catalogue, deals
from store.deals import Scope
from tests.crm.account import Account, altered, read
from tests.crm.salesforce_org import FakeOrg
from tests.crm.salesforce_steps import FIELDS, all_pages, crm_over
from tests.flows.stories import ON_SQLITE


def beginnings(pages):
    return [page.anew for page in pages]


def of_another_account(request: httpx.Request, answer: httpx.Response) -> httpx.Response:
    if "account-info" not in request.url.path:
        return answer
    return altered(answer, lambda body: body.update(portalId=77))


async def test_hubspots_first_page_of_everything_says_so_and_no_other():
    account = Account()
    for _ in range(201):
        account.add()

    first = await read(account.hubspot())
    account.later(hours=1)

    assert beginnings(first) == [True] + [False] * (len(first) - 1)
    assert len(first) > 2
    assert not any(beginnings(await read(account.hubspot(), first[-1].cursor)))
    assert not any(beginnings(await read(account.hubspot(), first[0].cursor)))


async def test_another_account_of_hubspots_is_read_from_the_beginning():
    account = Account()
    account.add()
    first = await read(account.hubspot())
    account.later(hours=1)
    account.way.meddle = of_another_account

    pages = await read(account.hubspot(), first[-1].cursor)

    assert beginnings(pages)[0]
    assert len(pages[0].records) == 1


async def test_salesforces_first_page_of_everything_says_so_and_no_other():
    org = FakeOrg(page_size=2)
    for number in range(5):
        org.a_deal(f"deal {number}")

    first = await all_pages(crm_over(org))
    org.later(hours=1)
    org.a_deal("another one")

    assert beginnings(first) == [True, False, False]
    assert not any(beginnings(await all_pages(crm_over(org), first[-1].cursor)))
    assert not any(beginnings(await all_pages(crm_over(org), first[0].cursor)))
    assert beginnings(await all_pages(crm_over(org, fields=FIELDS | {"risk": "Risk__c"}), first[-1].cursor))[0]


async def there(deps):
    async with deps.store.read() as tx:
        found = await deals.next_deals(tx, Scope(all=True), await crm_catalogue.stages(tx), after=None)
    return [deal.name for deal in found]


@ON_SQLITE
@pytest.mark.parametrize("pipeline", ["default", "31415926"])
async def test_of_hubspots_deals_those_of_the_companys_pipeline_count(deps, clock, pipeline):
    account = Account()
    account.add("Kestrel")
    account.add("Merlin", pipeline="31415926")
    crm = deps.model.crm.model_copy(update={"pipeline": pipeline})
    deps.model = deps.model.model_copy(update={"crm": crm})

    done = await crm_sync.sync(deps, account.hubspot(), at=clock())

    assert (done.new, done.elsewhere) == (1, 1)
    assert await there(deps) == (["Kestrel"] if pipeline == "default" else ["Merlin"])


@ON_SQLITE
async def test_of_salesforces_deals_those_of_the_record_type_count(deps, clock):
    org = FakeOrg()
    org.fields["RecordTypeId"] = {"name": "RecordTypeId", "type": "reference"}
    org.a_deal("Kestrel", RecordType={"DeveloperName": "NewBusiness"})
    org.a_deal("Merlin", RecordType={"DeveloperName": "Renewal"})
    crm = deps.model.crm.model_copy(update={"pipeline": "Renewal"})
    deps.model = deps.model.model_copy(update={"crm": crm})

    await crm_sync.sync(deps, crm_over(org, pipeline="Renewal"), at=clock())

    assert await there(deps) == ["Merlin"]
