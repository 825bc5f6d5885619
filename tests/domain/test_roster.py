"""Who is named, who may decide, and whose team is whose."""

from typing import Any

import pytest

from domain.ids import UserId
from domain.operating_model import OperatingModel
from domain.roster import Roster, Team, references_to_resolve

ADA, THEO, FINN, RITA, MAYA = map(UserId, ["U0ADA", "U0THEO", "U0FINN", "U0RITA", "U0MAYA"])


def a_workflow(name: str, *owners: str) -> dict[str, Any]:
    meeting = {"name": "Call", "day": "mon", "at": "09:30", "channel": "C0CALL"}
    return {"name": name, "meeting": meeting, "done_means": "All is current.", "triage_owners": list(owners)}


def a_model(
    *, general: list[str], forecast: list[str], members: tuple[str, ...] = (RITA,), manager: str = MAYA
) -> OperatingModel:
    return OperatingModel.model_validate({
        "version": 1,
        "company": "Northwind",
        "timezone": "America/New_York",
        "channels": {"triage": "C0TRIAGE", "updates": "C0UPDATES"},
        "people": {
            "admins": [ADA],
            "triage_owners": general,
            "teams": [{"name": "East", "role": "rep", "manager": manager, "members": list(members)}],
        },
        "crm": {"kind": "demo"},
        "workflows": {"forecast": a_workflow("Forecast", *forecast), "renewal": a_workflow("Renewal", FINN)},
    })  # fmt: skip


def test_a_workflow_with_owners_of_its_own_is_theirs_alone():
    roster = Roster.of(a_model(general=[THEO], forecast=[FINN]), {})

    assert roster.triage_owners("forecast") == {FINN}
    assert not roster.may_decide(THEO, "forecast")


@pytest.mark.parametrize("workflow", ["forecast", None, "a_workflow_of_last_year"])
def test_everything_else_belongs_to_the_general_owners(workflow):
    roster = Roster.of(a_model(general=[THEO], forecast=[]), {})

    assert roster.triage_owners(workflow) == {THEO}
    assert roster.may_decide(THEO, workflow)
    assert not roster.may_decide(FINN, workflow)


@pytest.mark.parametrize("workflow", ["forecast", "renewal", None, "a_workflow_of_last_year"])
def test_an_admin_may_always_decide_but_is_not_named(workflow):
    roster = Roster.of(a_model(general=[THEO], forecast=[FINN]), {})

    assert roster.may_decide(ADA, workflow)
    assert ADA not in roster.triage_owners(workflow)
    assert roster.is_admin(ADA)
    assert not roster.is_admin(THEO)


def test_an_admin_is_named_when_nobody_else_is():
    roster = Roster.of(a_model(general=[], forecast=[FINN]), {})

    assert roster.triage_owners(None) == {ADA}


def test_nobody_else_may_decide():
    roster = Roster.of(a_model(general=[THEO], forecast=[FINN]), {})

    assert not any(roster.may_decide(user, "forecast") for user in (RITA, MAYA, UserId(""), UserId("forecast")))


def test_groups_and_addresses_become_the_users_behind_them():
    model = a_model(
        general=["theo@northwind.example"],
        forecast=["S0FINANCE"],
        members=("S0EAST",),
        manager="Maya@Northwind.example",
    )
    resolved = {
        "theo@northwind.example": frozenset({THEO}),
        "S0FINANCE": frozenset({FINN, ADA}),
        "S0EAST": frozenset({RITA}),
        "maya@northwind.example": frozenset({MAYA}),
    }

    roster = Roster.of(model, resolved)

    assert roster.triage_owners(None) == {THEO}
    assert roster.triage_owners("forecast") == {FINN, ADA}
    assert roster.team_of(RITA) == Team("East", "rep", MAYA, frozenset({RITA}))
    assert roster.unresolved == ()


def test_what_has_to_be_looked_up_is_listed_once_in_the_order_of_the_file():
    model = a_model(general=["S0OPS", "Theo@northwind.example"], forecast=["S0OPS", FINN, "S0FINANCE"])

    assert references_to_resolve(model) == ("S0OPS", "theo@northwind.example", "S0FINANCE")


def test_what_stands_for_nobody_is_told_and_the_next_in_line_decides():
    model = a_model(general=["S0OPS"], forecast=["S0EMPTY"], manager="gone@northwind.example")

    roster = Roster.of(model, {"S0EMPTY": frozenset()})

    assert roster.unresolved == ("S0OPS", "gone@northwind.example", "S0EMPTY")
    assert roster.triage_owners("forecast") == {ADA}
    assert roster.team_of(RITA) == Team("East", "rep", None, frozenset({RITA}))


def test_a_manager_is_in_the_team_that_they_lead_and_a_stranger_in_none():
    roster = Roster.of(a_model(general=[THEO], forecast=[]), {})

    assert roster.team_of(MAYA) == roster.team_of(RITA)
    assert roster.team_of(THEO) is None
