"""The weekly list shows each signal as it stands: which posts of it are drawn anew when one changes."""

from collections.abc import Collection
from typing import Final

from domain.post import PostKind
from domain.signal import Signal
from domain.signals_week import end_of_week
from flows.deps import Deps
from store import posts
from store.engine import Transaction

MOST_PARTS: Final = 20
"""As many as all kinds in sixteen workflows need, and those in none."""


async def tell_again(tx: Transaction, deps: Deps, changed: Collection[Signal]) -> None:
    """Where the week of one of them was told already."""
    begins = deps.model.workarounds.weekly.day
    ends = {end_of_week(deps.working_time.local_date(one.seen_at), begins) for one in changed}
    subjects = [f"{end}/{part}" for end in sorted(ends) for part in range(1, MOST_PARTS + 1)]
    await posts.owe_again(tx, PostKind.SIGNALS_WEEK, subjects)
