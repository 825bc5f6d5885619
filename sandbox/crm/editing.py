"""Editing a deal at the CRM's own pages: by its owner, and checked as the CRM checks it."""

from datetime import date, datetime

from sandbox.control.asked import Asked
from sandbox.crm.days import NOON, ZONE
from sandbox.crm.errors import RefusalError
from sandbox.crm.properties import Property
from sandbox.crm.record_told import is_editable
from sandbox.crm.records import UI, Deal, Hand, written
from sandbox.crm.state import CrmState
from sandbox.crm.validation import RULES_FROM, accepted
from sandbox.gestures import no


def edit(asked: Asked, state: CrmState, deal: Deal) -> None:
    """Sets one `field` to `value`, as it was typed or chosen; "" empties it."""
    described = state.properties.get(asked.need("field"))
    if described is None or not is_editable(described):
        no(f"{described.label if described else asked.get('field')} cannot be edited here.")
    typed = str(asked.get("value", "")).strip()
    try:
        values = accepted(state, deal, {described.name: _as_kept(described, typed)}, RULES_FROM)
    except RefusalError as refused:
        no(str(refused.errors[0]["message"]) if refused.errors else str(refused))
    state.change(deal.id, values, by=_owners_hand(asked, state, deal))


def _owners_hand(asked: Asked, state: CrmState, deal: Deal) -> Hand:
    owner = state.owners.get(deal.values.get("hubspot_owner_id", ""))
    person = asked.workspace.company.people[asked.user]
    if owner is None or owner.email != person.email:
        whose = f"{owner.first_name} {owner.last_name}" if owner else "its owner"
        no(f"Only {whose} edits this deal.")
    return Hand(UI, f"userId:{owner.user}", None, owner.user)


def _as_kept(described: Property, typed: str) -> str:
    """A day of a field that also has a time is that day's noon."""
    if described.type != "datetime" or not typed:
        return typed
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        no(f"{typed} is no date; it is written like 2026-11-23.")
    return written(datetime.combine(day, NOON, ZONE))
