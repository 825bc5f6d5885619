"""What the CRM says of itself: its stages, the owners of its deals, and its fields."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from functools import cache
from typing import Any, Final

from sqlalchemy import Executable, RowMapping, Table, bindparam, delete, insert, select

from domain.crm_field import FieldKind, FieldMeta, Option
from domain.deal import Stage, Standing
from domain.ids import OwnerId
from domain.owner import Owner
from store.columns import table_of
from store.deal_tables import CrmFieldRow, CrmOwnerRow, CrmStageRow
from store.deals import Stages, restand
from store.engine import Transaction
from store.upsert import insert_or_replace

stage_rows = table_of(CrmStageRow)
owner_rows = table_of(CrmOwnerRow)
field_rows = table_of(CrmFieldRow)

_STAGES: Final = select(stage_rows).where(stage_rows.c.team_id == bindparam("team"))
_FIELDS_SHOWN: Final = select(field_rows.c.field).where(field_rows.c.team_id == bindparam("team"))


async def stages(tx: Transaction) -> Stages:
    """Also those that the CRM no longer has, as it last told them."""
    rows = await tx.execute(_STAGES, {"team": tx.team})
    return {
        (row.pipeline, row.id): Stage(row.id, row.label, row.pipeline, Standing(row.standing), row.probability)
        for row in rows
    }


async def keep_stages(tx: Transaction, told: Sequence[Stage]) -> None:
    """Deals in a stage that means something else by now, or that we had not heard of, come to mean it too."""
    known = await stages(tx)
    rows = [
        {
            "team_id": tx.team,
            "pipeline": stage.pipeline,
            "id": stage.id,
            "label": stage.label,
            "standing": stage.standing.value,
            "probability": stage.probability,
        }
        for stage in told
    ]
    if rows:
        await tx.execute(insert_or_replace(stage_rows, is_sqlite=tx.is_sqlite), rows)
    for stage in told:
        before = known.get((stage.pipeline, stage.id))
        if before is None or before.standing is not stage.standing:
            await restand(tx, stage)


async def keep_owners(tx: Transaction, owners: Collection[Owner]) -> None:
    """Those who are not among them stay: they still own deals of long ago."""
    if owners:
        rows = [{"team_id": tx.team, **asdict(owner)} for owner in owners]
        await tx.execute(insert_or_replace(owner_rows, is_sqlite=tx.is_sqlite), rows)


async def owners(tx: Transaction) -> list[Owner]:
    """By name."""
    rows = await _all_of(tx, owner_rows, "name")
    return [Owner(OwnerId(row["id"]), row["name"], row["email"], row["active"]) for row in rows]


async def keep_fields(tx: Transaction, fields: Collection[FieldMeta]) -> None:
    """Those that are not among them are gone, or hidden from us."""
    await tx.execute(delete(field_rows).where(field_rows.c.team_id == tx.team))
    if fields:
        rows = [{"team_id": tx.team, **asdict(meta), "kind": meta.kind.value} for meta in fields]
        await tx.execute(insert(field_rows), rows)


async def fields(tx: Transaction) -> list[FieldMeta]:
    """By our words."""
    return [_field(**row) for row in await _all_of(tx, field_rows, "field")]


async def hidden_among(tx: Transaction, fields: Collection[str]) -> frozenset[str]:
    """Those of `fields` that the CRM does not show us; none before it has told any."""
    shown = set((await tx.execute(_FIELDS_SHOWN, {"team": tx.team})).scalars())
    return frozenset(fields) - shown if shown else frozenset()


def _field(*, kind: str, options: Sequence[Mapping[str, Any]], **rest: Any) -> FieldMeta:
    return FieldMeta(kind=FieldKind(kind), options=[Option(**option) for option in options], **rest)


async def _all_of(tx: Transaction, table: Table, by: str) -> Sequence[RowMapping]:
    return (await tx.execute(_all(table, by), {"team": tx.team})).mappings().all()


@cache
def _all(table: Table, by: str) -> Executable:
    shown = [column for column in table.c if column.name != "team_id"]
    return select(*shown).where(table.c.team_id == bindparam("team")).order_by(table.c[by])
