"""The CRM: judging many deals, a digest, a sync with HubSpot: python -m bench.crm [judging|sync] [--most N].

Judging stands beside the same answer by one query that somebody wrote by hand; both are compared, deal by deal and
criterion by criterion. The rounds take turns, and the best of each counts. Where the machine is busy, the time of the
processor says more.
"""

import argparse
import asyncio
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from bench import crm_sync
from bench.commands import goal
from bench.crm_deals import CHANGES, WON_OF, fill
from bench.crm_judging import ByHand, Cost, Judged, aside, by_hand, digested, judged
from bench.delivery import stores

OPEN_DEALS = (10_000, 30_000, 100_000, 300_000)
GOALS_AT = 100_000
DIGEST_AT = 10_000
ROUNDS = 3
"""Where the goals are; with more deals there is one, which takes a minute."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Size:
    """The best of the rounds."""

    open_deals: int
    findings: int
    asked: Cost
    stored: Cost
    first: Cost
    again: Cost
    next_day: Cost
    peak_mb: float


def measured(address: str, open_deals: int) -> Size:
    hands: list[ByHand] = []
    ours: list[Judged] = []
    for _ in range(ROUNDS if open_deals <= GOALS_AT else 1):
        hands.append(aside(by_hand, address))
        ours.append(aside(judged, address))
    for one, other in zip(hands, ours, strict=True):
        assert one.today == other.today, f"{len(one.today ^ other.today)} findings differ"
        assert one.tomorrow == other.tomorrow, f"{len(one.tomorrow ^ other.tomorrow)} findings differ"
    return Size(
        open_deals,
        len(ours[0].today),
        asked=best(hands, lambda one: one.asked),
        stored=best(hands, lambda one: one.stored),
        first=best(ours, lambda one: one.first),
        again=best(ours, lambda one: one.again),
        next_day=best(ours, lambda one: one.next_day),
        peak_mb=max(one.peak_mb for one in ours),
    )


def best(rounds: Sequence[T], cost_of: Callable[[T], Cost]) -> Cost:
    costs = [cost_of(one) for one in rounds]
    return Cost(min(one.wall_s for one in costs), min(one.cpu_s for one in costs))


def measure_judging(most: int, only: str | None) -> None:
    with stores() as addresses:
        for engine, address in addresses.items():
            if only not in (None, engine):
                continue
            sizes: list[Size] = []
            for open_deals in (one for one in OPEN_DEALS if one <= most):
                before, all_deals = deals_of(sizes[-1].open_deals) if sizes else 0, deals_of(open_deals)
                aside(Filling(before, all_deals - before), address)
                sizes.append(measured(address, open_deals))
                print_size(engine, sizes[-1])
                if open_deals == DIGEST_AT:
                    measure_digest(engine, address)
            print_growth(engine, sizes)


def deals_of(open_deals: int) -> int:
    """With those that are won."""
    return open_deals * WON_OF // (WON_OF - 1)


@dataclass(frozen=True, slots=True)
class Filling:
    first: int
    many: int

    async def __call__(self, address: str) -> None:
        await fill(address, self.first, self.many)


def print_size(engine: str, size: Size) -> None:
    deals = deals_of(size.open_deals)
    print(
        f"\n{engine}: {size.open_deals:,} open deals and {deals - size.open_deals:,} won,"
        f" {deals * CHANGES:,} changes; {size.findings:,} findings"
    )
    print(f"{'':<44}{'s':>8}{'cpu s':>8}{'× by hand':>12}")
    for name, cost, hand in (
        ("one query by hand", size.asked, size.asked),
        ("judged again: nothing is new", size.again, size.asked),
        ("judged the next day: most say another number", size.next_day, size.asked),
        ("one query by hand that stores its answer", size.stored, size.stored),
        ("judged for the first time: all are new", size.first, size.stored),
    ):
        print(f"{name:<44}{cost.wall_s:>8.2f}{cost.cpu_s:>8.2f}{cost.wall_s / hand.wall_s:>12.2f}")
    if size.open_deals == GOALS_AT:
        goal(f"all findings for the first time, {engine}", size.first.wall_s, "s", at_most=10)
        goal(f"all findings, of the query's time, {engine}", size.again.wall_s / size.asked.wall_s, "×", at_most=3)
        goal(f"memory at its peak, {engine}", size.peak_mb, "MB", at_most=400)
    sys.stdout.flush()


def measure_digest(engine: str, address: str) -> None:
    rounds = [aside(digested, address) for _ in range(ROUNDS)]
    cost = best(rounds, lambda one: one.cost)
    print(f"{engine}: a digest of {rounds[0].posts} posts, {cost.cpu_s:.2f} s of processor")
    goal(f"digest, from tick to owed posts, {engine}", cost.wall_s, "s", at_most=2)


def print_growth(engine: str, sizes: Sequence[Size]) -> None:
    print(f"\n{engine}: ms for 1,000 open deals\n{'open deals':>12}{'query':>9}{'first':>9}{'again':>9}{'memory':>12}")
    for size in sizes:
        query, first, again = (
            1_000_000 * cost.wall_s / size.open_deals for cost in (size.asked, size.first, size.again)
        )
        print(f"{size.open_deals:>12,}{query:>9.2f}{first:>9.2f}{again:>9.2f}{size.peak_mb:>9.0f} MB")
    growth = [size.first.wall_s / size.open_deals for size in sizes]
    goal(f"a deal among the most, of one among the fewest, {engine}", growth[-1] / growth[0], "×", at_most=1.5)


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("part", nargs="?", choices=["judging", "sync"], help="only this one")
    asked.add_argument("--most", type=int, default=OPEN_DEALS[-1], help="open deals to judge")
    asked.add_argument("--store", choices=["SQLite", "PostgreSQL"], help="only this one")
    given = asked.parse_args()
    if given.part in (None, "judging"):
        measure_judging(given.most, given.store)
    if given.part in (None, "sync"):
        print()
        asyncio.run(crm_sync.measure())
    return 0


if __name__ == "__main__":
    sys.exit(main())
