"""HubSpot's JSON as our records, stages and owners, and its refusals in its own words."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter
from typing import Any, Final

import httpx

from crm.hubspot_troubles import contexts, said
from crm.hubspot_values import Property, moment
from crm.protocol import CrmUnavailable, Record
from domain.deal import Stage, Standing, number
from domain.deal_history import Change, Source
from domain.ids import DealId, OwnerId
from domain.owner import Owner
from domain.texts import is_link

Told = Mapping[str, Any]

NAME, OWNER, PIPELINE, STAGE, CURRENCY = "dealname", "hubspot_owner_id", "pipeline", "dealstage", "deal_currency_code"
CREATED, MODIFIED, MERGED = "hs_createdate", "hs_lastmodifieddate", "hs_merged_object_ids"
ALWAYS: Final = (NAME, OWNER, PIPELINE, STAGE, CURRENCY, CREATED, MODIFIED, MERGED)
"""`createdate` is not among them: people may edit that one."""

_HANDS: Final[Mapping[Source, str]] = {
    Source.PERSON: "CRM_UI CRM_UI_BULK_ACTION BATCH_UPDATE MOBILE_IOS MOBILE_ANDROID EXTENSION CONTACTS_WEB SALES "
    "MEETINGS FORECASTING PLAYBOOKS PROPERTY_RESTORE",
    Source.AUTOMATION: "AUTOMATION_PLATFORM AUTOMATION_JOURNEY PRIMARY_AUTOMATION WORKFLOWS CALCULATED SEQUENCES BOT "
    "CRM_PROCESSES_PLATFORM INTERNAL_PROCESSING PIPELINE_SETTINGS PROPERTY_SETTINGS CENTRAL_EXCHANGE_RATES "
    "DATA_ENRICHMENT CONVERSATIONAL_ENRICHMENT COMPANY_INSIGHTS AI_GROUP BREEZE_AGENT CUSTOMER_AGENT PROSPECTING_AGENT",
    Source.IMPORT: "IMPORT MIGRATION",
    Source.INTEGRATION: "API INTEGRATION INTEGRATIONS_PLATFORM INTEGRATIONS_SYNC SALESFORCE PORTAL_OBJECT_SYNC "
    "CONNECTED_ACCOUNT MARKETPLACE EMAIL_INTEGRATION GMAIL_INTEGRATION SLACK_INTEGRATION",
}
SOURCES: Final = {name: source for source, names in _HANDS.items() for name in names.split()}
"""HubSpot's source types (`PropertyValue.source` in its OpenAPI); one that is not here is unknown to us."""


@dataclass(frozen=True, slots=True)
class Account:
    """`records_at` is where a person sees the deals, by their id; "" when HubSpot does not say it: then they have no
    link. `currency` is the company's, in which every deal is that names none."""

    records_at: str = ""
    currency: str | None = None

    def link(self, deal: str) -> str:
        return f"{self.records_at}{deal}" if self.records_at else ""


def account(told: Told, *, deals: str) -> Account:
    """`deals` is the deals' number among HubSpot's kinds of objects."""
    portal, domain, currency = (str(told.get(name) or "") for name in ("portalId", "uiDomain", "companyCurrency"))
    is_known = portal.isdigit() and re.fullmatch(r"[a-z0-9][a-z0-9.-]+", domain)
    return Account(
        f"https://{domain}/contacts/{portal}/record/{deals}/" if is_known else "",
        currency if re.fullmatch(r"[A-Z]{3}", currency) else None,
    )


def record(told: Told, fields: Sequence[Property], people: Mapping[str, OwnerId], of: Account) -> Record:
    """`people` are owners by the id of their user, which is what a history names."""
    values = told.get("properties") or {}
    created_at = moment(str(values.get(CREATED) or told.get("createdAt")))
    modified_at = moment(str(values.get(MODIFIED) or told.get("updatedAt")))
    if created_at is None or modified_at is None:
        raise CrmUnavailable("a deal came without its times")
    kept = told.get("propertiesWithHistory") or {}
    history = {one.field: list(_changes(one, kept.get(one.name) or (), people)) for one in fields}
    return Record(
        id=DealId(str(told["id"])),
        name=str(values.get(NAME) or ""),
        owner=OwnerId(str(values[OWNER])) if values.get(OWNER) else None,
        pipeline=str(values.get(PIPELINE) or ""),
        stage=str(values.get(STAGE) or ""),
        created_at=created_at,
        modified_at=modified_at,
        values={one.field: value for one in fields if (value := one.read(values.get(one.name)))},
        currency=str(values[CURRENCY]) if values.get(CURRENCY) else of.currency,
        link=told["url"] if is_link(str(told.get("url"))) else of.link(str(told["id"])),
        history=sorted((change for changes in history.values() for change in changes), key=lambda change: change.at),
        whole=frozenset(one.field for one in fields if _is_whole(history[one.field], values.get(one.name), created_at)),
    )


