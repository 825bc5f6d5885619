"""Bundles whose meeting has begun: drawn once more, as nobody is asked before it any longer."""

from datetime import datetime, timedelta
from typing import Final

from domain.bundle import Bundle
from domain.nudging import NEAR
from domain.post import PostKind
from flows.deps import Deps
from store import bundles, once, posts
from store.engine import Transaction

JOB: Final = "bundles-over"

LOOK_BACK: Final = timedelta(days=7)
"""For when we were away as it began. Whoever scrolls further back than that looks for something else."""

AT_ONCE: Final = 200
"""Of one look, the latest first: Slack takes some fifty changed messages a minute, and somebody may click meanwhile."""


async def draw_begun(deps: Deps, *, at: datetime) -> int:
    """Owes again the messages that bring up a meeting which has begun, each once for each. Gives how many."""
    async with deps.store.read() as tx:
        begun = await _begun(tx, at)
    if not begun:
        return 0
    async with deps.begin() as tx:
        mine = await once.claim_each(tx, JOB, list(begun)[:AT_ONCE], at=at)
        again = {begun[name] for name in mine}
        await posts.owe_again(tx, PostKind.BUNDLE, [str(bundle.id) for bundle in again])
    return len(again)


async def _begun(tx: Transaction, at: datetime) -> dict[str, Bundle]:
    """Those that were not drawn again since, by the name of the occasion; the latest first."""
    made = await bundles.asking_since(tx, at - LOOK_BACK - NEAR)
    found = {_occasion(bundle, begins): bundle for bundle in made for begins in _lately(bundle, at)}
    drawn = await once.claimed_of(tx, JOB, found)
    return {name: bundle for name, bundle in found.items() if name not in drawn}


def _lately(bundle: Bundle, at: datetime) -> set[datetime]:
    return {section.meets_at for section in bundle.sections if at - LOOK_BACK < section.meets_at <= at}


def _occasion(bundle: Bundle, begins: datetime) -> str:
    return f"{bundle.id}@{int(begins.timestamp())}"
