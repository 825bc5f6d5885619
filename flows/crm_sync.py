"""Reading the CRM: each page is stored together with the place where to go on, so that a stop loses nothing."""

import asyncio
import hashlib
import json
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping, Sequence
from contextlib import aclosing, suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from crm.protocol import Crm, Page, Record
from crm.side_by_side import side_by_side
from domain.crm_field import FieldMeta
from domain.deal import STAGE, Deal
from domain.deal_history import Change, Seen, noticed, stands_since
from domain.ids import DealId
from domain.operating_model import OperatingModel
from domain.operating_model.company import CrmKind
from domain.outcome import Refused, StoreUnavailable
from domain.owner import Owner
from flows.deps import Deps
from store import crm_catalogue, crm_syncs, deals, findings
from store.crm_syncs import DEALS
from store.deals import Stages
from store.engine import Transaction

OVERTAKEN = Refused("The CRM is being read already, by another run. Nothing of this one is missing; it stopped.")


@dataclass(frozen=True, slots=True)
class Synced:
    """What a sync has done so far. `elsewhere` are deals of other pipelines than the company's.

    `total` is how many deals the CRM says there are in this run, where it says so.
    """

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    deleted: int = 0
    elsewhere: int = 0
    pages: int = 0
    total: int | None = None

    @property
    def read(self) -> int:
        return self.new + self.changed + self.unchanged + self.elsewhere


@dataclass(frozen=True, slots=True)
class ReadSoFar:
    """`read_at` is when a sync last came to its end, None before the first; `all_anew` while one reads everything."""

    read_at: datetime | None
    deals: int
    all_anew: bool


async def sync(
    deps: Deps, crm: Crm, *, at: datetime, tell: Callable[[Synced], None] = lambda _: None
) -> Synced | Refused:
    """Reads what changed since the last sync, or everything; `tell` hears of every page.

    A sync that was stopped goes on where it was. Raises CrmUnavailable, CrmRefuses, StoreUnavailable: what was read
    until then is kept.
    """
    catalogue = await _read_catalogue(deps, crm)
    async with deps.begin() as tx:
        begun = await crm_syncs.begin(tx, DEALS, mapping=_mapping(deps.model), at=at)
    # A run that goes on may be told an earlier time than the one that it continues: what it sees counts as seen.
    seen_at = max(at, begun.whole_since or at)
    done, cursor, whole_since = Synced(), begun.cursor, begun.whole_since
    async with aclosing(_one_ahead(crm.changed(begun.cursor))) as pages:
        async for page in pages:
            anew_at = seen_at if page.anew else None
            async with deps.begin() as tx:
                if not await crm_syncs.advance(tx, DEALS, frm=cursor, to=page.cursor, whole_since=anew_at):
                    return OVERTAKEN
                done = await _store(tx, deps, page, catalogue, done, at=seen_at)
            cursor, whole_since = page.cursor, anew_at or whole_since
            tell(done)
    async with deps.begin() as tx:
        if not await crm_syncs.succeed(tx, DEALS, cursor=cursor, at=at):
            return OVERTAKEN
        unseen = await deals.mark_unseen(tx, since=whole_since, at=seen_at) if whole_since else 0
    if whole_since:
        with suppress(StoreUnavailable):  # it only makes reading quicker, and PostgreSQL will do it by itself
            async with deps.begin() as tx:
                await crm_syncs.count_anew(tx)
    return replace(done, deleted=done.deleted + unseen)


async def last_synced(deps: Deps) -> datetime | None:
    """When a sync last came to its end; None before the first."""
    async with deps.store.read() as tx:
        progress = await crm_syncs.find_progress(tx, DEALS)
    return progress.succeeded_at if progress else None


async def known_as_of(deps: Deps) -> datetime | None:
    """As of when deals are known: when they were last read, or when the files were written that were read then."""
    read_at = await last_synced(deps)
    written_at = await deps.crm.as_of() if deps.crm else None
    return min(read_at, written_at) if read_at and written_at else read_at


