"""Signing in to Salesforce, where the token may travel, and the day's limit of calls."""

import asyncio
import re

import httpx
import pytest
from pydantic import SecretStr

from crm.calls import Calls
from crm.protocol import CrmRefuses, CrmUnavailable
from crm.salesforce_access import Access, ClientCredentials, is_salesforce, sign_in
from crm.salesforce_calls import DayUsedUp
from tests.crm.salesforce_org import HOST, FakeOrg, refusal
from tests.crm.salesforce_steps import (
    SECRET,
    all_pages,
    crm_over,
    names,
    queries,
)


async def test_the_newest_version_is_asked_for_once():
    org = FakeOrg()
    org.a_deal()

    await all_pages(crm_over(org))  # the org accepts no other

    assert sum(request.url.path == "/services/data/" for request in org.asked) == 1


async def test_a_session_that_ended_is_renewed_once():
    org = FakeOrg(page_size=1)
    for number in range(3):
        org.a_deal(f"deal {number}")
    org.once("/query/Opportunity.", lambda _: org.sign_everybody_out())

    assert len(names(await all_pages(crm_over(org)))) == 3
    assert sum(request.url.path.endswith("/token") for request in org.asked) == 2


async def test_who_asks_at_the_same_time_signs_in_once():
    org = FakeOrg()
    crm = crm_over(org)
    await asyncio.gather(crm.stages(), crm.owners(), crm.fields())
    assert sum(request.url.path == "/services/data/" for request in org.asked) == 1
    assert sum("FROM User" in query for query in queries(org)) == 1
    org.sign_everybody_out()

    await asyncio.gather(crm.stages(), crm.owners(), crm.fields())

    assert sum(request.url.path.endswith("/token") for request in org.asked) == 2


async def test_a_session_that_is_never_accepted_is_no_endless_loop():
    org = FakeOrg()
    for _ in range(9):
        org.once("/sobjects/", lambda _: refusal(401, "INVALID_SESSION_ID", "no"))

    with pytest.raises(CrmRefuses):
        await all_pages(crm_over(org))

    assert sum("/sobjects/" in request.url.path for request in org.asked) == 2


async def test_neither_secret_nor_token_prints():
    org = FakeOrg()
    access = Access(HOST, ClientCredentials("an-id", SecretStr(SECRET)))
    async with httpx.AsyncClient(transport=org) as http:
        session = await sign_in(Calls(http), access)

    assert SECRET not in repr(access)
    assert org.tokens[0] not in repr(session)


async def test_a_wrong_secret_is_told_by_the_name_of_its_variable_and_never_repeated():
    with pytest.raises(CrmRefuses) as told:
        await crm_over(FakeOrg(), secret="guessed-secret").stages()

    assert "SALESFORCE_CLIENT_SECRET" in told.value.for_user
    assert "guessed" not in repr(told.value) + told.value.for_user


@pytest.mark.parametrize(
    ("error", "hint"),
    [
        ("invalid_client_id", "SALESFORCE_CLIENT_ID"),
        ("invalid_grant", "user to run as"),
        ("invalid_request", "SALESFORCE_LOGIN_URL"),
    ],
)
async def test_a_refused_sign_in_says_what_to_look_at(error, hint):
    org = FakeOrg()
    said = httpx.Response(400, json={"error": error, "error_description": "of a-secret"})
    org.once("/token", lambda _: said)

    with pytest.raises(CrmRefuses, match=hint) as told:
        await crm_over(org).stages()

    assert "a-secret" not in told.value.for_user


@pytest.mark.parametrize("instance", ["http://northwind.my.salesforce.com", "https://salesforce.com.evil.example"])
async def test_the_token_goes_to_no_address_but_salesforces(instance):
    org = FakeOrg(instance=instance)

    with pytest.raises(CrmRefuses):
        await crm_over(org).stages()

    assert [request.url.path for request in org.asked] == ["/services/oauth2/token"]


