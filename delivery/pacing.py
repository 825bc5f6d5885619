"""When the next post may go: one a second and place, so many a minute and method, and Slack's own "wait"."""

import random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from domain.ending import BULK, POST, UPDATE, Rest, Waiting

AHEAD_S: Final = 0.05
"""So long before its place has rested a post may be claimed: otherwise the claim's commit and the drawing would come on
top of every second. The sender waits for what is left."""
PLACES_REMEMBERED: Final = 2000


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast delivery goes, and how patient it is.

    `place_s` is the time between two new messages in one place (docs.slack.dev/apis/web-api/rate-limits); 0 lifts this
    and the budgets, for tests. The budgets are the calls of a method in a minute; a fifth of it may come in one burst.
    `doubt_s` is the pause after a call of which nothing was heard: it may still be on its way, and history must show
    it before it is looked into. `call_s` is the part of its lease that a try must have left when it posts: the
    client's time-out and a margin.
    """

    place_s: float = 1.0
    posts_a_minute: int = 300
    updates_a_minute: int = 100
    at_once: int = 32
    first_pause_s: float = 1.0
    longest_pause_s: float = 300.0
    doubt_s: float = 20.0
    lease_s: float = 60.0
    call_s: float = 15.0
    poll_s: float = 2.0

    def pause_s(self, failures: int) -> float:
        """Before try `failures` + 1: doubled each time, give or take a fifth, so that not all come back at once."""
        pause = min(self.first_pause_s * 2.0 ** min(failures - 1, 20), self.longest_pause_s)
        return pause * random.uniform(0.8, 1.2)  # noqa: S311 - no secret


class Budget:
    """So many calls a minute: spent by each call, filled again as time passes."""

    def __init__(self, a_minute: int, now: float) -> None:
        self._a_second = a_minute / 60
        self._most = max(1.0, a_minute / 5)
        self._left, self._at = self._most, now

    def wait_s(self, now: float) -> float:
        """Until there is a call to spend; 0 when there is one."""
        self._left = min(self._most, self._left + (now - self._at) * self._a_second)
        self._at = now
        return max(0.0, (1 - self._left) / self._a_second)

    def spend(self) -> None:
        self._left -= 1


class Pacer:
    """What one process knows of places and methods at the moment. `clock` is monotonic.

    What it has seen it tells the other processes through the store (`news`), and what they have seen comes
    with the posts that wait.
    """

    def __init__(self, pace: Pace, clock: Callable[[], float] = time.monotonic) -> None:
        self.pace = pace
        self._clock = clock
        self._posted_at: dict[str, float] = {}
        self._paused_until: dict[str, float] = {}
        self._news: set[str] = set()
        limits = {POST: pace.posts_a_minute, UPDATE: pace.updates_a_minute} if pace.place_s else {}
        self._budgets: Mapping[str, Budget] = {method: Budget(limit, clock()) for method, limit in limits.items()}
        self.held_s: float | None = None
        """Until the first of the posts that the last choice held back may go; None when it held none back."""

    def pause(self, method: str, seconds: float) -> None:
        """Slack asked for it: this method and no other, for the whole workspace."""
        self._paused_until[method] = max(self._paused_until.get(method, 0.0), self._clock() + seconds)
        self._news.add(method)

    def paused_s(self, method: str) -> float:
        return max(0.0, self._paused_until.get(method, 0.0) - self._clock())

    def posting(self, place: str, *, in_s: float = 0.0) -> None:
        """A new message goes to `place` now, or so soon."""
        self._posted_at.pop(place, None)
        self._posted_at[place] = self._clock() + in_s
        self._news.add(place)
        if len(self._posted_at) > PLACES_REMEMBERED:
            del self._posted_at[next(iter(self._posted_at))]

    def until_turn_s(self, place: str) -> float:
        """How long whoever was chosen for `place` still has to wait with the call."""
        return max(0.0, self._posted_at.get(place, 0.0) - self._clock())

    def news(self) -> list[Rest]:
        """What must rest since the last call and still must."""
        news, self._news = self._news, set()
        rests = (Rest(what, max(self.paused_s(what), self._place_s(what))) for what in sorted(news))
        return [rest for rest in rests if rest.seconds > 0]

    def not_told(self, news: Sequence[Rest]) -> None:
        """The store could not be reached."""
        self._news.update(rest.what for rest in news)

    def choose(self, waiting: Sequence[Waiting], most: int) -> list[Waiting]:
        """Up to `most` that may go now: answers before bulk, then the place that has waited longest."""
        self.held_s = None
        chosen: list[Waiting] = []
        for one in sorted(waiting, key=self._turn):
            if len(chosen) == most:
                break
            if wait := self._wait_s(one):
                self.held_s = min(wait, self.held_s or wait)
            else:
                self._spend(one)
                chosen.append(one)
        return chosen

    def _turn(self, one: Waiting) -> tuple[bool, float, int]:
        return one.kind in BULK, self._posted_at.get(one.place, 0.0) if one.is_new else 0.0, one.id

    def _wait_s(self, one: Waiting) -> float:
        method = POST if one.is_new else UPDATE
        budget = self._budgets.get(method)
        budget_s = budget.wait_s(self._clock()) if budget else 0.0
        place_s = self._place_s(one.place) - min(AHEAD_S, self.pace.place_s / 4) if one.is_new else 0.0
        return max(self.paused_s(method), budget_s, place_s, one.rest_s, 0.0)

    def _place_s(self, place: str) -> float:
        posted_at = self._posted_at.get(place)
        return 0.0 if posted_at is None else max(0.0, posted_at + self.pace.place_s - self._clock())

    def _spend(self, one: Waiting) -> None:
        if one.is_new:
            self.posting(one.place, in_s=self._place_s(one.place))
        if budget := self._budgets.get(POST if one.is_new else UPDATE):
            budget.spend()