def _is_whole(changes: Sequence[Change], value: object, created_at: datetime) -> bool:
    """HubSpot keeps no more than some versions, and does not say how many. Never filled is never changed."""
    return changes[0].at <= created_at if changes else not value


def merged_ids(told: Told) -> list[DealId]:
    """The deals that became part of this one; it is none of them, though it may have been before it was merged."""
    ids = str((told.get("properties") or {}).get(MERGED) or "")
    return [DealId(one) for one in ids.split(";") if one and one != str(told["id"])]


def _changes(one: Property, versions: Iterable[Told], people: Mapping[str, OwnerId]) -> Iterator[Change]:
    """Oldest first, of `versions` newest first. One that says the same as the one before is no change: another hour of
    the same close date, say."""
    dated = [(at, version) for version in versions if (at := moment(str(version.get("timestamp"))))]
    dated.reverse()
    dated.sort(key=itemgetter(0))
    before: str | None = None
    for at, version in dated:
        value = one.read(version.get("value"))
        if value != before:
            source = SOURCES.get(str(version.get("sourceType")), Source.UNKNOWN)
            yield Change(one.field, value, at, by=people.get(_user(version)), source=source)
        before = value


def _user(version: Told) -> str:
    """The older versions tell it in their source's id alone."""
    if version.get("updatedByUserId") is not None:
        return str(version["updatedByUserId"])
    return str(version.get("sourceId") or "").removeprefix("userId:")


def stages(pipeline: Told) -> Iterator[Stage]:
    """A closed one is won if its probability is 1; what it is called says nothing."""
    of = str(pipeline["id"])
    for told in pipeline.get("stages") or ():
        metadata = told.get("metadata") or {}
        probability = number(str(metadata.get("probability") or ""))
        closed = str(metadata.get("isClosed")).lower() == "true"
        won = closed and probability == 1
        yield Stage(
            str(told["id"]),
            str(told.get("label") or told["id"]),
            of,
            Standing.WON if won else Standing.LOST if closed else Standing.OPEN,
            None if probability is None else float(probability),
        )


def owner(told: Told) -> Owner:
    name = f"{told.get('firstName') or ''} {told.get('lastName') or ''}".strip()
    email = str(told["email"]) if told.get("email") else None
    return Owner(OwnerId(str(told["id"])), name or email or str(told["id"]), email, active=not told.get("archived"))


def user_of(told: Told) -> str:
    """Who left has only the second one."""
    return str(told.get("userId") or told.get("userIdIncludingInactive") or "")


def words(answer: httpx.Response, fields: Mapping[str, str]) -> dict[str, str]:
    """Why it was refused, by our words; `fields` are those by HubSpot's. "" is the deal as a whole."""
    body = said(answer)
    found: dict[str, str] = {}
    for name, why in _listed(body):
        field = fields.get(name, "")
        if why not in found.get(field, ""):
            found[field] = f"{found[field]} {why}" if field in found else why
    return found or {"": str(body.get("message") or "HubSpot did not take it, and does not say why.")}


def _listed(body: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """HubSpot says it as JSON inside its message, or as a list of errors, or both."""
    _, opening, inside = str(body.get("message") or "").partition("[")
    try:
        items = json.loads(opening + inside[: inside.rfind("]") + 1])
        listed = [(str(item["name"]), str(item["message"])) for item in items]
    except (ValueError, TypeError, KeyError, RecursionError):
        listed = []
    yield from listed
    if not listed and isinstance(body.get("errors"), list):
        for why, context in contexts(body):
            names = context.get("propertyName") or context.get("properties") or [""]
            for name in names if isinstance(names, list) else [names]:
                if why and why != body.get("message"):
                    yield str(name), why
