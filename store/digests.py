"""Digests as they were told."""

from datetime import datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import RowMapping, delete, insert, select

from domain.digest import Content, Digest, ListedDeal
from domain.ids import ChannelId, DigestId
from store.columns import table_of
from store.digest_tables import DigestRow, InspectionRow
from store.engine import Transaction

digests = table_of(DigestRow)
inspections = table_of(InspectionRow)

_CONTENT = TypeAdapter(Content)
_READY = TypeAdapter(tuple[ListedDeal, ...])

_TOLD = [column for column in digests.c if column.name not in {"team_id", "ready"}]


async def add_digest(
    tx: Transaction,
    content: Content,
    *,
    workflow: str,
    meeting_at: datetime,
    channel: ChannelId,
    ready: tuple[ListedDeal, ...],
    at: datetime,
) -> Digest:
    """`ready` are the deals that the content only counts."""
    added = await tx.execute(
        insert(digests)
        .values(
            team_id=tx.team,
            workflow=workflow,
            meeting_at=meeting_at,
            made_at=at,
            channel=channel,
            content=_CONTENT.dump_python(content, mode="json"),
            ready=_READY.dump_python(ready, mode="json"),
        )
        .returning(digests.c.id)
    )
    return Digest(DigestId(added.scalar_one()), workflow, meeting_at, at, channel, content)


async def find_digest(tx: Transaction, digest: DigestId) -> Digest | None:
    asked = select(*_TOLD).where(digests.c.team_id == tx.team, digests.c.id == digest)
    row = (await tx.execute(asked)).mappings().one_or_none()
    return _digest(row) if row else None


async def last_before(tx: Transaction, workflow: str, meeting_at: datetime) -> Digest | None:
    """The one of the last meeting of `workflow` before that one."""
    asked = select(*_TOLD).where(
        digests.c.team_id == tx.team, digests.c.workflow == workflow, digests.c.meeting_at < meeting_at
    )
    row = (await tx.execute(asked.order_by(digests.c.meeting_at.desc()).limit(1))).mappings().one_or_none()
    return _digest(row) if row else None


async def ready_in(tx: Transaction, digest: DigestId) -> tuple[ListedDeal, ...]:
    """The deals that were ready, in the order of their owners."""
    asked = select(digests.c.ready).where(digests.c.team_id == tx.team, digests.c.id == digest)
    found: list[dict[str, Any]] | None = (await tx.execute(asked)).scalar_one_or_none()
    return _READY.validate_python(found or [])


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
        _CONTENT.validate_python(row["content"]),
    )
