"""What each address does, once it is sure that the caller may."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request

from sandbox.crm.errors import Json, RefusalError, invalid, not_found
from sandbox.crm.records import INTEGRATION, Deal, Hand
from sandbox.crm.searching import search
from sandbox.crm.shapes import deal_told, page
from sandbox.crm.state import HOME_CURRENCY, CrmState
from sandbox.crm.validation import accepted

LONGEST_LIST, LONGEST_BATCH, LONGEST_WITH_HISTORY, LONGEST_OWNERS = 100, 100, 50, 500
PORTAL = 24680135
BOT = Hand(INTEGRATION, "7040101", "CRM adoption")
DATED = re.compile(r"\d{4}-\d{2}")

Answer = tuple[int, Json]


@dataclass(frozen=True)
class Call:
    state: CrmState
    request: Request
    body: Json

    def __post_init__(self) -> None:
        path = self.request.path_params
        if not DATED.fullmatch(path["version"]) or path.get("deals", "deals") not in ("deals", "deal", "0-3"):
            raise RefusalError(404, "OBJECT_NOT_FOUND", "Unable to infer object type or version from the address.")

    @property
    def version(self) -> str:
        return str(self.request.path_params["version"])

    @property
    def archived(self) -> bool:
        return self.request.query_params.get("archived", "").lower() == "true"

    def names(self, parameter: str) -> list[str]:
        """Separated by commas, or given several times."""
        return [name for given in self.request.query_params.getlist(parameter) for name in given.split(",") if name]

    def limit(self, otherwise: int, most: int) -> int:
        asked = self.request.query_params.get("limit", str(otherwise))
        if not asked.isdigit() or not 0 < int(asked) <= most:
            raise invalid(f"limit must be between 1 and {most}; {asked!r} is not.")
        return int(asked)

    def after(self) -> int:
        asked = self.request.query_params.get("after") or "0"
        if not asked.isdigit():
            raise invalid(f"after must be what an answer's paging said; {asked!r} is not.")
        return int(asked)

    def told(self, deal: Deal, properties: Sequence[str], with_history: Sequence[str] = ()) -> Json:
        there = [name for name in properties if name in self.state.properties]
        past = [name for name in with_history if name in self.state.properties]
        here = f"{str(self.request.base_url).rstrip('/')}{self.request.scope.get('root_path', '')}"
        return deal_told(deal, there, past, url=f"{here}/{record_path(deal.id)}")

    def deal(self) -> Deal:
        """By an id that was merged away the deal that it became part of."""
        asked = str(self.request.path_params["deal_id"])
        deal = self.state.find(int(asked)) if asked.isdigit() else None
        if deal is None or bool(deal.archived_at) is not self.archived:
            raise not_found(asked)
        return deal


def record_path(deal_id: int | str) -> str:
    """As in HubSpot's own addresses."""
    return f"contacts/{PORTAL}/record/0-3/{deal_id}"


def search_deals(call: Call) -> Answer:
    found, total, after = search(call.state, call.body)
    properties = _named(call.body, "properties")
    return 200, page([call.told(deal, properties) for deal in found], after, total=total)


def batch_read(call: Call) -> Answer:
    """200, or 207 when some of them are not there: archived, merged into another one, or never known."""
    properties, with_history = _named(call.body, "properties"), _named(call.body, "propertiesWithHistory")
    most = LONGEST_WITH_HISTORY if with_history else LONGEST_BATCH
    ids = [str(one["id"]) for one in call.body.get("inputs", [])]
    if not 0 < len(ids) <= most:
        raise invalid(f"A batch takes from 1 to {most} inputs; there are {len(ids)}.")
    there = [deal for deal_id in ids if (deal := _in_batch(call, deal_id))]
    known = {str(deal.id) for deal in there}
    answer: Json = {
        "status": "COMPLETE",
        "results": [call.told(deal, properties, with_history) for deal in there],
        "startedAt": call.state.now().isoformat(timespec="milliseconds"),
        "completedAt": call.state.now().isoformat(timespec="milliseconds"),
    }
    if missing := [deal_id for deal_id in ids if deal_id not in known]:
        message = "Could not get some DEAL objects, they may be deleted or not exist. Check that ids are valid."
        error = {"status": "error", "category": "OBJECT_NOT_FOUND", "message": message, "context": {"ids": missing}}
        return 207, {**answer, "numErrors": 1, "errors": [error]}
    return 200, answer


def _in_batch(call: Call, deal_id: str) -> Deal | None:
    deal = call.state.deals.get(int(deal_id)) if deal_id.isdigit() else None
    if deal is None or deal.merged_into is not None or bool(deal.archived_at) is not call.archived:
        return None
    return deal


def list_deals(call: Call) -> Answer:
    with_history = call.names("propertiesWithHistory")
    limit = call.limit(10, LONGEST_WITH_HISTORY if with_history else LONGEST_LIST)
    if call.archived:
        waiting = [deal for deal in call.state.archived() if deal.id > call.after()]
    else:
        first = bisect_right(call.state.live, call.after())
        waiting = [call.state.deals[deal_id] for deal_id in call.state.live[first : first + limit + 1]]
    told = [call.told(deal, call.names("properties"), with_history) for deal in waiting[:limit]]
    return 200, page(told, waiting[limit - 1].id if len(waiting) > limit else None)


def read_deal(call: Call) -> Answer:
    return 200, call.told(call.deal(), call.names("properties"), call.names("propertiesWithHistory"))


def update_deal(call: Call) -> Answer:
    deal, given = call.deal(), call.body.get("properties")
    if not isinstance(given, dict):
        raise invalid("Some required fields were not set: [properties]")
    values = accepted(call.state, deal, given, call.version)
    call.state.change(deal.id, values, by=BOT)
    return 200, call.told(deal, [*values, *ALSO])


ALSO = ("dealstage", "hs_is_closed", "hs_is_closed_won")
"""What an update answers besides what it changed."""


def list_owners(call: Call) -> Answer:
    wanted = call.request.query_params.get("email", "").lower()
    waiting = [
        owner
        for owner in sorted(call.state.owners.values(), key=lambda owner: int(owner.id))
        if owner.archived is call.archived
        and int(owner.id) > call.after()
        and (not wanted or (owner.email or "").lower() == wanted)
    ]
    limit = call.limit(100, LONGEST_OWNERS)
    told = [owner.as_json() for owner in waiting[:limit]]
    return 200, page(told, waiting[limit - 1].id if len(waiting) > limit else None)


def list_pipelines(call: Call) -> Answer:
    return 200, {"results": [one.as_json(order) for order, one in enumerate(call.state.pipelines.values())]}


def list_properties(call: Call) -> Answer:
    """Options of owners are not among them: HubSpot keeps those elsewhere."""
    described = []
    for one in call.state.described():
        told = one.as_json()
        if one.name in ("pipeline", "dealstage"):
            told["options"] = [
                {"label": choice.label, "value": choice.value, "displayOrder": order, "hidden": False}
                for order, choice in enumerate(call.state.choices_of(one.name))
            ]
        described.append(told)
    return 200, {"results": described}


def tell_account(_call: Call) -> Answer:
    return 200, {
        "portalId": PORTAL,
        "accountType": "SANDBOX",
        "timeZone": "US/Eastern",
        "companyCurrency": HOME_CURRENCY,
        "additionalCurrencies": ["EUR"],
        "uiDomain": "app.hubspot.com",
    }


def _named(body: Json, name: str) -> list[str]:
    given: Any = body.get(name) or []
    if not isinstance(given, list):
        raise invalid(f"{name} is a list of names.")
    return [str(one) for one in given]
