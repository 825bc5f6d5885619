"""What the store holds about one person, for whoever asks what is known about them, and before it is forgotten."""

from collections import Counter
from collections.abc import AsyncIterator
from datetime import date, datetime
from typing import Any

from domain.ids import UserId
from store import exports, forgetting, person_rows
from store.engine import Store

DIRECT_MESSAGES = "direct_messages"


async def about(store: Store, person: UserId) -> AsyncIterator[dict[str, Any]]:
    """Each row that names the person, `what` being its table; not what they did without a name: only they see that."""
    async with store.read() as tx:
        await exports.at_one_moment(tx)
        async for what, row in person_rows.rows_naming(tx, person):
            yield {"what": what} | {name: _plain(value) for name, value in row.items()}


async def counted_about(store: Store, person: UserId) -> Counter[str]:
    """How many rows of each table name the person, and how many direct messages they got."""
    async with store.read() as tx:
        counts = Counter([what async for what, _ in person_rows.rows_naming(tx, person)])
        if messages := len(await forgetting.posts_to(tx, person)):
            counts[DIRECT_MESSAGES] = messages
    return counts


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    return value.isoformat() if isinstance(value, date) else value
