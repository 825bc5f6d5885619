"""Operating models as they are written, for the tests."""

import copy
from typing import Any

SMALLEST: dict[str, Any] = {
    "version": 1,
    "company": "Northwind",
    "timezone": "Europe/Berlin",
    "channels": {"triage": "C0TRIAGE", "updates": "G0UPDATES"},
    "people": {"admins": ["W0ADA"], "triage_owners": ["S0OPS"]},
    "crm": {"kind": "csv", "csv": {"stages": {"qualified": "open", "won": "won", "lost": "lost"}}},
    "workflows": {
        "forecast": {
            "name": "Forecast",
            "meeting": {"name": "Call", "day": "mon", "at": "09:30", "channel": "C0CALL"},
            "done_means": "All is current.",
        }
    },
}


def changed(where: str, value: object, base: dict[str, Any] = SMALLEST) -> dict[str, Any]:
    """`base` with one place set to `value`: `workflows.forecast.meeting.day`."""
    whole = copy.deepcopy(base)
    *path, last = where.split(".")
    inner = whole
    for key in path:
        inner = inner.setdefault(key, {})
    inner[last] = value
    return whole


EXAMPLE_CRITERION = {"id": "a", "field": "amount", "must": {"be_filled": True}, "say": "Say how much."}


WITH_FIELDS = changed("crm.fields", {"amount": "amount", "champion": "champion_name"})
