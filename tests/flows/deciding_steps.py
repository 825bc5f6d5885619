"""Steps that the stories of deciding share."""

from collections import Counter

from domain.ids import UserId
from domain.post import PostKind
from flows.moving import Decided
from tests.conftest import TRIAGE
from tests.flows.stories import (
    Owed,
)


def told(outcome: Decided, *people: UserId) -> Counter[Owed]:
    """What one decision owes: its card again, a reply under it, and a word to each of `people`."""
    report, made = str(outcome.report.id), str(outcome.decision.id)
    return Counter(
        [
            Owed(PostKind.REPORT_CARD, report, TRIAGE),
            Owed(PostKind.DECISION_REPLY, made, TRIAGE, (PostKind.REPORT_CARD, report)),
            *(Owed(PostKind.DECISION_WORD, made, person) for person in people),
        ]
    )
