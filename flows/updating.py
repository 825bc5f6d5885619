"""Update now: the sheet with what a deal lacks, and its answers, kept before anything is written to the CRM."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from domain.asking import is_asked
from domain.crm_field import FieldKind, FieldMeta, Option
from domain.deal import STAGE, Deal, Standing
from domain.deal_update import DealUpdate, UpdateId, UpdateState
from domain.finding_standing import question_of
from domain.friction_first import OpenFriction
from domain.ids import MessagePlace, PostId, UserId
from domain.kept_finding import KeptFinding
from domain.operating_model.workflows import Control
from domain.outcome import Refused, Repeated
from domain.texts import label_of
from domain.update_sheet import ENTRIES, Entry, FilledSheet, UpdateSheet, UpdateStanding, wanted
from flows.asked_about import DEAL_GONE, About, asked_about, post_at
from flows.deps import Deps
from flows.finding_standings import criterion_of, fields_asked
from store import asked_findings, asking_rests, crm_catalogue, deal_updates, deals, post_lookup, posts
from store.deals import Stages
from store.engine import Transaction
from store.friction import open_friction

NO_CRM: Final = Refused("No CRM is connected here, so nothing can be saved. Please ask whoever runs the bot.")
IN_ORDER: Final = Refused("Nothing is missing there any more. Thank you.")
NO_SUCH_UPDATE: Final = Refused("That update is not here any more. Nothing was changed.")
NOT_YOURS: Final = Refused("Only whoever wrote that update can send it again. Nothing was changed.")


@dataclass(frozen=True, slots=True)
class Asked:
    """It is kept, and will be written."""

    update: UpdateId
    deal: Deal


@dataclass(frozen=True, slots=True)
class Wrong:
    """Answers that cannot be read, by field."""

    problems: dict[str, str]


async def open_sheet(deps: Deps, finding: int, *, by: UserId, place: MessagePlace | None) -> UpdateSheet | Refused:
    """What the deal of that finding lacks, the finding's own field first, as far as we know the deal."""
    if deps.crm is None:
        return NO_CRM
    async with deps.store.read() as tx:
        about = await asked_about(tx, deps, finding, by=by)
        if isinstance(about, Refused):
            return about
        asks = await _asks(tx, deps, about, by)
        if not asks:
            return IN_ORDER
        entries = await _entries(tx, about.deal, asks)
        shown_in = await post_at(tx, place)
        return _sheet(deps, finding, about.deal, entries, shown_in)


async def open_again(deps: Deps, number: UpdateId, *, by: UserId) -> UpdateSheet | Refused:
    """The sheet of an update that was not saved: with what was typed, and with what the CRM said to it."""
    async with deps.store.read() as tx:
        found = await deal_updates.find(tx, number)
        if found is None:
            return NO_SUCH_UPDATE
        if found.by != by:
            return NOT_YOURS
        return await _sheet_of(tx, deps, found)


async def update_standing(deps: Deps, number: UpdateId) -> UpdateStanding | None:
    """An update as whoever asked for it sees it."""
    async with deps.store.read() as tx:
        found = await deal_updates.find(tx, number)
        if found is None:
            return None
        ids = [found.deal, *([found.merged_into] if found.merged_into else [])]
        seen = await deals.some_deals(tx, ids, await crm_catalogue.stages(tx))
        deal = seen[found.deal].deal if found.deal in seen else None
        entries = await _typed_entries(tx, deal, found) if deal else []
        merged = seen[found.merged_into].deal if found.merged_into in seen else None
    return UpdateStanding(found, deal, entries, deps.model.timezone, merged, deps.model.crm.write_as)


async def _typed_entries(tx: Transaction, deal: Deal, update: DealUpdate) -> list[Entry]:
    return [
        replace(entry, typed=update.values[entry.field], problem=update.because.get(entry.field, ""))
        for entry in await _entries(tx, deal, dict.fromkeys(update.values, ""))
    ]


async def _sheet_of(tx: Transaction, deps: Deps, update: DealUpdate) -> UpdateSheet | Refused:
    seen = await deals.find_deal(tx, update.deal, await crm_catalogue.stages(tx))
    if seen is None or seen.gone:
        return DEAL_GONE
    entries = await _typed_entries(tx, seen.deal, update)
    problem = update.because.get("", "") if update.state is UpdateState.DENIED else ""
    overtaken = update.state is UpdateState.CHANGED
    drawn = _sheet(deps, update.finding, seen.deal, entries, update.shown_in)
    return replace(drawn, problem=problem, overtaken=overtaken)


def _sheet(deps: Deps, finding: int, deal: Deal, entries: Sequence[Entry], shown_in: PostId | None) -> UpdateSheet:
    return UpdateSheet(finding, deal, entries, deps.model.timezone, shown_in, writes_as=deps.model.crm.write_as)


