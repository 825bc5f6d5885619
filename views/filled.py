"""Reading what buttons and forms bring back: numbers, and the state of a view by the names of its blocks."""

import json
import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from domain.ids import UserId
from domain.outcome import Trouble

CHOICE_LIMIT: Final = 150
"""Characters of the value of an option (docs.slack.dev/reference/block-kit/composition-objects/option-object)."""

_NUMBER: Final = re.compile(r"[1-9][0-9]{0,9}")
_LARGEST: Final = 2**31 - 1
"""What an id's column holds on PostgreSQL."""

_PERSON: Final = re.compile(r"[A-Z0-9]{1,32}")


class Unreadable(Trouble):
    """What came back is nothing that a button or form of ours holds; most likely it was drawn by an older version."""

    for_user = (
        "That comes from an older version of this message or form, so nothing was changed. "
        "Please try it on the newest one, or type `/crm-friction`."
    )


def read_number(value: object) -> int:
    """The id that a button, an option or a form carries. Raises Unreadable."""
    if isinstance(value, int | str) and _NUMBER.fullmatch(str(value)) and int(value) <= _LARGEST:
        return int(value)
    raise Unreadable


class Filled:
    """The answers of one submitted view; a question that was not asked or not answered reads as empty.

    Reading raises Unreadable when an answer is none that Slack's elements give.
    """

    def __init__(self, view: Mapping[str, Any]) -> None:
        self._values = _mapping(_mapping(view.get("state")).get("values"))
        self.metadata = _metadata(view.get("private_metadata"))

    def _answer(self, name: str) -> Mapping[str, Any]:
        return _mapping(next(iter(_mapping(self._values.get(name)).values()), None))

    def text(self, name: str) -> str:
        typed = self._answer(name).get("value") or ""
        if not isinstance(typed, str):
            raise Unreadable
        return typed

    def chosen(self, name: str) -> str | None:
        option = self._answer(name).get("selected_option")
        return _choice(option) if option else None

    def ticked(self, name: str) -> tuple[str, ...]:
        options = self._answer(name).get("selected_options") or []
        if not isinstance(options, list):
            raise Unreadable
        values = tuple(_choice(option) for option in options)
        if not all(map(is_storable, values)):
            raise Unreadable
        return values

    def person(self, name: str) -> UserId | None:
        user = self._answer(name).get("selected_user")
        if not user:
            return None
        if not isinstance(user, str) or not _PERSON.fullmatch(user):
            raise Unreadable
        return UserId(user)

    def date(self, name: str) -> date | None:
        on = self._answer(name).get("selected_date")
        if not on:
            return None
        try:
            return date.fromisoformat(on)
        except (TypeError, ValueError) as error:
            raise Unreadable from error

    def seconds(self, name: str) -> int | None:
        """A chosen date with its time, since 1970."""
        at = self._answer(name).get("selected_date_time")
        if at is None:
            return None
        if not isinstance(at, int) or isinstance(at, bool) or not 0 <= at < 10**10:
            raise Unreadable
        return at


def _mapping(value: object) -> Mapping[str, Any]:
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise Unreadable
    return value


def _metadata(written: str | None) -> Mapping[str, Any]:
    try:
        return _mapping(json.loads(written or "{}"))
    except (TypeError, ValueError, RecursionError) as error:
        raise Unreadable from error


def _choice(option: object) -> str:
    value = _mapping(option).get("value")
    if not isinstance(value, str) or len(value) > CHOICE_LIMIT:
        raise Unreadable
    return value


def is_storable(value: str) -> bool:
    """False for control characters and halves of characters, which databases refuse."""
    return not any(unicodedata.category(c) in {"Cc", "Cs"} for c in value)
