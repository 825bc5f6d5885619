"""Taking a transaction back when the answer is no: nothing of it stays, not even that the delivery was received.

Slack delivers again what was not answered. The same delivery then hears the same "no", and not that all is well.
"""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from domain.outcome import Refused, Repeated
from flows.deps import Deps
from store import once
from store.engine import Transaction

Done = TypeVar("Done")


class Undone(Exception):  # noqa: N818 - no error: an expected no on the way
    """Leaves the block of a transaction, which is undone by it."""

    def __init__(self, refused: Refused) -> None:
        super().__init__(refused.because)
        self.refused = refused


async def whole_or_nothing(
    deps: Deps, delivery: str, work: Callable[[Transaction], Awaitable[Done]]
) -> Done | Refused | Repeated:
    """What `work` does for `delivery`, the first time that it comes. Nothing of it stays when `work` raises Undone."""
    try:
        async with deps.begin() as tx:
            if not await once.receive(tx, delivery, at=deps.clock()):
                return Repeated()
            return await work(tx)
    except Undone as undone:
        return undone.refused


def unless_refused(outcome: Done | Refused) -> Done:
    """What was done. Raises Undone."""
    if isinstance(outcome, Refused):
        raise Undone(outcome)
    return outcome
