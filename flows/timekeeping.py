"""What time it is for everybody who shares a store, and which firings of a job are over."""

from datetime import datetime

from flows.deps import Deps
from store import once
from store.engine import Store, Transaction
from store.time_of_day import read_time


async def store_time(store: Store) -> datetime:
    """By the store's own clock. Raises StoreUnavailable."""
    async with store.read() as tx:
        return await read_time(tx)


async def is_over(deps: Deps, job: str, occasion: str) -> bool:
    async with deps.store.read() as tx:
        return await once.is_claimed(tx, _ran(job), occasion)


async def put_down(deps: Deps, job: str, occasion: str, *, at: datetime) -> bool:
    """Puts the firing down as over, for every replica and after every restart; True for whoever does it first."""
    async with deps.store.begin() as tx:
        return await once.claim_occasion(tx, _ran(job), occasion, at=at)


async def forget_firings(tx: Transaction, *, before: datetime) -> None:
    """That they are over; what each of them did is not forgotten."""
    await once.forget_occasions(tx, _ran(""), before=before)


def _ran(job: str) -> str:
    return f"ran {job}"
