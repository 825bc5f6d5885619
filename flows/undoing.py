"""Taking a transaction back when the answer is no: nothing of it stays, not even that the delivery was received.

Slack delivers again what was not answered. The same delivery then hears the same "no", and not that all is well.
"""

from typing import TypeVar

from domain.outcome import Refused

Done = TypeVar("Done")


class Undone(Exception):  # noqa: N818 - no error: an expected no on the way
    """Leaves the block of a transaction, which is undone by it."""

    def __init__(self, refused: Refused) -> None:
        super().__init__(refused.because)
        self.refused = refused


def unless_refused(outcome: Done | Refused) -> Done:
    """What was done. Raises Undone."""
    if isinstance(outcome, Refused):
        raise Undone(outcome)
    return outcome