@pytest.mark.parametrize(
    ("url", "good"),
    [
        ("https://northwind.my.salesforce.com", True),
        ("https://northwind.my.salesforce.com/", True),
        ("https://northwind.lightning.force.com", True),
        ("https://northwind.my.salesforce.com:443", True),
        ("http://northwind.my.salesforce.com", False),
        ("https://northwind.my.salesforce.com:8443", False),
        ("https://evilsalesforce.com", False),
        ("https://northwind.my.salesforce.com.evil.example", False),
        ("https://northwind.my.salesforce.com@evil.example", False),
        ("https://evil.example/.salesforce.com", False),
        ("https://evil.example#.salesforce.com", False),
        ("https://evil.example\\.salesforce.com", False),
        ("https://[::1", False),
        ("", False),
    ],
)
def test_an_address_is_salesforces_or_not(url, good):
    assert is_salesforce(url) is good


@pytest.mark.parametrize(
    "named",
    ["/services/data/\0", "//evil.example/services/data/", "https://evil.example/services/data/", "query/x", None],
)
async def test_a_next_page_elsewhere_is_not_followed(named):
    org = FakeOrg()
    page = {"totalSize": 2, "done": False, "records": [], "nextRecordsUrl": named}
    org.once("/query", lambda _: httpx.Response(200, json=page))

    with pytest.raises(CrmUnavailable):
        await crm_over(org).stages()

    assert {request.url.host for request in org.asked} == {"northwind.my.salesforce.com"}


async def test_a_sync_leaves_the_last_fifth_of_the_day_to_others():
    org = FakeOrg(used=79_990)
    for number in range(30):
        org.a_deal(f"deal {number}")
    org.page_size = 1

    with pytest.raises(DayUsedUp) as told:
        await all_pages(crm_over(org))

    assert 80_000 <= org.used <= 80_003  # some were on their way already
    assert re.search(r" 80,00[0-3] of 100,000", told.value.for_user)


async def test_a_days_limit_that_is_reached_is_said_as_such():
    org = FakeOrg()
    org.once("/query", lambda _: refusal(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded."))

    with pytest.raises(DayUsedUp):
        await crm_over(org).stages()


async def test_too_much_at_the_same_time_is_no_limit_of_the_day():
    org = FakeOrg()
    org.once("/query", lambda _: refusal(403, "REQUEST_LIMIT_EXCEEDED", "ConcurrentRequests Limit exceeded."))

    with pytest.raises(CrmUnavailable) as told:
        await crm_over(org).stages()

    assert not isinstance(told.value, DayUsedUp)


async def test_an_api_that_is_switched_off_is_said_as_such():
    org = FakeOrg()
    org.once("/query", lambda _: refusal(403, "API_DISABLED_FOR_ORG", "The REST API is not enabled"))

    with pytest.raises(CrmRefuses, match="API Enabled"):
        await crm_over(org).stages()


async def test_trouble_that_passes_passes():
    org = FakeOrg()
    org.once("/query", lambda _: refusal(503, "SERVER_UNAVAILABLE", "busy"))

    assert len(await crm_over(org).stages()) == 4


async def test_a_page_of_a_proxy_is_no_answer():
    org = FakeOrg()
    org.once("/query", lambda _: httpx.Response(200, text="<html>Sign in to the guest network</html>"))

    with pytest.raises(CrmUnavailable):
        await crm_over(org).stages()


@pytest.mark.parametrize("row", [{}, {"Id": None}, "row", None])
async def test_rows_of_another_shape_are_trouble_of_the_crms(row):
    org = FakeOrg()
    page = {"totalSize": 1, "done": True, "records": [row]}
    for _ in range(3):
        org.once("/query", lambda _: httpx.Response(200, json=page))

    with pytest.raises(CrmUnavailable):
        await crm_over(org).owners()
    with pytest.raises(CrmUnavailable):
        await crm_over(org).stages()
