"""Salesforce: opportunities with both of their histories, by SOQL, and a write that overwrites nobody."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo

import httpx

from crm.calls import Patience
from crm.lately import Lately
from crm.protocol import CrmRefuses, CrmUnavailable, Page, Record, Written
from crm.salesforce_access import Access
from crm.salesforce_calls import PAGE, LocatorLost, NotShown, Org, Row, Rows, asked
from crm.salesforce_fields import Described, text
from crm.salesforce_history import moment_of, told
from crm.salesforce_run import LOOK_BACK, ORDER, Run
from crm.salesforce_shape import ANY_TYPE, CURRENCY, Shape, shape_of, with_histories
from crm.salesforce_soql import in_lists, select
from crm.salesforce_write import write
from crm.side_by_side import side_by_side
from domain.crm_field import FieldMeta
from domain.deal import Stage, Standing
from domain.deal_history import Change, Source
from domain.ids import DealId, OwnerId
from domain.owner import Owner

PEOPLE: Final = ("Standard", "PowerPartner")
"""The types of user that can own an opportunity; a company's customers are users as well, by the hundred thousand."""
MACHINE: Final = "AutomatedProcess"
NO_TYPE: Final = "Master"
"""What Salesforce calls the record type of a record that has none."""
ANOTHER_ORG: Final = "crm.write_as is a user of another Salesforce org than the one that is read. Name one of the same."


