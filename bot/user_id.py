"""Whom a command is about, as somebody typed it."""

from bot.cannot_start import CannotStart
from domain.ids import UserId
from domain.operating_model.words import is_person


def user_called(typed: str) -> UserId:
    """Raises CannotStart for what is no user id."""
    if not is_person(typed):
        raise CannotStart(
            f"{typed} is no Slack user id. It begins with U or W and stands in the person's profile in Slack, "
            "under ⋮ and Copy member ID."
        )
    return UserId(typed)