async def how_it_stands(deps: Deps) -> ReadSoFar:
    async with deps.store.read() as tx:
        progress, there = await crm_syncs.find_progress(tx, DEALS), await deals.count_deals(tx)
    return ReadSoFar(progress.succeeded_at if progress else None, there, bool(progress and progress.whole_since))


async def known_deals(deps: Deps) -> list[DealId]:
    """All that are there, as of the last sync."""
    async with deps.store.read() as tx:
        return await crm_syncs.deals_there(tx)


async def owners(deps: Deps) -> list[Owner]:
    """As of the last sync, by name."""
    async with deps.store.read() as tx:
        return await crm_catalogue.owners(tx)


async def fields(deps: Deps) -> list[FieldMeta]:
    """Those of the operating model's that the CRM had and showed us at the last sync."""
    async with deps.store.read() as tx:
        return await crm_catalogue.fields(tx)


async def keep_saved(deps: Deps, deal: DealId, now: Mapping[str, str], *, at: datetime) -> None:
    """What was just written to the CRM, as it was read back, is what we know too, before the next sync tells us so.

    It adds nothing to the history: the CRM's own will.
    """
    async with deps.begin() as tx:
        stages = await crm_catalogue.stages(tx)
        before = await deals.find_deal(tx, deal, stages)
        if before is None or before.gone:
            return
        known = before.deal
        changed = [field for field, value in now.items() if value != known.values.get(field, "")]
        kept = replace(
            known,
            stage=deals.stage_of(known.stage.pipeline, now.get(STAGE, known.stage.id), stages),
            values={field: _storable(value) for field, value in {**known.values, **now}.items() if value},
            changed_at={**known.changed_at, **dict.fromkeys(changed, at)},
        )
        await deals.keep_deals(tx, [replace(before, deal=kept)], at=at)
        await deals.keep_day(tx, deps.working_time.local_date(at), [kept])


async def forget_old(deps: Deps, *, at: datetime) -> None:
    """Keeps the operating model's retention for what was read from the CRM. What deals hold now is kept."""
    before = _oldest(deps, at)
    async with deps.begin() as tx:
        await findings.forget(tx, before=before)
        await deals.forget(tx, before=before, first=deps.working_time.local_date(before))


def _oldest(deps: Deps, at: datetime) -> datetime:
    return at - timedelta(deps.model.retention_days.deals)


@dataclass(frozen=True, slots=True)
class _Catalogue:
    """`hidden` are the operating model's fields that the CRM does not have, or does not show us (any more)."""

    stages: Stages
    hidden: frozenset[str]


async def _read_catalogue(deps: Deps, crm: Crm) -> _Catalogue:
    """Asked before the transaction begins: no lock of ours waits for the network."""
    async with side_by_side() as asked:
        stages = asked.create_task(crm.stages())
        people = asked.create_task(crm.owners())
        metas = asked.create_task(crm.fields())
    hidden = frozenset(deps.model.crm.fields) - {meta.field for meta in metas.result()}
    async with deps.begin() as tx:
        await crm_catalogue.keep_stages(tx, stages.result())
        await crm_catalogue.keep_owners(tx, people.result())
        await crm_catalogue.keep_fields(tx, metas.result())
        return _Catalogue(await crm_catalogue.stages(tx), hidden)


def _mapping(model: OperatingModel) -> str:
    """With another CRM, other fields, or other days, what was read until then is not the answer.

    Another account of the same CRM is seen by the connector, which begins anew.
    """
    crm = model.crm
    read = [crm.kind, crm.pipeline, sorted(crm.fields.items()), model.timezone.key]
    told = json.dumps([*read, crm.csv.model_dump(mode="json") if crm.kind is CrmKind.CSV else None])
    return hashlib.sha256(told.encode()).hexdigest()


