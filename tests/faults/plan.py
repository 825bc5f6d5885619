"""What goes wrong in one run, and when: drawn from a seed, so that a run that found something can be run again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, Final

from tests.faults.proxy import AGAIN, ANSWER_LOST, DOUBLED, LATE, REQUEST_LOST

ACTS_S: Final = 9.0
"""How long people act, and things go wrong, before everything is mended: in the long run."""

POINTS: Final = (
    "gesture.before_commit",
    "gesture.after_commit",
    "claim.before_commit",
    "claim.after_commit",
    "post.before",
    "post.after",
    "record.before_commit",
    "record.after_commit",
    "update.before",
    "update.after",
    "look.before",
    "look.after",
)

PASSED_AT_MOST: Final = 40
"""How often a point is passed at most before a process dies there."""

SLACK: Final[Sequence[Mapping[str, Any]]] = (
    {"method": "chat.postMessage", "kind": "drop_after", "times": 3},
    {"method": "chat.postMessage", "kind": "drop_after", "times": None, "share": 0.15},
    {"method": "chat.postMessage", "kind": "drop_before", "times": 3},
    {"method": "chat.postMessage", "kind": "hang", "times": 2, "seconds": 1.6},
    {"method": "chat.postMessage", "kind": "http_500", "times": 4},
    {"method": "chat.postMessage", "kind": "rate_limited", "times": 6, "retry_after": 1},
    {"method": "chat.postMessage", "kind": "error", "error": "internal_error", "times": 3},
    {"method": "chat.update", "kind": "drop_after", "times": 3},
    {"method": "chat.update", "kind": "hang", "times": 1, "seconds": 1.6},
    {"method": "chat.update", "kind": "rate_limited", "times": 3, "retry_after": 1},
    {"method": "conversations.history", "kind": "rate_limited", "times": 2, "retry_after": 1},
    {"method": "conversations.history", "kind": "drop_before", "times": 2},
    {"method": "conversations.replies", "kind": "http_500", "times": 2},
    {"method": "conversations.open", "kind": "drop_after", "times": 2},
    {"method": "views.open", "kind": "drop_after", "times": 2},
    {"method": "response_url", "kind": "http_500", "times": 2},
)

STORE: Final[Mapping[str, Sequence[str]]] = {"sqlite": ("locked",), "postgres": ("locked", "cut off", "paused")}

WRONG_BY_S: Final = (-172_800, -600, 600, 172_800)


@dataclass(frozen=True, slots=True)
class Kill:
    replica: int


@dataclass(frozen=True, slots=True)
class Slack:
    """Faults of the Web API from now on, until others take their place."""

    faults: Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class StoreAway:
    kind: str
    seconds: float


@dataclass(frozen=True, slots=True)
class ClockWrong:
    replica: int
    by_s: int


@dataclass(frozen=True, slots=True)
class Deliveries:
    """Which part of the gestures and events meets which trouble, and whether Slack repeats and turns events round."""

    shares: Mapping[str, float]
    twice: bool
    reverse: bool


Trouble = Kill | Slack | StoreAway | ClockWrong | Deliveries


@dataclass(frozen=True, slots=True)
class Plan:
    """`troubles` with the second at which each begins; `fates` are, for each replica, the point at which its
    first process ends, unless something else ends it before."""

    seed: int
    engine: str
    replicas: int
    acts_s: float
    troubles: Sequence[tuple[float, Trouble]]
    fates: Sequence[str]


def plan_of(seed: int, engine: str, *, acts_s: float = ACTS_S, away_s: float = 0.0) -> Plan:
    """`acts_s` is how long people act, and `away_s` lengthens the time for which the store is away."""
    dice = Random(f"{engine} {seed}")
    replicas = 1 if engine == "sqlite" else 3
    away = StoreAway(dice.choice(STORE[engine]), dice.uniform(0.5, 2.8) + away_s)
    troubles: list[tuple[float, Trouble]] = [(share * acts_s, _slack(dice)) for share in (0.1, 0.4, 0.7)]
    troubles += [(share * acts_s, _deliveries(dice)) for share in (0.01, 0.5)]
    troubles += [(dice.uniform(0.2, 1) * acts_s, Kill(dice.randrange(replicas))) for _ in range(1 + replicas // 2)]
    troubles += [(dice.random() * acts_s, ClockWrong(one, dice.choice(WRONG_BY_S))) for one in range(replicas)]
    troubles.append((dice.uniform(0.1, 0.8) * acts_s, away))
    fates = [f"{dice.choice(POINTS)}:{dice.randint(1, PASSED_AT_MOST)}" for _ in range(replicas)]
    return Plan(seed, engine, replicas, acts_s, sorted(troubles, key=lambda one: one[0]), fates)


def _slack(dice: Random) -> Slack:
    return Slack(dice.sample(SLACK, 3))


def _deliveries(dice: Random) -> Deliveries:
    shares = {REQUEST_LOST: 0.02, ANSWER_LOST: 0.04, LATE: 0.06, DOUBLED: 0.08, AGAIN: 0.05}
    return Deliveries(shares, twice=dice.random() < 0.5, reverse=dice.random() < 0.5)
