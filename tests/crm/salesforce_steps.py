"""What the tests of Salesforce do again and again: connect to the small org, read all, look at a part of it."""

from datetime import datetime
from zoneinfo import ZoneInfo

import httpx
from pydantic import SecretStr

from crm.calls import Patience
from crm.protocol import Page, Record
from crm.salesforce import Salesforce
from crm.salesforce_access import Access, ClientCredentials
from tests.crm.patient import SleepingClock
from tests.crm.salesforce_org import HOST, FakeOrg

SECRET = "a-secret"
NEW_YORK = ZoneInfo("America/New_York")
FIELDS = {
    "stage": "StageName",
    "amount": "Amount",
    "close_date": "CloseDate",
    "next_step": "NextStep",
    "forecast_category": "ForecastCategoryName",
    "champion": "champion__c",
    "kickoff_date": "Kickoff__c",
    "sponsor": "Sponsor__c",
    "of_no_org": "Nowhere__c",
}


def crm_over(
    org: FakeOrg, *, login_url: str = HOST, secret: str = SECRET, access: Access | None = None, **given
) -> Salesforce:
    access = access or Access(login_url, ClientCredentials("an-id", SecretStr(secret)))
    given = {"fields": FIELDS, "zone": NEW_YORK, "now": lambda: org.now, "patience": Patience(repeats=2)} | given
    return Salesforce(httpx.AsyncClient(transport=org), access, sleep=SleepingClock().sleep, **given)


async def all_pages(crm: Salesforce, cursor: str | None = None) -> list[Page]:
    return [page async for page in crm.changed(cursor)]


async def the_record(crm: Salesforce) -> Record:
    (page,) = await all_pages(crm)
    (record,) = page.records
    return record


def names(pages: list[Page]) -> list[str]:
    return [record.name for page in pages for record in page.records]


def queries(org: FakeOrg) -> list[str]:
    return [request.url.params["q"] for request in org.asked if request.url.path.endswith(("/query", "/queryAll"))]


def history(record: Record, word: str) -> list[tuple[str, datetime]]:
    return [(change.value, change.at) for change in record.history if change.field == word]


def without_rows(org: FakeOrg, request: httpx.Request) -> httpx.Response:
    return httpx.Response(200, json=org.answer(request).json() | {"records": []})
