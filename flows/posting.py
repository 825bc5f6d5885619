"""What delivery asks of the store: the next posts to send, and a record of how the last ones ended."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from domain.ending import Ended, Rest, Stuck, TurnedDown, Waiting
from domain.ids import PostId
from domain.operating_model.words import is_person
from domain.post import OwedPost, Post, PostKey, PostKind
from flows.deps import Deps
from flows.owing import homes
from store import claims, endings, line, rests, strays
from store.engine import Transaction
from store.posts import owe

LEASE_S: Final = 60.0

Choose = Callable[[Sequence[Waiting]], Sequence[Waiting]]


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of delivery.

    `unrecorded` are endings to bring again next time, `missed` counts chosen posts that somebody else was holding.
    `next_due_s` says when something is due by time, if nothing was claimed and something is.
    """

    claimed: Sequence[Post] = ()
    unrecorded: Sequence[Ended] = ()
    missed: int = 0
    next_due_s: float | None = None


async def take_turn(
    deps: Deps,
    ended: Sequence[Ended],
    choose: Choose | None,
    *,
    at: datetime,
    lease_s: float = LEASE_S,
    seen: Sequence[Rest] = (),
    me: str = "",
) -> Turn:
    """Records `ended` and claims what `choose` picks of everything that waits: one transaction, one commit.

    `choose` is None when no more can be sent at present. `seen` is what must rest, as `me`, the process whose turn it
    is, has seen; the others heed it. Raises StoreUnavailable; then nothing was recorded.
    """
    async with deps.begin() as tx:
        unrecorded = await _record(tx, deps, ended) if ended else []
        await rests.tell(tx, seen, by=me)
        if choose is None:
            return Turn(unrecorded=unrecorded)
        chosen = choose(await line.waiting(tx, me=me))
        claimed = await claims.claim(tx, chosen, at=at, lease_s=lease_s, me=me) if chosen else []
        next_due_s = None if claimed else await claims.seconds_to_next(tx)
        return Turn(claimed, unrecorded, len(chosen) - len(claimed), next_due_s)


async def _record(tx: Transaction, deps: Deps, ended: Sequence[Ended]) -> list[Ended]:
    await owe(tx, *_alerts(deps, ended))
    return await endings.end(tx, ended)


def _alerts(deps: Deps, ended: Sequence[Ended]) -> list[OwedPost]:
    """One alert to each admin for a place and an error, however many posts it stops.

    None about a person: a colleague who left is nobody's emergency.
    """
    troubles = {
        f"{one.post.key.place}!{one.ending.error}"
        for one in ended
        if isinstance(one.ending, TurnedDown) and one.ending.alert and not is_person(one.post.key.place)
    }
    return [
        OwedPost(PostKey(PostKind.REFUSED_ALERT, trouble, admin))
        for trouble in sorted(troubles)
        for admin in sorted(deps.roster.admins)
    ]


async def release_run_out(deps: Deps) -> Sequence[PostId]:
    """Posts whose sender died are owed again. Raises StoreUnavailable."""
    async with deps.begin() as tx:
        return await claims.run_out(tx)


async def retry_refused(deps: Deps, place: str | None = None) -> int:
    """Refused posts of `place` (None: of every place) are owed again; how many they were."""
    async with deps.begin() as tx:
        return await endings.owe_refused(tx, place)


async def follow_channels(deps: Deps) -> int:
    """What never got to a channel that the operating model named before goes to the one that it names now."""
    async with deps.begin() as tx:
        if strayed := await strays.bring_home(tx, homes(deps)):
            await endings.show_alerts_again(tx)
        return strayed


async def refused_in(deps: Deps, place: str, error: str) -> int:
    """How many posts stand refused in `place` because of `error`."""
    async with deps.store.read() as tx:
        return await endings.count_refused(tx, place, error)


async def backlog(deps: Deps) -> tuple[int, float]:
    """How many posts are owed or with Slack, and for how many seconds the oldest of them."""
    async with deps.store.read() as tx:
        return await endings.backlog(tx)


async def stuck(deps: Deps, *, longer_than: timedelta) -> list[Stuck]:
    """What is owed for longer than that, and all that Slack has turned down; the longest owed first."""
    async with deps.store.read() as tx:
        return await endings.stuck(tx, longer_than=longer_than)
