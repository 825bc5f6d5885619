"""Deals, findings and updates to draw, and what the sandbox's Slack says of a view."""

import json
from dataclasses import replace
from typing import Any

from domain.asking import Question, Rest, RestId, Scope
from domain.crm_field import FieldKind, FieldMeta, Option
from domain.deal import Deal, Stage, Standing
from domain.deal_update import DealUpdate, UpdateId, UpdateState
from domain.finding_standing import Asking, FindingStanding
from domain.ids import DealId, OwnerId
from domain.update_sheet import Entry, UpdateSheet, UpdateStanding
from sandbox.blocks.checks import blocks_problems, view_problems
from tests.views.view_values import NOW, RITA, ZONE

PROPOSAL = Stage("presentationscheduled", "Proposal", "default", Standing.OPEN, 0.4)
CALL = "Call the champion on Thursday"


def a_deal(name: str = "Kestrel – Road", **parts: Any) -> Deal:
    link = "https://crm.example/deal?a=1&b=2|x"
    deal = Deal(
        DealId("18"), name, OwnerId("501"), PROPOSAL, NOW, {"close_date": "2026-12-18"}, currency="USD", link=link
    )
    return replace(deal, **parts)


def an_entry(kind: FieldKind = FieldKind.TEXT, held: str = "", *, field: str = "next_step", **parts: Any) -> Entry:
    meta = {name: parts.pop(name) for name in list(parts) if name in FieldMeta.__dataclass_fields__}
    return Entry(FieldMeta(field, meta.pop("label", "Next step"), kind, **meta), held, **parts)


def a_sheet(*entries: Entry, deal: Deal | None = None, **parts: Any) -> UpdateSheet:
    return UpdateSheet(7, deal or a_deal(), entries or (an_entry(),), ZONE, **parts)


def options(count: int) -> tuple[Option, ...]:
    return tuple(Option(f"value {n}", f"Label {n}") for n in range(count))


def an_update(state: UpdateState = UpdateState.WAITING, value: str = CALL, **parts: Any) -> DealUpdate:
    made = DealUpdate(UpdateId(4), DealId("18"), RITA, NOW, 7, {"next_step": value}, {"next_step": ""}, state)
    return replace(made, **parts)


def an_update_standing(state: UpdateState, value: str = CALL, **parts: Any) -> UpdateStanding:
    about = {name: parts.pop(name) for name in ("deal", "merged_into_deal", "entries") if name in parts}
    update = an_update(state, value, **parts)
    entries = about.get("entries", [an_entry(typed=value, problem=update.because.get("next_step", ""))])
    return UpdateStanding(update, about.get("deal", a_deal()), entries, ZONE, about.get("merged_into_deal"))


def a_finding(asking: Asking = Asking.ASKED, *, deal: Deal | None = None, **parts: Any) -> FindingStanding:
    made = FindingStanding(
        DealId("18"),
        "pipeline_review",
        "next_step_fresh",
        asking,
        "Next step",
        ZONE,
        deal=deal or a_deal(),
        finding=7,
        because="Next step last changed 23 days ago, longer than the 14 days allowed",
        say="Say what happens next and by when.",
    )
    return replace(made, **parts)


def a_rest(scope: Scope, **parts: Any) -> Rest:
    about = Question(DealId("18"), PROPOSAL.id, "pipeline_review", "next_step_fresh", "next_step")
    return replace(Rest(RestId(3), RITA, scope, NOW, about), **parts)


def taken_by_slack(payload: dict[str, Any]) -> dict[str, Any]:
    """`payload`, if the sandbox's Slack takes it."""
    payload = json.loads(json.dumps(payload))
    problems = view_problems(payload) if "type" in payload else blocks_problems(payload["blocks"])
    assert problems == []
    return payload
