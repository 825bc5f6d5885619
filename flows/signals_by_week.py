"""The threads of five weeks as the weekly list counts them, and how many posts the last of those weeks takes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from domain.occasions import moment_at
from domain.signal import Signal
from domain.signals_week import GROUPS_PER_POST, WEEKS, GroupKey, by_group, counted
from flows.deps import Deps
from flows.signal_learning import learned_of_kinds, quiet_channels
from store import signals
from store.engine import Transaction

A_WEEK: Final = timedelta(days=7)

MOST_PARTS: Final = 20
"""As many as all kinds in sixteen workflows need, and those in none."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen in the weeks that end on `ends`, oldest first, and the local day of each signal by its id."""

    ends: Sequence[date]
    signals: Sequence[Signal]
    day_of: Mapping[int, date]

    @property
    def weeks(self) -> dict[GroupKey, list[int]]:
        return by_group(self.signals, self.ends, self.day_of)

    @property
    def parts(self) -> int:
        """Posts that the groups of the last week take; one where there are none."""
        told = sum(weeks[-1] > 0 for weeks in self.weeks.values())
        return min(max(1, -(-told // GROUPS_PER_POST)), MOST_PARTS)

    def of_the_last(self, group: GroupKey) -> list[Signal]:
        first = self.ends[-1] - A_WEEK
        return [one for one in self.signals if (one.workflow, one.kind) == group and self.day_of[one.id] >= first]


async def seen_until(tx: Transaction, deps: Deps, end: date, *, at: datetime) -> Seen:
    """In the weeks before `end`, without what people or their answers took off the list."""
    zone = deps.model.timezone
    start = moment_at(end - A_WEEK * WEEKS, time(), zone)
    found = await signals.seen_between(tx, start, moment_at(end, time(), zone))
    kinds = await learned_of_kinds(tx, deps, at=at)
    quiet = [kind for kind, of_kind in kinds.items() if of_kind.learned.quiet]
    told = counted(found, quiet, await quiet_channels(tx, at=at))
    ends = [end - A_WEEK * n for n in reversed(range(WEEKS))]
    return Seen(ends, told, {one.id: deps.working_time.local_date(one.seen_at) for one in told})