async def submit(
    deps: Deps, filled: FilledSheet, *, by: UserId, delivery: str, view_id: str
) -> Asked | UpdateSheet | Wrong | Refused | Repeated:
    """Keeps what is to be written; it is written as soon as this was committed.

    The sheet again, with what the deal holds now, when we know by now that somebody else changed it meanwhile.
    """
    if deps.crm is None:
        return NO_CRM
    async with deps.begin() as tx:
        about = await asked_about(tx, deps, filled.finding, by=by)
        if isinstance(about, Refused):
            return about
        entries = await _entries(tx, about.deal, dict.fromkeys(filled.said, ""))
        found = wanted(entries, filled)
        if found.problems:
            return Wrong(found.problems)
        if found.overtaken:
            typed = [replace(entry, typed=found.values.get(entry.field)) for entry in entries]
            return replace(_sheet(deps, filled.finding, about.deal, typed, filled.shown_in), overtaken=True)
        if not found.values:
            return Refused("Nothing here differs from what the CRM holds. Change something, or close the form.")
        shown_in = await post_lookup.find_post(tx, filled.shown_in)
        number = await deal_updates.ask(
            tx,
            delivery=delivery,
            deal=about.deal.id,
            by=by,
            at=deps.clock(),
            finding=filled.finding,
            values=found.values,
            seen={entry.field: entry.held for entry in entries if entry.field in found.values},
            view_id=view_id,
            shown_in=shown_in,
        )
        if number is None:
            return Repeated()
        await posts.owe_shown(tx, shown_in)
    deps.write_soon()
    return Asked(number, about.deal)


async def _asks(tx: Transaction, deps: Deps, about: About, by: UserId) -> dict[str, str]:
    """The fields that the deal's open findings ask `by` for, each with why; those of `about` first.

    Besides the one that was pressed, what has open friction, what rests and what is only flagged is left out.
    """
    opened = await asked_findings.open_of_deal(tx, about.deal.id)
    rests = await asking_rests.current_for(tx, by, [about.deal.id], at=deps.clock())
    friction = OpenFriction.of(await open_friction(tx), deps.model.crm.fields)

    def is_pressed(kept: KeptFinding) -> bool:
        return (kept.workflow, kept.finding.criterion) == (about.kept.workflow, about.kept.finding.criterion)

    def fields_of(kept: KeptFinding) -> list[str]:
        return fields_asked(deps.model, kept.workflow, kept.finding.criterion) or [kept.finding.field]

    def is_asked_too(kept: KeptFinding) -> bool:
        workflow = deps.model.workflows.get(kept.workflow)
        return (
            workflow is not None
            and workflow.control is not Control.FLAG
            and friction.holding(kept.workflow, *fields_of(kept)) is None
            and is_asked(rests, question_of(kept, about.deal), by, at=deps.clock())
        )

    asks: dict[str, list[str]] = {}
    for kept in sorted(opened, key=is_pressed, reverse=True):
        if not is_pressed(kept) and not is_asked_too(kept):
            continue
        criterion = criterion_of(deps.model, kept.workflow, kept.finding.criterion)
        why = f"{kept.finding.because}. {criterion.say if criterion else ''}".strip()
        for field in fields_of(kept):
            asks.setdefault(field, []).append(why)
    return {field: " ".join(dict.fromkeys(whys)) for field, whys in list(asks.items())[:ENTRIES]}


async def _entries(tx: Transaction, deal: Deal, asks: dict[str, str]) -> list[Entry]:
    """In the order of `asks`. A field that the CRM does not show us cannot be filled."""
    metas = {meta.field: meta for meta in await crm_catalogue.fields(tx)}
    stages = await crm_catalogue.stages(tx)
    return [
        Entry(_described(metas.get(field), field, deal, stages), deal.values.get(field, ""), why)
        for field, why in asks.items()
    ]


def _described(meta: FieldMeta | None, field: str, deal: Deal, stages: Stages) -> FieldMeta:
    if meta is None:
        return FieldMeta(field, label_of(field), FieldKind.OTHER, updateable=False)
    if field == STAGE:  # the CRM lists the stages of all pipelines, and takes those of the deal's own
        return replace(meta, kind=FieldKind.CHOICE, options=_stages_of(deal, stages) or meta.options)
    return meta


def _stages_of(deal: Deal, stages: Stages) -> Sequence[Option]:
    """In the order in which deals pass them, as far as their probability tells; lost comes last."""
    passed = sorted(
        (one for one in stages.values() if one.pipeline == deal.stage.pipeline),
        key=lambda one: (one.standing is Standing.LOST, one.probability or 0.0, one.label),
    )
    return [Option(one.id, one.label) for one in passed]
