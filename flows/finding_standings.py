"""Loading what people are asked about their deals, together with why they are not asked."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from domain.asking import Rest, Scope
from domain.deal import Deal
from domain.deal_history import Seen
from domain.finding_standing import Asking, Background, FindingStanding, standing
from domain.friction_first import OpenFriction
from domain.ids import UserId
from domain.kept_finding import KeptFinding
from domain.operating_model import OperatingModel
from domain.operating_model.workflows import Criterion
from domain.readiness import Checks, Unknown
from domain.texts import label_of
from flows.crm_people import zone_of
from flows.deps import Deps
from store import asked_findings, asking_rests, crm_catalogue, deal_updates, deals, reports
from store.engine import Transaction
from store.findings import Key
from store.friction import open_friction


async def resting_for(tx: Transaction, deps: Deps, person: UserId) -> list[FindingStanding]:
    """What `person` let rest, the latest first."""
    rests = (await asking_rests.current_of(tx, person, at=deps.clock()))[::-1]
    if not rests:
        return []
    seen = await deals.some_deals(tx, {rest.about.deal for rest in rests}, await crm_catalogue.stages(tx))
    filed = {rest.report for rest in rests if rest.report is not None}
    refs = {report.id: report.ref for report in await reports.some_reports(tx, filed)} if filed else {}
    zone = await zone_of(tx, deps, person)
    return [
        FindingStanding(
            rest.about.deal,
            rest.about.workflow,
            rest.about.criterion,
            Asking.RESTING,
            label_of(rest.about.field),
            zone,
            deal=seen[rest.about.deal].deal if rest.about.deal in seen else None,
            rest=rest,
            ref=refs.get(rest.report) if rest.report is not None else None,
        )
        for rest in rests
        if _still_holds(rest, seen.get(rest.about.deal))
    ]


def _still_holds(rest: Rest, seen: Seen | None) -> bool:
    """A deal that moved on, or is gone, ended what was said about its stage."""
    if rest.scope in {Scope.CRITERION, Scope.EVERYTHING}:
        return True
    if seen is None or seen.gone:
        return False
    return rest.scope is not Scope.FIELD or seen.deal.stage.id == rest.about.stage


async def finding_standings(tx: Transaction, deps: Deps, keys: Sequence[Key], person: UserId) -> list[FindingStanding]:
    """How each of `keys` (deal, workflow, criterion) stands with `person`; in the order of `keys`."""
    at, ids = deps.clock(), sorted({deal for deal, _, _ in keys})
    seen = await deals.some_deals(tx, ids, await crm_catalogue.stages(tx))
    latest = await asked_findings.latest(tx, keys)
    rests = await asking_rests.current_for(tx, person, ids, at=at)
    filed = {rest.report for rest in rests if rest.report is not None}
    behind = Background(
        person=person,
        at=at,
        rests=rests,
        answers=await deal_updates.answers_of(tx, ids),
        friction=OpenFriction.of(await open_friction(tx), deps.model.crm.fields),
        refs={report.id: report.ref for report in await reports.some_reports(tx, filed)} if filed else {},
    )
    zone = await zone_of(tx, deps, person)
    hidden = await crm_catalogue.hidden_among(tx, deps.model.crm.fields)
    named = deps.model.workflows.keys() & {workflow for _, workflow, _ in keys}
    checks = {workflow: Checks(deps.model, workflow, now=at, hidden=hidden) for workflow in named}
    found: list[FindingStanding] = []
    for key in keys:
        number, kept = latest.get(key, (None, None))
        one = seen.get(key[0])
        shown = _asked(deps.model, key, number, kept, one.deal if one and not one.gone else None)
        shown = replace(shown, to=person, zone=zone)
        ended = _ended(checks, shown.deal, key) if shown.deal else Asking.GONE
        found.append(standing(shown, kept, fields_asked(deps.model, key[1], key[2]), behind, ended=ended))
    return found


def _ended(checks: Mapping[str, Checks], deal: Deal, key: Key) -> Asking:
    """What it means when nothing is found. `checks` are by workflow."""
    _, workflow, criterion = key
    asking = checks.get(workflow)
    if asking is None or not asking.concern(deal) or criterion not in asking.asked_of(deal):
        return Asking.LEFT
    unseen = {one.criterion for one in asking.findings(deal) if isinstance(one, Unknown)}
    return Asking.UNSEEN if criterion in unseen else Asking.MET


def _asked(
    model: OperatingModel, key: Key, number: int | None, kept: KeptFinding | None, deal: Deal | None
) -> FindingStanding:
    criterion = criterion_of(model, key[1], key[2])
    field = kept.finding.field if kept else criterion.field if criterion else ""
    return FindingStanding(
        *key,
        asking=Asking.ASKED,
        field_name=label_of(field),
        zone=model.timezone,
        deal=deal,
        finding=number,
        because=kept.finding.because if kept else "",
        say=criterion.say if criterion else "",
    )


def criterion_of(model: OperatingModel, workflow: str, name: str) -> Criterion | None:
    """None when the operating model has lost it."""
    known = model.workflows.get(workflow)
    return next((one for one in known.criteria if one.id == name), None) if known else None


def fields_asked(model: OperatingModel, workflow: str, name: str) -> list[str]:
    """What would meet the criterion: its own field, and those that are its evidence."""
    criterion = criterion_of(model, workflow, name)
    return list(criterion.asks_for) if criterion else []
