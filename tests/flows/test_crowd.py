"""A crowd on three replicas at once: the order in which locks are taken lets nobody stop anybody for ever."""

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from typing import Any, Final

import pytest

from domain.ending import Ended, Ending, Later, Posted, ThreadGone, TurnedDown
from domain.ids import ChannelId, MessageTs, NoteId, ReportId, UserId
from domain.operating_model import OperatingModel
from domain.outcome import StoreUnavailable
from domain.post import Post
from domain.report import Verb
from flows import posting
from flows.ageing import bring_back_deferred, close_silent, remind_of_undecided
from flows.deps import Deps
from flows.intake import support
from flows.shipping import Shipped
from flows.tidying import tidy
from store.engine import open_store
from tests.conftest import MONDAY, TEAM, Clock, deps_over
from tests.flows.stories import a_delivery, a_report, confirm, decide, say_still_broken, ship

PEOPLE: Final = [UserId(f"U0REP{n}") for n in range(6)]
VERBS: Final = [Verb.FIX, Verb.REJECT, Verb.DEFER, Verb.ASK, Verb.MERGE, Verb.RECONSIDER]
RECENT: Final = 4
"""Everybody is after the latest few reports, so that they get into each other's way."""

MUCH_LATER: Final = MONDAY.replace(year=2027, month=2, day=8)


@pytest.fixture
async def replicas(store_url: str, model: OperatingModel) -> AsyncIterator[list[Deps]]:
    async with AsyncExitStack() as stack:
        stores = [open_store(store_url, TEAM, pool_size=5) for _ in range(3)]
        for store in stores:
            stack.push_async_callback(store.close)
        yield [deps_over(store, model, Clock()) for store in stores]


class Crowd:
    """`done` counts what was done, by its name; `in_the_way` tells what the store ended or let nobody have."""

    def __init__(self, replicas: Sequence[Deps], seed: int) -> None:
        self._replicas = replicas
        self._dice = random.Random(seed)
        self.done: Counter[str] = Counter()
        self.in_the_way: list[str] = []

    async def act(self, *, times: int) -> None:
        for _ in range(times):
            deed = self._dice.choice(DEEDS)
            try:
                await deed(self, self._dice.choice(self._replicas))
            except StoreUnavailable as trouble:
                self.in_the_way.append(f"{deed.__name__}: {trouble}")
            self.done[deed.__name__] += 1

    def _some_report(self) -> ReportId:
        return ReportId(RECENT + self.done["reports"] - self._dice.randrange(RECENT))

    def _some_note(self) -> NoteId:
        return NoteId(max(1, self.done["notes"] - self._dice.randrange(4)))

    async def reports(self, deps: Deps) -> None:
        await a_report(deps)

    async def decides(self, deps: Deps) -> None:
        verb = self._dice.choice(VERBS)
        more: dict[str, Any] = {"target": self._some_report()} if verb is Verb.MERGE else {}
        await decide(deps, self._some_report(), verb, **more)

    async def supports(self, deps: Deps) -> None:
        await support(deps, self._some_report(), by=self._dice.choice(PEOPLE), delivery=a_delivery())

    async def ships(self, deps: Deps) -> None:
        """Several at once, in any order."""
        reports = list(dict.fromkeys(self._some_report() for _ in range(3)))
        for report in reports:
            await decide(deps, report, Verb.FIX)
        self.done["notes"] += isinstance(await ship(deps, *reports), Shipped)

    async def confirms(self, deps: Deps) -> None:
        await confirm(deps, self._some_note(), by=self._dice.choice(PEOPLE))

    async def complains(self, deps: Deps) -> None:
        await say_still_broken(deps, self._some_note(), by=self._dice.choice(PEOPLE))

    async def delivers(self, deps: Deps) -> None:
        turn = await posting.take_turn(deps, [], lambda waiting: waiting[:10], at=deps.clock())
        ended = [Ended(post, self._some_ending(post)) for post in turn.claimed]
        while ended:
            ended = list((await posting.take_turn(deps, ended, None, at=deps.clock())).unrecorded)
            await asyncio.sleep(0)

    def _some_ending(self, post: Post) -> Ending:
        posted, refused = Posted(MessageTs("1.1"), ChannelId(post.key.place)), TurnedDown("is_archived", alert=True)
        endings: list[Ending] = [posted, ThreadGone(0.0), Later(0.0, "ratelimited"), refused]
        return self._dice.choices(endings, [10, 3, 2, 2])[0]

    async def tidies(self, deps: Deps) -> None:
        await tidy(deps, at=MUCH_LATER)

    async def tries_again(self, deps: Deps) -> None:
        await posting.retry_refused(deps)

    async def ages(self, deps: Deps) -> None:
        await self._dice.choice([close_silent, bring_back_deferred, remind_of_undecided])(deps, at=MUCH_LATER)


DEEDS: Final[Sequence[Callable[[Crowd, Deps], Awaitable[None]]]] = (
    *[Crowd.decides, Crowd.ships] * 3,
    *[Crowd.delivers] * 3,
    *(Crowd.reports, Crowd.supports, Crowd.confirms, Crowd.complains, Crowd.tidies, Crowd.tries_again, Crowd.ages),
)


@pytest.mark.parametrize("store_url", ["postgres"], indirect=True)
async def test_nobody_stops_anybody_for_ever(replicas: list[Deps]) -> None:
    for _ in range(RECENT):
        await a_report(replicas[0])
    crowd = Crowd(replicas, seed=1)

    await asyncio.gather(*(crowd.act(times=25) for _ in range(12)))

    assert not crowd.in_the_way
    assert {deed.__name__ for deed in DEEDS} <= crowd.done.keys()
