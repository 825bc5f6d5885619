"""Reading what somebody filled into a form: the state of a view, by the names of its blocks."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from domain.ids import UserId


class Filled:
    """The answers of one submitted view; a question that was not asked or not answered reads as empty."""

    def __init__(self, view: Mapping[str, Any]) -> None:
        self._values: Mapping[str, Mapping[str, Any]] = view.get("state", {}).get("values", {})
        self.metadata: Mapping[str, Any] = json.loads(view.get("private_metadata") or "{}")

    def _answer(self, name: str) -> Mapping[str, Any]:
        return next(iter(self._values.get(name, {}).values()), {})

    def text(self, name: str) -> str:
        return str(self._answer(name).get("value") or "")

    def chosen(self, name: str) -> str | None:
        option = self._answer(name).get("selected_option")
        return str(option["value"]) if option else None

    def ticked(self, name: str) -> tuple[str, ...]:
        return tuple(str(option["value"]) for option in self._answer(name).get("selected_options") or ())

    def person(self, name: str) -> UserId | None:
        user = self._answer(name).get("selected_user")
        return UserId(str(user)) if user else None

    def date(self, name: str) -> date | None:
        on = self._answer(name).get("selected_date")
        return date.fromisoformat(str(on)) if on else None
