"""What the store's clock shows, for those who set theirs by it."""

from datetime import datetime
from typing import cast

from sqlalchemy import select

from store import clock
from store.engine import Transaction


async def read_time(tx: Transaction) -> datetime:
    return cast(datetime, (await tx.execute(select(clock.now(sqlite=tx.is_sqlite)))).scalar_one())