class Salesforce:
    """Fulfils `crm.protocol.Crm`.

    `fields` is the operating model's: our words, and Salesforce's names. `pipeline` is the developer name of the one
    record type that counts, or "default" for all. `version` None is the org's newest. `writing` is for writes in
    another user's name than the one who reads.
    """

    def __init__(
        self,
        http: httpx.AsyncClient,
        access: Access,
        *,
        writing: Access | None = None,
        fields: Mapping[str, str],
        zone: ZoneInfo,
        pipeline: str = ANY_TYPE,
        version: str | None = None,
        page_size: int = PAGE,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        patience: Patience | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        def org_of(signed: Access) -> Org:
            return Org(http, signed, version=version, page_size=page_size, patience=patience, sleep=sleep)

        self._org = org_of(access)
        self._writing = org_of(writing) if writing else self._org
        self._fields, self._zone, self._pipeline = fields, zone, pipeline
        self._now = now
        self._users = Lately(self._ask_users, now)
        self._shape = Lately(self._ask_shape, now)

    async def stages(self) -> list[Stage]:
        """Those that are no longer in use as well: old deals stand there."""
        columns = ["ApiName", "MasterLabel", "IsClosed", "IsWon", "DefaultProbability"]
        rows = await self._org.every(select(columns, "OpportunityStage", order="SortOrder"))
        return [_stage(row, self._pipeline) for row in rows]

    async def owners(self) -> list[Owner]:
        return [
            Owner(
                OwnerId(asked(row, "Id")),
                str(row.get("Name") or ""),
                str(row["Email"]) if row.get("Email") else None,
                row.get("IsActive") is True,
            )
            for row in await self._users.anew()
            if row.get("UserType") != MACHINE
        ]

    async def fields(self) -> list[FieldMeta]:
        """Whoever writes may update them, if Salesforce lets them in; the write tells when it does not."""
        metas = list((await self._shape.anew()).metas())
        if self._writing is self._org:
            return metas
        try:
            theirs = (await self._shape_for_writing()).words
        except CrmRefuses:
            return metas
        return [replace(meta, updateable=_may_update(theirs.get(meta.field))) for meta in metas]

    async def look_at_writing(self) -> None:
        """Raises CrmRefuses when the user in whose name is written is not let in."""
        await self._shape_for_writing()

    async def changed(self, cursor: str | None) -> AsyncIterator[Page]:
        """As the protocol says. A deal of another record type than the one that counts comes as deleted."""
        shape = await self._shape.lately()
        run = Run.going_on(cursor, shape=shape.name((await self._org.session()).org), now=self._now())
        anew = run.since is None and run.at is None
        while True:
            before = run.came
            try:
                async for rows in self._org.pages(
                    select(shape.columns(), "Opportunity", where=run.where(), order=ORDER)
                ):
                    total, run = before + rows.total, run.after(rows.rows)
                    if not rows.last:
                        yield await self._page(shape, rows.rows, run.cursor(), total, anew=anew)
                        anew = False
                        continue
                    deleted = await self._deleted(run)
                    if not _is_complete(rows, run, deleted):
                        yield Page((), run.again())  # or else the deals that are missing would never be asked for again
                        raise CrmUnavailable(f"a sync: {rows.came} deals came of {rows.total}")
                    yield await self._page(shape, rows.rows, run.over(), total, deleted, anew=anew)
                    return
            except LocatorLost:
                if run.came == before:
                    raise
            except NotShown:
                self._shape.forget()  # a field was hidden since: the next sync looks anew, and goes without
                raise

    async def as_of(self) -> None:
        """It tells how things are now."""

    async def write(self, deal: DealId, values: Mapping[str, str], *, seen: Mapping[str, str]) -> Written:
        return await write(self._writing, await self._shape_for_writing(), deal, values, seen=seen)

    async def _shape_for_writing(self) -> Shape:
        if self._writing is not self._org:
            there, here = await self._writing.session(), await self._org.session()
            if there.org != here.org:  # where the ids of deals are nobody's
                raise CrmRefuses(ANOTHER_ORG)
        return await self._plain_shape(self._writing)

    async def _plain_shape(self, org: Org) -> Shape:
        return await shape_of(org, self._fields, zone=self._zone, pipeline=self._pipeline)

    async def _ask_shape(self) -> Shape:
        return await with_histories(self._org, await self._plain_shape(self._org), await self._hands())

    async def _ask_users(self) -> list[Row]:
        (among,) = in_lists([*PEOPLE, MACHINE])
        columns = ["Id", "Name", "Email", "IsActive", "UserType"]
        return await self._org.every(select(columns, "User", where=f"UserType IN {among}", order="Id"))

    async def _hands(self) -> Mapping[str, Source]:
        """By user. A flow runs in the name of whoever set it off, so a person's may be a flow's; nobody can tell."""
        kinds = {
            asked(row, "Id"): Source.AUTOMATION if row.get("UserType") == MACHINE else Source.PERSON
            for row in await self._users.lately()
        }
        return kinds | {(await self._org.session()).user: Source.INTEGRATION}

    async def _page(
        self,
        shape: Shape,
        rows: Sequence[Row],
        cursor: str,
        total: int,
        deleted: Sequence[Row] = (),
        *,
        anew: bool,
    ) -> Page:
        counting = [row for row in rows if not shape.by_type or _record_type(row) == shape.pipeline]
        others = [DealId(asked(row, "Id")) for row in rows if shape.by_type and _record_type(row) != shape.pipeline]
        records = await self._records(shape, counting)
        gone = [*others, *(DealId(asked(row, "Id")) for row in deleted)]
        return Page(records, cursor, gone, None if shape.by_type else total, anew)

    async def _records(self, shape: Shape, rows: Sequence[Row]) -> list[Record]:
        ids = [asked(row, "Id") for row in rows]
        async with side_by_side() as asking:
            snapshots = asking.create_task(self._snapshots(shape, ids))
            edits = asking.create_task(self._edits(shape, ids))
        instance = (await self._org.session()).instance
        return [
            _record(row, shape, snapshots.result().get(id_, []), edits.result().get(id_, []), instance)
            for id_, row in zip(ids, rows, strict=True)
        ]

    async def _snapshots(self, shape: Shape, ids: list[str]) -> dict[str, list[Row]]:
        if not (columns := sorted(shape.keeping.columns)):
            return {}
        return await self._of_deals("OpportunityHistory", columns, ids)

    async def _edits(self, shape: Shape, ids: list[str]) -> dict[str, list[Row]]:
        names = [field.in_history for field in shape.words.values() if field.name in shape.keeping.tracked]
        if not names:
            return {}
        (among,) = in_lists(dict.fromkeys(names))
        columns = ["Field", "OldValue", "NewValue"]
        return await self._of_deals("OpportunityFieldHistory", columns, ids, f" AND Field IN {among}")

    async def _of_deals(
        self, table: str, columns: list[str], ids: list[str], besides: str = ""
    ) -> dict[str, list[Row]]:
        """By deal, oldest first."""
        found: dict[str, list[Row]] = defaultdict(list)
        names = ["OpportunityId", "CreatedDate", "CreatedById", *columns]
        for among in in_lists(ids):
            where = f"OpportunityId IN {among}{besides}"
            for row in await self._org.every(select(names, table, where=where, order="CreatedDate, Id")):
                found[str(row.get("OpportunityId"))].append(row)
        return found

    async def _deleted(self, run: Run) -> list[Row]:
        """What lies in the recycle bin, since `run` looks back. After 15 days there, nobody knows of it any more."""
        changed = run.where_changed()
        where = f"IsDeleted = true AND {changed}" if changed else "IsDeleted = true"
        soql = select(["Id", "SystemModstamp"], "Opportunity", where=where, order=ORDER)
        return await self._org.every(soql, deleted_too=True)


def _is_complete(page: Rows, run: Run, deleted: Sequence[Row]) -> bool:
    """Whether all came that Salesforce counted, save for what was deleted while we read."""
    meanwhile = [row for row in deleted if moment_of(row, "SystemModstamp") >= run.began - LOOK_BACK]
    return 0 <= page.total - page.came <= len(meanwhile)


def _stage(row: Row, pipeline: str) -> Stage:
    probability = row.get("DefaultProbability")
    won, closed = row.get("IsWon") is True, row.get("IsClosed") is True
    return Stage(
        id=asked(row, "ApiName"),
        label=str(row.get("MasterLabel") or asked(row, "ApiName")),
        pipeline=pipeline,
        standing=Standing.WON if won else Standing.LOST if closed else Standing.OPEN,
        probability=None if probability is None else float(probability) / 100,
    )


def _may_update(field: Described | None) -> bool:
    return field is not None and field.updateable


def _record_type(row: Row) -> str:
    return str((row.get("RecordType") or {}).get("DeveloperName") or NO_TYPE)


def _record(row: Row, shape: Shape, snapshots: Sequence[Row], edits: Sequence[Row], instance: str) -> Record:
    zone = shape.keeping.zone
    values = {word: text(row.get(field.name), field, zone) for word, field in shape.words.items()}
    history: list[Change] = []
    whole: set[str] = set()
    for word, field in shape.words.items():
        changes, is_whole = told(word, field, row, snapshots, edits, shape.keeping)
        history += changes
        whole |= {word} if is_whole else set()
    id_ = asked(row, "Id")
    return Record(
        id=DealId(id_),
        name=str(row.get("Name") or ""),
        owner=OwnerId(str(row["OwnerId"])) if row.get("OwnerId") else None,
        pipeline=shape.pipeline,
        stage=str(row.get("StageName") or ""),
        created_at=moment_of(row, "CreatedDate"),
        modified_at=moment_of(row, "SystemModstamp"),
        values={word: value for word, value in values.items() if value},
        currency=str(row[CURRENCY]) if row.get(CURRENCY) else None,
        link=f"{instance}/lightning/r/Opportunity/{id_}/view",
        history=sorted(history, key=lambda change: change.at),
        whole=frozenset(whole),
    )
