"""People whose data was deleted: a made-up name stands where theirs stood, and nobody can be asked or told by it."""

from typing import Final

from domain.ids import UserId

_BEGINNING: Final = "deleted-"
"""No id of Slack's begins like this."""

FORGOTTEN: Final = f"{_BEGINNING}%"
"""The same for SQL's LIKE."""

NAME_DELETED: Final = "(name deleted)"
"""What people read in its place."""


def stand_in(token: str) -> UserId:
    """`token` is by chance and kept nowhere: what one person did stays together, and nothing leads back to the person.

    So every number stays what it was: two people who support a report are two still.
    """
    return UserId(f"{_BEGINNING}{token}")


def is_forgotten(user: str) -> bool:
    return user.startswith(_BEGINNING)
