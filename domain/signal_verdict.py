"""What a person said of a signal."""

from enum import StrEnum


class Verdict(StrEnum):
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"
    FLAGGED = "flagged"
    """Pointed out by hand, though it was on our list already."""
    MISSED = "missed"
    """Pointed out by hand, and we had not seen it."""
