"""What triage finds out about a report before it asks anybody to behave differently, as a draft."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from domain.ids import ReportId, UserId
from domain.texts import SHORT_LIMIT, clean, too_long

CAUSES: Final[Mapping[str, str]] = {
    "required_too_early": "Asked for before anybody can know it",
    "too_many_fields": "Too many fields at once",
    "unused_data": "Nobody uses what is entered",
    "data_captured_elsewhere": "The same is already kept somewhere else",
    "confusing_values": "The choices are unclear or do not fit",
    "definition_changed": "The meaning changed and nobody said so",
    "irrelevant_automation": "An automation gets in the way",
    "slow_layout": "The page is slow or badly laid out",
    "mobile": "Does not work on a phone",
    "search": "Things cannot be found",
    "permission_or_ownership": "Missing permission or wrong owner",
    "duplicate_records": "Duplicate records",
    "integration_or_sync": "Another system does not sync",
    "report_mismatch": "The report or dashboard shows something else",
    "training_gap": "People were not shown how",
    "other": "Something else",
}
"""Likely causes by key, in words for people."""

PART_LIMIT: Final = 500
"""Characters of one part: a few sentences each, so that report and diagnosis fit on one card together."""


@dataclass(frozen=True, slots=True)
class DiagnosisDraft:
    """What somebody filled in; every part may be left empty, not all of them. `cause` is a key of `CAUSES`."""

    report: ReportId
    cause: str = ""
    role: str = ""
    inspection: str = ""
    reporting_gap: str = ""
    fix_owner: UserId | None = None

    def problems(self) -> dict[str, str]:
        """What keeps the draft from being kept, by the name of the part; empty when nothing does."""
        found: dict[str, str] = {}
        if self.cause and self.cause not in CAUSES:
            found["cause"] = "Please choose one of the causes in the list."
        if long := too_long(clean(self.role), limit=SHORT_LIMIT):
            found["role"] = long
        for part in ("inspection", "reporting_gap"):
            if long := too_long(clean(getattr(self, part)), limit=PART_LIMIT):
                found[part] = long
        if not found and not self._says_something():
            found["cause"] = "Please fill in at least one part: a likely cause is a good start."
        return found

    def _says_something(self) -> bool:
        typed = (self.role, self.inspection, self.reporting_gap)
        return bool(self.cause or self.fix_owner or any(clean(part) for part in typed))
