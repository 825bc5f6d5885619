"""A deal as the page shows it: a line of its list, or the whole record with its history."""

from collections.abc import Iterator

from sandbox.company import PEOPLE
from sandbox.crm.properties import Property
from sandbox.crm.record_page import ZONE, fields, hand_shown, shown
from sandbox.crm.records import Deal, written
from sandbox.crm.state import CrmState
from sandbox.crm.validation import moment
from sandbox.state import Json

SETTLED = ("hubspot_owner_id", "pipeline", "deal_currency_code")
"""What nobody changes in passing."""


def line(state: CrmState, deal: Deal) -> Json:
    """`user` is the owner in Slack; null when there is nobody with that address."""
    stage = state.stage_of(deal)
    amount, closing = deal.values.get("amount", ""), deal.values.get("closedate", "")
    return {
        "id": str(deal.id),
        "name": deal.values.get("dealname", ""),
        "owner": shown(state, "hubspot_owner_id", deal.values.get("hubspot_owner_id", "")),
        "user": _owner_in_slack(state, deal),
        "stage": shown(state, "dealstage", deal.values.get("dealstage", "")),
        "open": stage is not None and not stage.closed,
        "amount": shown(state, "amount", amount),
        "currency": deal.values.get("deal_currency_code", ""),
        "closing": shown(state, "closedate", closing),
        "changed": written(deal.updated_at),
        "archived": deal.archived_at is not None,
    }


def record(state: CrmState, deal: Deal) -> Json:
    """With its fields, and every change to them, newest first."""
    return {
        **line(state, deal),
        "created": written(deal.created_at),
        "fields": [_field(state, deal, one) for one in fields(state)],
        "history": sorted(_changes(state, deal), key=lambda one: one["at"], reverse=True),
    }


def _changes(state: CrmState, deal: Deal) -> Iterator[Json]:
    """Field by field, oldest first; each with what the field held before."""
    for one in fields(state):
        was = ""
        for version in deal.history.get(one.name, []):
            told = shown(state, one.name, version.value)
            yield {
                "name": one.name,
                "label": one.label,
                "at": written(version.at),
                "source": version.by.source,
                "value": version.value,
                "shown": told,
                "was": was,
                "by": hand_shown(state, version),
                "user": _user_of(state, version.by.user),
            }
            was = told


def kind_of(described: Property) -> str:
    """What somebody edits it with: choice, number, date, long or text."""
    if described.choices or described.name == "dealstage":
        return "choice"
    if described.type in ("date", "datetime"):
        return "date"
    if described.type == "number":
        return "number"
    return "long" if described.field_type == "textarea" else "text"


def is_editable(described: Property) -> bool:
    return not described.read_only and not described.takes_many and described.name not in SETTLED


def _field(state: CrmState, deal: Deal, described: Property) -> Json:
    """`typed` is the value as an editor of its kind takes it."""
    value = deal.values.get(described.name, "")
    kind = kind_of(described)
    return {
        "name": described.name,
        "label": described.label,
        "value": value,
        "shown": shown(state, described.name, value),
        "kind": kind,
        "typed": moment(value).astimezone(ZONE).date().isoformat() if described.type == "datetime" and value else value,
        "choices": _choices(state, deal, described, value) if kind == "choice" else [],
        "editable": is_editable(described),
    }


def _choices(state: CrmState, deal: Deal, described: Property, value: str) -> list[Json]:
    """Those that are offered, and the one that is chosen even when it is offered no more."""
    if described.name == "dealstage":
        stages = state.pipelines[deal.values["pipeline"]].stages
        return [{"value": stage.id, "label": stage.label} for stage in stages]
    return [
        {"value": one.value, "label": one.label} for one in described.choices if not one.hidden or one.value == value
    ]


def _owner_in_slack(state: CrmState, deal: Deal) -> str | None:
    owner = state.owners.get(deal.values.get("hubspot_owner_id", ""))
    return _user_of(state, owner.user) if owner else None


def _user_of(state: CrmState, crm_user: int | None) -> str | None:
    owner = next((one for one in state.owners.values() if one.user == crm_user), None)
    return next((person.id for person in PEOPLE if owner and owner.email == person.email), None)
