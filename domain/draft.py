"""A friction report before it is filed: what somebody typed or filled in so far."""

from dataclasses import dataclass
from typing import Final

from domain.texts import SHORT_LIMIT, clean, link_problem, too_long

_LONG: Final = ("text", "instead")
_SHORT: Final = ("stage", "field")


@dataclass(frozen=True, slots=True)
class ReportDraft:
    """`workflow` and `field` are keys of the operating model; `field` may also be the reporter's own words.

    `permalink` points at the Slack message that the report is about.
    """

    text: str
    workflow: str | None = None
    field: str | None = None
    stage: str = ""
    instead: str = ""
    record_link: str = ""
    permalink: str = ""
    anonymous: bool = False

    def problems(self) -> dict[str, str]:
        """What keeps the draft from being filed, by the name of the part; empty when nothing does."""
        found: dict[str, str] = {}
        if not clean(self.text):
            found["text"] = "Please say in a line what blocks you."
        for part in _LONG:
            if long := too_long(clean(getattr(self, part))):
                found[part] = long
        for part in _SHORT:
            if long := too_long(clean(getattr(self, part) or ""), limit=SHORT_LIMIT):
                found[part] = long
        if self.record_link and (why := link_problem(self.record_link)):
            found["record_link"] = why
        return found
