"""The weekly list shows each signal as it stands: which posts of it are drawn anew when one changes."""

from collections.abc import Collection

from domain.post import OwedPost, PostKey, PostKind
from domain.signal import Signal
from domain.signals_week import end_of_week
from flows.deps import Deps
from flows.signals_by_week import MOST_PARTS, seen_until
from store import posts
from store.engine import Transaction


async def tell_again(tx: Transaction, deps: Deps, changed: Collection[Signal]) -> None:
    """Where the week of one of them was told already; with one post more if it now takes that."""
    begins = deps.model.workarounds.weekly.day
    for end in sorted({end_of_week(deps.working_time.local_date(one.seen_at), begins) for one in changed}):
        parts = [str(part) for part in range(1, MOST_PARTS + 1)]
        told = await posts.owe_again(tx, PostKind.SIGNALS_WEEK, [f"{end}/{part}" for part in parts])
        if told:
            needed = (await seen_until(tx, deps, end, at=deps.clock())).parts
            await posts.owe(tx, *[week_post(deps, f"{end}/{part}") for part in parts[told:needed]])


def week_post(deps: Deps, subject: str) -> OwedPost:
    return OwedPost(PostKey(PostKind.SIGNALS_WEEK, subject, deps.model.signals_channel))
