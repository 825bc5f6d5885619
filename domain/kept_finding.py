"""A finding that is remembered: since when it is known, and until when it stood."""

from dataclasses import dataclass
from datetime import datetime

from domain.readiness import Finding


@dataclass(frozen=True, slots=True)
class KeptFinding:
    """`first_seen_at` is when we first saw it, which is later than the day since which it stands (`finding.since`)."""

    workflow: str
    finding: Finding
    first_seen_at: datetime
    resolved_at: datetime | None = None