async def _one_ahead(pages: AsyncIterator[Page]) -> AsyncGenerator[Page]:
    """Asks for the next page while one is being stored; what goes wrong then is heard of afterwards."""
    coming = asyncio.ensure_future(anext(pages, None))
    try:
        while page := await coming:
            coming = asyncio.ensure_future(anext(pages, None))
            await asyncio.sleep(0)  # so that it is asked for before storing, with SQLite, holds the loop
            yield page
    finally:
        coming.cancel()
        await asyncio.wait({coming})


async def _store(
    tx: Transaction, deps: Deps, page: Page, catalogue: _Catalogue, done: Synced, *, at: datetime
) -> Synced:
    told = {record.id: record for record in page.records}  # of one that came twice the later counts
    records = {deal: record for deal, record in told.items() if record.pipeline == deps.model.crm.pipeline}
    known = await deals.some_deals(tx, records.keys(), catalogue.stages)
    looked = {deal: _look(record, known.get(deal), catalogue, at) for deal, record in records.items()}
    differ = {deal: (seen, past) for deal, (seen, past) in looked.items() if seen != known.get(deal)}
    await deals.keep_deals(tx, [seen for seen, _ in differ.values()], at=at)
    oldest = _oldest(deps, at)
    await deals.keep_history(tx, {deal: [p for p in past if p.at >= oldest] for deal, (_, past) in differ.items()})
    await deals.keep_day(tx, deps.working_time.local_date(at), _held_anew([s for s, _ in differ.values()], known))
    await deals.keep_seen(tx, [deal for deal in records if deal not in differ], at=at)
    # For us a deal that went to another pipeline is gone; when it comes back, it is there again.
    gone = [*page.deleted, *(deal for deal in told if deal not in records)]
    deleted = await deals.mark_deleted(tx, gone, at=at)
    new = len(differ.keys() - known.keys())
    return Synced(
        new=done.new + new,
        changed=done.changed + len(differ) - new,
        unchanged=done.unchanged + len(records) - len(differ),
        deleted=done.deleted + deleted,
        elsewhere=done.elsewhere + len(told) - len(records),
        pages=done.pages + 1,
        total=done.total if page.total is None else page.total,
    )


def _held_anew(seen: Sequence[Seen], known: dict[DealId, Seen]) -> list[Deal]:
    """Those that hold something else than before: the others need no row for today."""
    return [one.deal for one in seen if one.deal.id not in known or _held(one) != _held(known[one.deal.id])]


def _held(seen: Seen) -> tuple[object, ...]:
    deal = seen.deal
    return deal.owner, deal.stage.pipeline, deal.stage.id, deal.currency, deal.values, seen.gone


def _look(record: Record, before: Seen | None, catalogue: _Catalogue, at: datetime) -> tuple[Seen, list[Change]]:
    """The deal as it is now, and what is known of how it came to that.

    What a field held that the CRM shows us no more, it holds for us: that we do not see it does not empty it.
    """
    values = {field: _storable(value) for field, value in record.values.items()}
    if before and catalogue.hidden:
        values = {f: held for f, held in before.deal.values.items() if f in catalogue.hidden} | values
    told = [
        one if (value := _storable(one.value)) == one.value else replace(one, value=value) for one in record.history
    ]
    if before:
        moved = record.modified_at > before.modified_at
        told += noticed(before, values, record.modified_at if moved else at, told=told, whole=record.whole)
    deal = Deal(
        id=record.id,
        name=_storable(record.name),
        owner=record.owner,
        stage=deals.stage_of(_storable(record.pipeline), _storable(record.stage), catalogue.stages),
        created_at=record.created_at,
        values=values,
        changed_at=stands_since(told, whole=record.whole, created_at=record.created_at, before=before),
        currency=_storable(record.currency) if record.currency else None,
        link=_storable(record.link),
    )
    return Seen(deal, record.modified_at), told


def _storable(text: str) -> str:
    """Without what PostgreSQL refuses in a text: NUL, and halves of characters."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()
