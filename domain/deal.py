"""A deal as we know it, whichever CRM it comes from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Final

from domain.ids import DealId, OwnerId

STAGE: Final = "stage"
AMOUNT: Final = "amount"
CLOSE_DATE: Final = "close_date"
FORECAST_CATEGORY: Final = "forecast_category"
"""The words of the operating model's `crm.fields` that mean the same in every company."""


class Standing(StrEnum):
    """What a stage means, as the CRM says it; its name says nothing."""

    OPEN = "open"
    WON = "won"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of a pipeline. `probability` from 0.0 to 1.0, where the CRM gives one."""

    id: str
    label: str
    pipeline: str
    standing: Standing
    probability: float | None = None

    def is_called(self, names: frozenset[str]) -> bool:
        """Whether its id or its label is among `names`, which are casefolded."""
        return self.id.casefold() in names or self.label.casefold() in names


@dataclass(frozen=True, slots=True)
class Deal:
    """`values` and `changed_at` are by our words for the fields.

    A value is the CRM's own text: dates as YYYY-MM-DD in the company's time zone, numbers with a point. What is empty
    is left out. `changed_at` is when a value became what it is, left out where the CRM's history does not tell.
    """

    id: DealId
    name: str
    owner: OwnerId | None
    stage: Stage
    created_at: datetime
    values: Mapping[str, str] = field(default_factory=dict)
    changed_at: Mapping[str, datetime] = field(default_factory=dict)
    currency: str | None = None
    link: str = ""

    @property
    def amount(self) -> Decimal | None:
        return number(self.values.get(AMOUNT, ""))

    @property
    def close_date(self) -> date | None:
        return day(self.values.get(CLOSE_DATE, ""))


def number(text: str) -> Decimal | None:
    """None for what is no finite number."""
    try:
        found = Decimal(text)
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def day(text: str) -> date | None:
    """None for what is no date; the time of day of one that has it is left out."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
