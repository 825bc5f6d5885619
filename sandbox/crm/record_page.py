"""The page of one deal, for people: what it holds now, and how it came to that."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from html import escape
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from sandbox.crm.crm import Crm
from sandbox.crm.properties import Property
from sandbox.crm.records import UI, Deal, Version
from sandbox.crm.state import CrmState
from sandbox.crm.validation import moment

SHOWN = (
    "hubspot_owner_id",
    "pipeline",
    "dealstage",
    "amount",
    "deal_currency_code",
    "closedate",
    "hs_manual_forecast_category",
    "hs_next_step",
    "champion_name",
    "implementation_risk",
    "promised_outcomes",
    "kickoff_date",
)
ZONE = ZoneInfo("America/New_York")

STYLE = """
body { font: 15px/1.45 system-ui, sans-serif; color: #1d1c1d; margin: 2rem auto; max-width: 60rem; padding: 0 1rem }
h1 { font-size: 1.4rem } h2 { font-size: 1.05rem; margin-top: 2rem }
table { border-collapse: collapse; width: 100% } th, td { text-align: left; padding: .35rem .75rem .35rem 0;
  border-bottom: 1px solid #ddd; vertical-align: top; overflow-wrap: anywhere } th { font-weight: 600; width: 14rem }
@media (prefers-color-scheme: dark) { body { background: #1a1d21; color: #d1d2d3 } th, td { border-color: #444 } }
"""


def record_page(crm: Crm) -> Callable[[Request], Response]:
    def endpoint(request: Request) -> Response:
        crm.state.catch_up()
        asked = str(request.path_params["deal_id"])
        deal = crm.state.find(int(asked)) if asked.isdigit() else None
        if deal is None:
            return HTMLResponse(_page("No such deal", "<p>There is no deal with this number.</p>"), 404)
        return HTMLResponse(_page(deal.values.get("dealname", asked), _record(crm.state, deal)))

    return endpoint


def shown(state: CrmState, name: str, value: str) -> str:
    """A value as people read it: labels for options, days for times, numbers in thousands."""
    if name == "hubspot_owner_id" and (owner := state.owners.get(value)):
        return f"{owner.first_name} {owner.last_name}"
    described = state.properties[name]
    if described.type == "number" and value:
        return f"{Decimal(value):,f}"
    if described.type == "datetime":
        return moment(value).astimezone(ZONE).date().isoformat() if value else ""
    return next((choice.label for choice in state.choices_of(name) if choice.value == value), value)


def hand_shown(state: CrmState, version: Version) -> str:
    person = next((owner for owner in state.owners.values() if owner.user == version.by.user), None)
    if person:
        return f"{person.first_name} {person.last_name}"
    return version.by.label or ("Somebody" if version.by.source == UI else "HubSpot")


def fields(state: CrmState) -> list[Property]:
    """Those that a page shows, as far as they are there."""
    return [state.properties[name] for name in SHOWN if name in state.properties]


def latest_first(state: CrmState, deal: Deal) -> list[tuple[Property, Version]]:
    kept = [(one, version) for one in fields(state) for version in deal.history.get(one.name, [])]
    return sorted(kept, key=lambda pair: pair[1].at, reverse=True)


def _record(state: CrmState, deal: Deal) -> str:
    gone = "<p><strong>This deal was deleted.</strong></p>" if deal.archived_at else ""
    now = "".join(_rows((one.label, shown(state, one.name, deal.values.get(one.name, ""))) for one in fields(state)))
    past = "".join(
        _rows(
            (
                version.at.astimezone(ZONE).strftime("%a %d %b, %H:%M"),
                one.label,
                shown(state, one.name, version.value) or "(emptied)",
                hand_shown(state, version),
            )
            for one, version in latest_first(state, deal)
        )
    )
    return f"{gone}<table>{now}</table><h2>History</h2><table>{past}</table>"


def _rows(cells: Iterator[tuple[str, ...]]) -> Iterator[str]:
    for head, *rest in cells:
        yield f"<tr><th>{escape(head)}</th>{''.join(f'<td>{escape(one)}</td>' for one in rest)}</tr>"


def _page(title: str, inside: str) -> str:
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)}</title><style>{STYLE}</style><h1>{escape(title)}</h1>{inside}</html>"
    )
