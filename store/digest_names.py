"""The names of owners in digests: a digest is kept as it was told, but for the name of somebody who is forgotten."""

import json
import re
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Text, cast, select, update

from domain.forgotten import NAME_DELETED
from domain.ids import DigestId, OwnerId
from store.digests import digests
from store.engine import Transaction


async def digests_naming(tx: Transaction, owner: OwnerId) -> list[DigestId]:
    """Those that list deals of `owner`."""
    content = cast(digests.c.content, Text)
    # Their JSON is ours, without spaces (pydantic), or SQLAlchemy's after a name was taken out of it.
    listed = content.contains(f"{json.dumps(owner)}:", autoescape=True)
    found = await tx.execute(select(digests.c.id).where(digests.c.team_id == tx.team, listed).order_by(digests.c.id))
    return [DigestId(one) for one in found.scalars()]


async def take_owner_name(tx: Transaction, digest: DigestId, owner: OwnerId) -> bool:
    """False when it stands there no more, or never did."""
    this = (digests.c.team_id == tx.team, digests.c.id == digest)
    content = (await tx.execute(select(digests.c.content).where(*this).with_for_update())).scalar_one_or_none()
    name = content and content["owners"].get(owner)
    if not content or not name or name == NAME_DELETED:
        return False
    await tx.execute(update(digests).where(*this).values(content=_without(content, owner, name)))
    return True


def _without(content: Mapping[str, Any], owner: OwnerId, name: str) -> dict[str, Any]:
    """Also in the sentences that say who moved a deal."""
    by = re.compile(rf"\bby {re.escape(name)}(?!\w)")
    moves = {
        part: [
            moved | {"sentences": [by.sub(f"by {NAME_DELETED}", said) for said in moved["sentences"]]}
            for moved in content.get(part, [])
        ]
        for part in ("moved", "doubted")
    }
    return {**content, **moves, "owners": {**content["owners"], owner: NAME_DELETED}}
