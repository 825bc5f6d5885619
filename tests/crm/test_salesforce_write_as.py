"""Writing to Salesforce in another user's name than the one who reads: a session of their own, and nobody else's."""

import base64
import json
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from crm.protocol import CrmRefuses, Denied, Saved
from crm.salesforce import Salesforce
from crm.salesforce_access import Access
from crm.salesforce_jwt import SignedAssertion
from domain.ids import DealId
from tests.crm.salesforce_company import BOT_ID, ORG_ID
from tests.crm.salesforce_org import HOST, FakeOrg, refusal
from tests.crm.salesforce_steps import all_pages, crm_over, history

READER, REVOPS = "bot@northwind.example", "revops@northwind.example"
REVOPS_ID = "005000000000OPSAAA"
KEY = rsa.generate_private_key(65_537, 2_048)


@dataclass
class OrgOfTwo(FakeOrg):
    """Knows its users by key, and which of them a token stands for."""

    users: dict[str, str] = field(default_factory=lambda: {READER: BOT_ID, REVOPS: REVOPS_ID})
    org_of: dict[str, str] = field(default_factory=dict)
    may_edit: Collection[str] = (READER, REVOPS)
    sees_not: dict[str, str] = field(default_factory=dict)
    holders: dict[str, str] = field(default_factory=dict)
    done: list[tuple[str, str]] = field(default_factory=list)

    def signed_in(self, request: httpx.Request) -> str:
        return self.holders.get(request.headers.get("Authorization", "").removeprefix("Bearer "), "")

    def _token(self, request: httpx.Request) -> httpx.Response:
        (assertion,) = parse_qs(request.content.decode())["assertion"]
        claims = assertion.split(".")[1]
        username = json.loads(base64.urlsafe_b64decode(claims + "=" * (-len(claims) % 4)))["sub"]
        if username not in self.users:
            return httpx.Response(400, json={"error": "invalid_grant", "error_description": "user hasn't approved"})
        token = f"00D!token-{len(self.asked)}"
        self.tokens.append(token)
        self.holders[token] = username
        identity = f"https://login.salesforce.com/id/{self.org_of.get(username, ORG_ID)}/{self.users[username]}"
        return httpx.Response(200, json={"access_token": token, "instance_url": self.instance, "id": identity})

    def _within(self, request: httpx.Request, rest: list[str]) -> httpx.Response:
        who = self.signed_in(request)
        self.done.append((who, f"{request.method} {rest[-1] if rest[-1] == 'describe' else rest[0]}"))
        if request.method == "PATCH" and who not in self.may_edit:
            return refusal(403, "INSUFFICIENT_ACCESS", "insufficient access rights")
        answer = super()._within(request, rest)
        return self._as_seen_by(who, answer) if rest == ["sobjects", "Opportunity", "describe"] else answer

    def _as_seen_by(self, who: str, answer: httpx.Response) -> httpx.Response:
        rows: list[dict[str, Any]] = answer.json()["fields"]
        shown = [row for row in rows if row["name"] != self.sees_not.get(who)]
        may = who in self.may_edit
        return httpx.Response(200, json={"fields": [row | {"updateable": may and row["updateable"]} for row in shown]})

    def _patch(self, id_: str, request: httpx.Request) -> httpx.Response:
        answer = super()._patch(id_, request)
        for row in self.edits:
            row["CreatedById"] = self.users[self.signed_in(request)]
        return answer


def by_key(username: str, named_by: str = "SALESFORCE_USERNAME") -> Access:
    return Access(HOST, SignedAssertion("an-id", username, HOST, KEY, named_by=named_by))


def written_as(org: FakeOrg, username: str = REVOPS) -> Salesforce:
    return crm_over(org, access=by_key(READER), writing=by_key(username, "crm.write_as"))


def a_deal(**about: Any) -> tuple[OrgOfTwo, DealId]:
    org = OrgOfTwo(**about)
    id_ = org.a_deal(NextStep="Call")
    org.later(hours=1)
    return org, DealId(id_)


def sign_ins(org: FakeOrg) -> int:
    return sum(request.url.path.endswith("/token") for request in org.asked)


async def test_a_write_looks_writes_and_reads_back_in_the_name_that_was_given() -> None:
    org, deal = a_deal(may_edit={REVOPS})
    crm = written_as(org)

    assert await crm.write(deal, {"next_step": "Sign"}, seen={"next_step": "Call"}) == Saved({"next_step": "Sign"})

    assert org.done == [
        (REVOPS, "GET describe"),
        (REVOPS, "GET queryAll"),
        (REVOPS, "PATCH sobjects"),
        (REVOPS, "GET queryAll"),
    ]
    ((record,),) = [page.records for page in await all_pages(crm)]
    assert [value for value, _ in history(record, "next_step")][-1] == "Sign"
    assert record.history[-1].by == REVOPS_ID
    assert {who for who, what in org.done[4:]} == {READER}


async def test_each_of_the_two_signs_in_once_and_once_more_when_its_session_ended() -> None:
    org, deal = a_deal()
    crm = written_as(org)
    await all_pages(crm)
    await crm.write(deal, {"next_step": "Sign"}, seen={"next_step": "Call"})
    assert sign_ins(org) == 2

    org.sign_everybody_out()
    done = await crm.write(deal, {"next_step": "Close"}, seen={"next_step": "Sign"})

    assert done == Saved({"next_step": "Close"})
    assert sign_ins(org) == 3


async def test_the_form_offers_what_the_writing_user_may_edit() -> None:
    org, _ = a_deal(may_edit={REVOPS}, sees_not={REVOPS: "Risk__c"})

    metas = {meta.field: meta for meta in await written_as(org).fields()}

    assert metas["next_step"].updateable
    assert not any(meta.updateable for meta in await crm_over(org, access=by_key(READER)).fields())


async def test_what_the_writing_user_does_not_see_is_not_written() -> None:
    org, deal = a_deal(sees_not={REVOPS: "NextStep"})
    crm = written_as(org)

    metas = {meta.field: meta for meta in await crm.fields()}
    done = await crm.write(deal, {"next_step": "Sign"}, seen={"next_step": "Call"})

    assert not metas["next_step"].updateable
    assert isinstance(done, Denied)
    assert org.deals[deal]["NextStep"] == "Call"


async def test_reading_goes_on_when_the_writing_user_is_not_let_in_and_the_write_says_why() -> None:
    org, deal = a_deal(users={READER: BOT_ID})
    crm = written_as(org)

    assert await crm.fields()
    assert len(await all_pages(crm)) == 1
    for refused in (crm.look_at_writing(), crm.write(deal, {"next_step": "Sign"}, seen={"next_step": "Call"})):
        with pytest.raises(CrmRefuses, match=r"that crm\.write_as is active and pre-authorised"):
            await refused


async def test_a_user_of_another_org_writes_nothing() -> None:
    org, deal = a_deal(org_of={REVOPS: "00D000000000002AAA"})

    with pytest.raises(CrmRefuses, match="another Salesforce org"):
        await written_as(org).write(deal, {"next_step": "Sign"}, seen={"next_step": "Call"})

    assert org.done == []
