"""A workaround signal: a thread in which revenue work seemed to go around the CRM, and what people said of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from domain.ids import ChannelId, DealId, MessageTs, ReportId, SignalId, UserId
from domain.outcome import Trouble
from domain.signals.kinds import Kind


class SignalState(StrEnum):
    SEEN = "seen"
    NOTED = "noted"
    """Whoever started the thread was told, and has not answered."""
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"
    FILED = "filed"
    """It became a friction report, or support for one."""
    WITHDRAWN = "withdrawn"
    """The thread is gone, or no longer says it."""


ANSWERED: Final = frozenset({SignalState.CONFIRMED, SignalState.DISMISSED, SignalState.FILED})
"""A person has spoken: no judgement of ours changes it any more."""


@dataclass(frozen=True, slots=True)
class Signal:
    """No word of the thread is in it. Of a private channel not even the name may be shown elsewhere."""

    id: SignalId
    number: int
    kind: Kind
    workflow: str | None
    channel: ChannelId
    thread_ts: MessageTs
    starter: UserId | None
    """Who wrote the first message; None when that was no person."""
    probability: float
    evidence: tuple[str, ...]
    """Sentences of ours about what spoke for it."""
    deal: DealId | None
    """The deal of the CRM that the thread links to, if it is one that we know."""
    private: bool
    shared: bool
    """With another company: nothing is ever said there."""
    state: SignalState
    state_at: datetime
    seen_at: datetime
    flagged_by: UserId | None = None
    """Who flagged it, where the bot had seen nothing."""
    report: ReportId | None = None

    @property
    def ref(self) -> str:
        return f"W-{self.number}"


class SignalNotFound(Trouble):
    for_user = "That thread is not on the list (any more). Nothing was changed."
