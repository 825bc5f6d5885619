"""Digests as they were told.

Their JSON is written and read by pydantic, in one step: it can be some megabytes, and SQLAlchemy would go by way of
dictionaries.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import JSON, ColumnElement, RowMapping, Text, cast, delete, insert, literal, select

from domain.digest import Content, Digest, ListedDeal
from domain.ids import ChannelId, DigestId
from store.columns import table_of
from store.digest_tables import DigestRow, InspectionRow
from store.engine import Transaction

digests = table_of(DigestRow)
inspections = table_of(InspectionRow)

_CONTENT = TypeAdapter(Content)
_READY = TypeAdapter(tuple[ListedDeal, ...])

_TOLD = select(
    *(digests.c[name] for name in ("id", "workflow", "meeting_at", "made_at", "channel")),
    cast(digests.c.content, Text).label("content"),
)


@dataclass(frozen=True, slots=True)
class Written:
    """A digest's JSON. Writing it takes a second for a hundred thousand deals, so it is done before the transaction."""

    content: str
    ready: str

    @classmethod
    def of(cls, content: Content, ready: tuple[ListedDeal, ...]) -> "Written":
        """`ready` are the deals that the content only counts."""
        return cls(_CONTENT.dump_json(content).decode(), _READY.dump_json(ready).decode())


async def add_digest(
    tx: Transaction, written: Written, *, workflow: str, meeting_at: datetime, channel: ChannelId, at: datetime
) -> DigestId:
    added = await tx.execute(
        insert(digests)
        .values(
            team_id=tx.team,
            workflow=workflow,
            meeting_at=meeting_at,
            made_at=at,
            channel=channel,
            content=_json(tx, written.content),
            ready=_json(tx, written.ready),
        )
        .returning(digests.c.id)
    )
    return DigestId(added.scalar_one())


def _json(tx: Transaction, text: str) -> ColumnElement[Any]:
    """SQLite keeps JSON as text, and would take it for a number if it were told what it is."""
    return literal(text, Text) if tx.is_sqlite else cast(literal(text, Text), JSON)


async def find_digest(tx: Transaction, digest: DigestId) -> Digest | None:
    asked = _TOLD.where(digests.c.team_id == tx.team, digests.c.id == digest)
    row = (await tx.execute(asked)).mappings().one_or_none()
    return _digest(row) if row else None


async def last_before(tx: Transaction, workflow: str, meeting_at: datetime) -> Digest | None:
    """The one of the last meeting of `workflow` before that one."""
    asked = _TOLD.where(digests.c.team_id == tx.team, digests.c.workflow == workflow, digests.c.meeting_at < meeting_at)
    row = (await tx.execute(asked.order_by(digests.c.meeting_at.desc()).limit(1))).mappings().one_or_none()
    return _digest(row) if row else None


async def ready_in(tx: Transaction, digest: DigestId) -> tuple[ListedDeal, ...]:
    """The deals that were ready, in the order of their owners."""
    asked = select(cast(digests.c.ready, Text)).where(digests.c.team_id == tx.team, digests.c.id == digest)
    found = (await tx.execute(asked)).scalar_one_or_none()
    return _READY.validate_json(found) if found else ()


async def forget(tx: Transaction, *, before: datetime) -> None:
    """Those of meetings before then, with what was said of their deals."""
    old = select(digests.c.id).where(digests.c.team_id == tx.team, digests.c.meeting_at < before)
    await tx.execute(delete(inspections).where(inspections.c.team_id == tx.team, inspections.c.digest_id.in_(old)))
    await tx.execute(delete(digests).where(digests.c.team_id == tx.team, digests.c.meeting_at < before))


def _digest(row: RowMapping) -> Digest:
    return Digest(
        DigestId(row["id"]),
        row["workflow"],
        row["meeting_at"],
        row["made_at"],
        ChannelId(row["channel"]),
        _CONTENT.validate_json(row["content"]),
    )
