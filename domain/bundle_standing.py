"""A bundle as its reader sees it now: what was asked that day, and what became of each part of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from domain.bundle import Why
from domain.finding_standing import Asking, FindingStanding


@dataclass(frozen=True, slots=True)
class SectionStanding:
    """What is asked before one meeting. `deals` has what each deal lacks, the largest deal first; none is empty.

    `held` are the names of the fields that rest, each with the report (F-12) because of which. `is_over` once the
    meeting has begun: what is missing can still be filled in, and nothing else is left to say about it.
    """

    why: Why
    meeting: str
    meets_at: datetime
    deals: Sequence[Sequence[FindingStanding]]
    held: Sequence[tuple[str, str]] = ()
    is_over: bool = False

    @property
    def still_asked(self) -> int:
        """Deals about which something is still asked."""
        return sum(any(one.asking is Asking.ASKED for one in deal) for deal in self.deals)


@dataclass(frozen=True, slots=True)
class BundleStanding:
    zone: ZoneInfo
    sections: Sequence[SectionStanding]
    used: Sequence[str] = ()
