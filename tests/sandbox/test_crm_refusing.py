"""The sandbox's CRM when it does not want to, or cannot: tokens, limits, troubles."""

import json
from collections.abc import AsyncIterator

import httpx
import pytest

from sandbox.crm.crm import Crm
from sandbox.crm.limits import Limits
from sandbox.crm.troubles import Trouble
from tests.conftest import Clock
from tests.sandbox.crm_calling import AT, DEALS, NOW, Caller, calling, control, hubspot
from tests.serving import running_sandbox


@pytest.fixture
def crm() -> Crm:
    return Crm(Clock(NOW))


@pytest.fixture
async def caller(crm: Crm) -> AsyncIterator[Caller]:
    async with calling(crm) as caller:
        yield caller


async def test_a_wrong_token_gets_nothing(crm: Crm) -> None:
    async with calling(crm, "pat-other") as caller:
        answer = await caller.http.get(DEALS)

    assert (answer.status_code, answer.json()["category"]) == (401, "INVALID_AUTHENTICATION")


async def test_a_missing_scope_is_named(caller: Caller, crm: Crm) -> None:
    crm.scopes.remove("crm.objects.owners.read")

    answer = await caller.http.get("/crm/owners/2026-03")

    assert (answer.status_code, answer.json()["category"]) == (403, "MISSING_SCOPES")
    assert answer.json()["errors"][0]["context"] == {"requiredScopes": ["crm.objects.owners.read"]}


async def test_every_answer_but_a_searchs_says_what_is_left(caller: Caller) -> None:
    listed = await caller.http.get(DEALS)
    searched = await caller.http.post(f"{DEALS}/search", json={})

    assert listed.headers["X-HubSpot-RateLimit-Max"] == "190"
    assert listed.headers["X-HubSpot-RateLimit-Remaining"] == "189"
    assert listed.headers["X-HubSpot-RateLimit-Interval-Milliseconds"] == "10000"
    assert not [name for name in searched.headers if name.startswith("x-hubspot")]


async def test_who_calls_too_often_is_told_when_to_come_back(caller: Caller, crm: Crm) -> None:
    time = [0.0]
    crm.limits = Limits(calls=2, searches=1, clock=lambda: time[0])

    statuses = [(await caller.http.get(DEALS)).status_code for _ in range(2)]
    refused = await caller.http.get(DEALS)
    time[0] = 9.5
    still = await caller.http.get(DEALS)
    time[0] = 10
    again = await caller.http.get(DEALS)

    assert statuses == [200, 200]
    assert (refused.status_code, refused.json()["policyName"]) == (429, "TEN_SECONDLY_ROLLING")
    assert refused.headers["Retry-After"] == "10"
    assert (still.status_code, still.headers["Retry-After"]) == (429, "1")
    assert again.status_code == 200
    assert crm.limits.refused == 2


async def test_searches_have_a_limit_of_their_own(caller: Caller, crm: Crm) -> None:
    crm.limits = Limits(searches=5, clock=lambda: 0.0)

    answers = [await caller.http.post(f"{DEALS}/search", json={}) for _ in range(6)]

    assert [answer.status_code for answer in answers] == [200] * 5 + [429]
    assert answers[-1].json()["policyName"] == "SECONDLY"
    assert (await caller.http.get(DEALS)).status_code == 200


async def test_limits_can_be_switched_off(caller: Caller, crm: Crm) -> None:
    crm.limits = Limits(on=False, calls=1)

    assert [(await caller.http.get(DEALS)).status_code for _ in range(3)] == [200] * 3


@pytest.mark.parametrize("status", [423, 429, 477, 500, 502, 503, 504, 521, 523, 524])
async def test_a_status_strikes_as_often_as_it_is_told_to(caller: Caller, crm: Crm, status: int) -> None:
    crm.troubles.add(Trouble("list", status=status, retry_after=7, times=2, skip=1))

    answers = [await caller.http.get(DEALS) for _ in range(4)]

    assert [answer.status_code for answer in answers] == [200, status, status, 200]
    assert answers[1].headers["Retry-After"] == "7"
    assert (await caller.http.get("/crm/owners/2026-03")).status_code == 200


async def test_a_trouble_may_say_anything(caller: Caller, crm: Crm) -> None:
    crm.troubles.add(Trouble(status=502, body="<html>Bad gateway</html>"))
    crm.troubles.add(Trouble(status=400, body={"message": "No."}))

    html, refusal = [await caller.http.get(DEALS) for _ in range(2)]

    assert (html.status_code, html.text) == (502, "<html>Bad gateway</html>")
    assert (refusal.status_code, refusal.json()) == (400, {"message": "No."})


async def test_a_change_may_be_made_and_its_answer_lost() -> None:
    async with running_sandbox() as workspace, hubspot(workspace) as http:
        made = await control(http, "add", values={"dealname": "Harbor Foods", "amount": "1"})
        for kind, amount in (("drop_before", "1"), ("drop_after", "2")):
            await control(http, "troubles", troubles=[{"call": "update", "kind": kind}])

            with pytest.raises(httpx.TransportError):
                await http.patch(f"{AT}/{made['id']}", json={"properties": {"amount": "2"}})

            assert await amount_of(http, made["id"]) == amount


async def test_an_answer_may_come_late_and_be_whole_all_the_same() -> None:
    async with running_sandbox() as workspace, hubspot(workspace) as http:
        made = await control(http, "add", values={"amount": "5"})
        await control(http, "troubles", troubles=[{"call": "read", "kind": "hang", "seconds": 0.01}])

        assert await amount_of(http, made["id"]) == "5"


@pytest.mark.parametrize(
    "trouble", [{"kind": "sulk"}, {"call": "everything"}, {"call": "read", "how": "badly"}], ids=json.dumps
)
async def test_a_trouble_that_is_not_understood_is_refused(trouble: dict[str, str]) -> None:
    async with running_sandbox() as workspace, hubspot(workspace) as http:
        answer = await http.post("/_control/crm/troubles", json={"troubles": [trouble]})

    assert answer.status_code == 400
    assert answer.json()["error"]


async def amount_of(http: httpx.AsyncClient, deal: str) -> str:
    return str((await http.get(f"{AT}/{deal}")).json()["properties"]["amount"])
