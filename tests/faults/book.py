"""What people were promised during a run: whatever stands here, the store and the workspace must show afterwards."""

import time
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Promise:
    """A report that was accepted. The times are of the harness's monotonic clock."""

    text: str
    sent_at: float
    answered_at: float


@dataclass(slots=True)
class Book:
    """`typed` are all texts that were ever sent as a report: each may become one at most.

    `decisions` are (report's number, verb, person), `supports` (report's number, person), `mentions` the `ts` of
    messages of which Slack was told that they were received.
    """

    typed: list[str] = field(default_factory=list)
    reports: dict[int, Promise] = field(default_factory=dict)
    decisions: list[tuple[int, str, str]] = field(default_factory=list)
    supports: set[tuple[int, str]] = field(default_factory=set)
    mentions: set[str] = field(default_factory=set)
    gestures: int = 0
    unanswered: int = 0

    @property
    def accepted(self) -> int:
        return len(self.reports) + len(self.decisions) + len(self.supports) + len(self.mentions)

    def report_accepted(self, number: int, text: str, sent_at: float) -> None:
        self.reports[number] = Promise(text, sent_at, time.monotonic())
