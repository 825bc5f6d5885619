"""`/_control/crm/…`: what the page shows of the CRM, and what a test makes of it."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from starlette.routing import Route

from sandbox.control.asked import Asked
from sandbox.control.routes import Carry, reader, writer
from sandbox.crm import editing
from sandbox.crm.record_told import line, record
from sandbox.crm.records import UI, Deal, Hand
from sandbox.crm.state import CrmState, Rule
from sandbox.gestures import no
from sandbox.state import Json
from sandbox.workspace import Workspace


def crm_control_routes(workspace: Workspace) -> list[Route]:
    reads = [Route(f"/{c.__name__}", reader(workspace, c)) for c in READS]
    return [*reads, *(Route(f"/{c.__name__}", writer(workspace, c), methods=["POST"]) for c in WRITES)]


async def deals(asked: Asked) -> Json:
    """All that are not archived, the one changed last first."""
    state = records(asked)
    live = sorted((state.deals[one] for one in state.live), key=lambda deal: deal.updated_at, reverse=True)
    return {"deals": [line(state, deal) for deal in live]}


async def deal(asked: Asked) -> Json:
    """One record with its labels and history, newest first, as people read it."""
    return record(records(asked), the_deal(asked))


async def add(asked: Asked) -> Json:
    made = records(asked).add(texts(asked.get("values", {})), at=moment(asked), by=hand(asked))
    return told(asked, id=str(made.id))


async def change(asked: Asked) -> Json:
    """As somebody would at HubSpot's own pages: nothing is checked."""
    records(asked).change(the_deal(asked).id, texts(asked.get("values", {})), at=moment(asked), by=hand(asked))
    return told(asked)


async def edit(asked: Asked) -> Json:
    """One field, by the deal's owner: checked as HubSpot's pages check it."""
    editing.edit(asked, records(asked), the_deal(asked))
    return told(asked)


async def archive(asked: Asked) -> Json:
    records(asked).archive(the_deal(asked).id)
    return told(asked)


async def merge(asked: Asked) -> Json:
    records(asked).merge(the_deal(asked, "into").id, the_deal(asked).id)
    return told(asked)


async def owner(asked: Asked) -> Json:
    """`email` may be "", for an owner who has none."""
    found = records(asked).owners.get(asked.need("owner"))
    if found is None:
        no(f"There is no owner {asked.get('owner')}.")
    if "email" in asked.fields:
        found.email = asked.get("email") or None
    if "archived" in asked.fields:
        found.archived = bool(asked.get("archived"))
    return told(asked)


async def field(asked: Asked) -> Json:
    """Changes how a field is described: removed, for reading only, or with an option less."""
    properties = records(asked).properties
    described = properties.get(asked.need("field"))
    if described is None:
        no(f"There is no field {asked.get('field')}.")
    if asked.get("removed"):
        del properties[described.name]
        return told(asked)
    if asked.get("read_only"):
        described = described.closed_for_writing()
    if gone := asked.get("without"):
        described = described.without_choice(str(gone))
    properties[described.name] = described
    return told(asked)


async def stage(asked: Asked) -> Json:
    """A stage under another name: its id stays."""
    for pipeline in records(asked).pipelines.values():
        if found := pipeline.find_stage(asked.need("stage")):
            found.label = asked.need("label")
            return told(asked)
    no(f"There is no stage {asked.get('stage')}.")


async def rules(asked: Asked) -> Json:
    """Replaces the admins' rules."""
    try:
        records(asked).rules[:] = [Rule(**one) for one in asked.get("rules", [])]
    except TypeError as wrong:
        no(str(wrong))
    return told(asked)


async def access(asked: Asked) -> Json:
    """Another `token`, which revokes the one that was good until now; other `scopes`."""
    crm = asked.workspace.crm
    crm.token = asked.get("token", crm.token)
    crm.scopes = set(asked.get("scopes", crm.scopes))
    return told(asked)


async def troubles(asked: Asked) -> Json:
    try:
        asked.workspace.crm.troubles.replace(asked.get("troubles", []))
    except ValueError as wrong:
        no(str(wrong))
    return told(asked)


async def limits(asked: Asked) -> Json:
    """What is not named stays. `index_lag` is the seconds until the search knows of a change."""
    now = asked.workspace.crm.limits
    now.on = bool(asked.get("on", now.on))
    now.calls, now.searches = int(asked.get("calls", now.calls)), int(asked.get("searches", now.searches))
    state = records(asked)
    state.index_lag = float(asked.get("index_lag", state.index_lag))
    return told(asked, refused=now.refused)


READS: tuple[Carry, ...] = (deals, deal)
WRITES: tuple[Carry, ...] = (
    add, change, edit, archive, merge, owner, field, stage, rules, access, troubles, limits,
)  # fmt: skip


def records(asked: Asked) -> CrmState:
    asked.workspace.crm.state.catch_up()
    return asked.workspace.crm.state


def the_deal(asked: Asked, name: str = "deal") -> Deal:
    wanted = str(asked.get(name, ""))
    found = records(asked).find(int(wanted)) if wanted.isdigit() else None
    if found is None:
        no(f"There is no deal {wanted or '(not said which)'}.")
    return found


def hand(asked: Asked) -> Hand:
    """`user` is a person of the company, who acts as the owner with their address; `source` another kind of hand."""
    person = asked.workspace.company.people.get(str(asked.get("user", "")))
    acting = next((o for o in records(asked).owners.values() if person and o.email == person.email), None)
    source = str(asked.get("source", UI))
    return Hand(source, f"userId:{acting.user}", None, acting.user) if acting else Hand(source)


def moment(asked: Asked) -> datetime | None:
    try:
        at = datetime.fromisoformat(asked.need("at")) if asked.get("at") else None
    except ValueError:
        no("The time is written like 2026-11-23T10:05:00-05:00.")
    return at.replace(tzinfo=UTC) if at and at.tzinfo is None else at


def texts(values: Mapping[str, Any]) -> dict[str, str]:
    return {name: "" if value is None else str(value) for name, value in values.items()}


def told(asked: Asked, **more: object) -> Json:
    asked.workspace.crm.heard()
    return {"ok": True, **more}
