"""A Salesforce org in miniature, in the test's process: signs in, answers queries by pages, keeps both histories."""

import json
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import parse_qs

import httpx

from tests.crm.salesforce_company import BOT_ID, ORG_ID, RITA, Row, opportunity_fields, stages, users
from tests.crm.salesforce_query import MalformedQuery, Reader, chosen

HOST = "https://northwind.my.salesforce.com"
TOO_LONG = 16_384
SNAPSHOT = ("StageName", "Amount", "Probability", "CloseDate")

Fault = Callable[[httpx.Request], httpx.Response | None]
"""What happens instead of the org's own answer; None leaves it to the org."""


def stamp(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000+0000")


@dataclass
class FakeOrg(httpx.AsyncBaseTransport):
    now: datetime = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
    by: str = RITA
    fields: dict[str, Row] = field(default_factory=opportunity_fields)
    history_fields: set[str] = field(default_factory=lambda: {*SNAPSHOT, "ForecastCategory"})
    tracked: set[str] = field(default_factory=lambda: {"NextStep", "ForecastCategoryName"})
    deals: dict[str, Row] = field(default_factory=dict)
    snapshots: list[Row] = field(default_factory=list)
    edits: list[Row] = field(default_factory=list)
    with_products: set[str] = field(default_factory=set)
    page_size: int = 2_000
    versions: list[str] = field(default_factory=lambda: ["9.0", "66.0", "67.0", "68.0"])
    instance: str = HOST
    used: int = 10
    allowed: int = 100_000
    tokens: list[str] = field(default_factory=list)
    faults: deque[tuple[str, Fault]] = field(default_factory=deque)
    asked: list[httpx.Request] = field(default_factory=list)
    locators: dict[str, list[Row]] = field(default_factory=dict)

    # --- what people do in it ---

    def a_deal(self, name: str = "Acme", **values: Any) -> str:
        id_ = f"006{len(self.deals) + 1:012d}AAA"
        row = dict.fromkeys(self.fields) | {
            "Id": id_,
            "IsDeleted": False,
            "Name": name,
            "OwnerId": RITA,
            "StageName": "Qualify",
            "CloseDate": "2026-12-31",
            "ForecastCategory": "Pipeline",
            "ForecastCategoryName": "Pipeline",
            "CreatedDate": stamp(self.now),
            "CreatedById": self.by,
        }
        self.deals[id_] = row | values
        self._stamp(id_)
        self._snapshot(id_)
        return id_

    def change(self, id_: str, **values: Any) -> None:
        row = self.deals[id_]
        before = dict(row)
        row.update(values)
        self._stamp(id_)
        if any(before.get(name) != row.get(name) for name in SNAPSHOT):
            self._snapshot(id_)
        for name in self.tracked:
            if before.get(name) != row.get(name):
                long = self.fields[name]["type"] == "textarea"
                self.an_edit(id_, name, None if long else before.get(name), None if long else row.get(name))

    def an_edit(self, id_: str, name: str, old: Any, new: Any) -> None:
        row = {"Id": f"017{len(self.edits):015d}", "OpportunityId": id_, "Field": name, "OldValue": old}
        self.edits.append(row | {"NewValue": new, "CreatedById": self.by, "CreatedDate": stamp(self.now)})

    def delete(self, id_: str) -> None:
        self.deals[id_]["IsDeleted"] = True
        self._stamp(id_)

    def later(self, **span: float) -> None:
        self.now += timedelta(**span)

    def _stamp(self, id_: str) -> None:
        self.deals[id_] |= {"SystemModstamp": stamp(self.now), "LastModifiedDate": stamp(self.now)}

    def _snapshot(self, id_: str) -> None:
        row = {name: self.deals[id_].get(name) for name in (*SNAPSHOT, "ForecastCategory")}
        row |= {"Id": f"008{len(self.snapshots):015d}", "OpportunityId": id_, "CreatedById": self.by}
        self.snapshots.append(row | {"CreatedDate": stamp(self.now)})

    # --- what goes wrong ---

    def once(self, part: str, fault: Fault) -> None:
        """At the next request whose path has `part`."""
        self.faults.append((part, fault))

    def sign_everybody_out(self) -> None:
        self.tokens.clear()

    # --- what it answers ---

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        await request.aread()
        self.asked.append(request)
        for waiting in list(self.faults):
            part, fault = waiting
            if part in request.url.path:
                self.faults.remove(waiting)
                if (answer := fault(request)) is not None:
                    return answer
                break
        return self.answer(request)

    def answer(self, request: httpx.Request) -> httpx.Response:
        path = request.url.path
        if path == "/services/oauth2/token":
            return self._token(request)
        if path == "/services/data/":
            return httpx.Response(200, json=[{"label": "", "url": "", "version": one} for one in self.versions])
        if len(str(request.url)) > TOO_LONG:
            return httpx.Response(414)
        if request.headers.get("Authorization", "").removeprefix("Bearer ") not in self.tokens:
            return refusal(401, "INVALID_SESSION_ID", "Session expired or invalid")
        self.used += 1
        _, _, _, version, *rest = path.split("/")
        assert version == f"v{self.versions[-1]}", f"not the newest version: {version}"
        answer = self._within(request, rest)
        answer.headers["Sforce-Limit-Info"] = f"api-usage={self.used}/{self.allowed}"
        return answer

    def _within(self, request: httpx.Request, rest: list[str]) -> httpx.Response:
        match rest:
            case ["query" | "queryAll" as kind]:
                return self._query(parse_qs(request.url.query.decode())["q"][0], deleted_too=kind == "queryAll")
            case ["query", locator]:
                return self._page(locator)
            case ["sobjects", "Opportunity", "describe"]:
                return httpx.Response(200, json={"name": "Opportunity", "fields": list(self.fields.values())})
            case ["sobjects", "OpportunityHistory", "describe"] if self.history_fields:
                return httpx.Response(200, json={"fields": [{"name": name} for name in self.history_fields]})
            case ["sobjects", "Opportunity", id_] if request.method == "PATCH":
                return self._patch(id_, request)
        return refusal(404, "NOT_FOUND", "The requested resource does not exist")

    def _token(self, request: httpx.Request) -> httpx.Response:
        said = {name: values[0] for name, values in parse_qs(request.content.decode()).items()}
        wanted = {"grant_type": "client_credentials", "client_id": "an-id", "client_secret": "a-secret"}
        if said != wanted:
            description = "invalid client credentials"
            return httpx.Response(400, json={"error": "invalid_client", "error_description": description})
        token = f"00D!token-{len(self.asked)}"
        self.tokens.append(token)
        identity = f"https://login.salesforce.com/id/{ORG_ID}/{BOT_ID}"
        return httpx.Response(
            200, json={"access_token": token, "instance_url": self.instance, "id": identity, "token_type": "Bearer"}
        )

    def _query(self, soql: str, *, deleted_too: bool) -> httpx.Response:
        try:
            query = Reader(soql).query()
        except MalformedQuery as malformed:
            return refusal(400, "MALFORMED_QUERY", str(malformed))
        tables = {
            "Opportunity": [row for row in self.deals.values() if deleted_too or not row["IsDeleted"]],
            "OpportunityHistory": self.snapshots,
            "OpportunityFieldHistory": self.edits,
            "OpportunityStage": stages(),
            "User": users(),
            "FieldDefinition": self._definitions(),
        }
        rows = chosen(query, tables[query.table])
        shown = {"Opportunity": set(self.fields), "OpportunityHistory": {"Id", "OpportunityId", "CreatedDate"}}
        shown["OpportunityHistory"] |= {"CreatedById"} | self.history_fields
        for column in query.columns:
            if query.table in shown and column.partition(".")[0] not in shown[query.table] | {"RecordType"}:
                return refusal(400, "INVALID_FIELD", f"No such column '{column}' on entity '{query.table}'")
        found = [{name.partition(".")[0]: row.get(name.partition(".")[0]) for name in query.columns} for row in rows]
        locator = f"{query.table}.{len(self.locators)}-0"
        self.locators[locator.partition("-")[0]] = found
        return self._page(locator)

    def _definitions(self) -> list[Row]:
        return [
            {
                "QualifiedApiName": name,
                "EntityDefinition.QualifiedApiName": "Opportunity",
                "IsFieldHistoryTracked": name in self.tracked,
            }
            for name in self.fields
        ]

    def _page(self, locator: str) -> httpx.Response:
        key, _, start = locator.partition("-")
        if key not in self.locators:
            return refusal(400, "INVALID_QUERY_LOCATOR", "invalid query locator")
        rows, first = self.locators[key], int(start)
        page: Row = {"totalSize": len(rows), "done": first + self.page_size >= len(rows)}
        page["records"] = [{"attributes": {"type": "x"}} | row for row in rows[first : first + self.page_size]]
        if not page["done"]:
            page["nextRecordsUrl"] = f"/services/data/v{self.versions[-1]}/query/{key}-{first + self.page_size}"
        return httpx.Response(200, content=json.dumps(page))

    def _patch(self, id_: str, request: httpx.Request) -> httpx.Response:
        row = self.deals.get(id_)
        if row is None or row["IsDeleted"]:
            return refusal(404, "ENTITY_IS_DELETED", "entity is deleted")
        if (since := request.headers.get("If-Unmodified-Since")) and (
            datetime.fromisoformat(row["LastModifiedDate"]) > parsedate_to_datetime(since)
        ):
            return httpx.Response(412)
        values = json.loads(request.content)
        for name in values:
            if not self.fields[name]["updateable"]:
                message = f"Unable to create/update fields: {name}. Please check the security settings of this field"
                return refusal(400, "INVALID_FIELD_FOR_INSERT_UPDATE", message, name)
        if id_ in self.with_products:
            values.pop("Amount", None)
        self.by, before = BOT_ID, self.by
        self.change(id_, **values)
        self.by = before
        return httpx.Response(204)


def refusal(status: int, code: str, message: str, *fields: str) -> httpx.Response:
    said = [{"message": message, "errorCode": code} | ({"fields": list(fields)} if fields else {})]
    return httpx.Response(status, json=said)
