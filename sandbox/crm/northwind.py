"""Northwind's CRM before there are deals in it: who owns them, and the stages they pass."""

from collections.abc import Callable
from datetime import datetime

from sandbox.crm.records import Owner, Pipeline, Stage
from sandbox.crm.state import CrmState, Rule

OWNERS = (
    Owner("70010001", 51001, "Rita", "Moreno", "rita.moreno@northwind.example"),
    Owner("70010002", 51002, "Ravi", "Shah", "ravi.shah@northwind.example"),
    Owner("70010003", 51003, "Carl", "Jensen", "carl.jensen@northwind.example"),
    Owner("70010004", 51004, "Maya", "Lindqvist", "maya.lindqvist@northwind.example"),
    Owner("70010005", 51005, "Trade", "Desk", None),
    Owner("70010006", 51006, "Nils", "Berg", "nils.berg@northwind.example", archived=True),
)
RITA, RAVI, CARL, MAYA, DESK, NILS = OWNERS
"""The trade desk is an account without an address; Nils has left."""

PIPELINES = (
    Pipeline(
        "default",
        "Sales pipeline",
        [
            Stage("appointmentscheduled", "Discovery", "0.1"),
            Stage("qualifiedtobuy", "Qualified", "0.2"),
            Stage("presentationscheduled", "Proposal", "0.4"),
            Stage("contractsent", "Negotiation", "0.7"),
            Stage("renewal", "Renewal", "0.8"),
            Stage("closedwon", "Closed won", "1.0", closed=True),
            Stage("closedlost", "Closed lost", "0.0", closed=True),
        ],
    ),
    Pipeline(
        "31415926",
        "Partner pipeline",
        [
            Stage("91000001", "Introduced", "0.2"),
            Stage("91000002", "Joint offer", "0.5"),
            Stage("91000003", "Signed", "1.0", closed=True),
            Stage("91000004", "Dropped", "0.0", closed=True),
        ],
    ),
)

RISK_RULE = Rule("dealstage", "presentationscheduled", "implementation_risk")
"""The one that Northwind's salespeople argue about in #sales-east."""


def northwind(now: Callable[[], datetime]) -> CrmState:
    """Without a deal. What it holds is its own: a test may change it."""
    state = CrmState(now)
    for owner in OWNERS:
        state.owners[owner.id] = Owner(
            owner.id, owner.user, owner.first_name, owner.last_name, owner.email, owner.archived
        )
    for pipeline in PIPELINES:
        stages = [Stage(stage.id, stage.label, stage.probability, stage.closed) for stage in pipeline.stages]
        state.pipelines[pipeline.id] = Pipeline(pipeline.id, pipeline.label, stages)
    state.rules.append(RISK_RULE)
    return state
