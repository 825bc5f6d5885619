"""How what moved is said: values as the CRM calls them, days, amounts, whose hand it was. Nothing is escaped here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final, assert_never
from zoneinfo import ZoneInfo

from domain.crm_field import FieldMeta
from domain.deal import Deal
from domain.deal_history import Change, Source
from domain.ids import OwnerId

QUOTED: Final = 60
"""Characters of a value that a sentence repeats."""

DIGITS: Final = 24
"""Of an amount that is written out."""


@dataclass(frozen=True, slots=True)
class Words:
    """`owners` are names; `fields` are those that the CRM shows us. Days are those of `zone`, said as of `today`."""

    zone: ZoneInfo
    today: date
    owners: Mapping[OwnerId, str]
    fields: Mapping[str, FieldMeta]

    def value(self, field: str, value: str) -> str:
        """A choice by its label; anything else in quotation marks."""
        meta = self.fields.get(field)
        label = next((one.label for one in meta.options if one.value == value), "") if meta else ""
        return label or f"“{value if len(value) <= QUOTED else value[: QUOTED - 1] + '…'}”"

    def day(self, on: date) -> str:
        """24 Nov; with the year when it is another one."""
        return f"{on.day} {on:%b}" if on.year == self.today.year else f"{on.day} {on:%b} {on.year}"

    def on(self, at: datetime) -> str:
        return self.day(self.local(at))

    def local(self, at: datetime) -> date:
        return at.astimezone(self.zone).date()

    def days_since(self, at: datetime) -> int:
        return (self.today - self.local(at)).days

    def hand(self, change: Change) -> str:
        """By whom, or by what kind of hand; "" where the CRM does not tell."""
        match change.source:
            case Source.PERSON | Source.UNKNOWN:
                name = self.owners.get(change.by, "") if change.by else ""
                return f"by {name}" if name else "by a person" if change.source is Source.PERSON else ""
            case Source.AUTOMATION:
                return "by an automation"
            case Source.IMPORT:
                return "by an import"
            case Source.INTEGRATION:
                return "by an integration"
            case _:
                assert_never(change.source)


def amount_of(deal: Deal) -> str:
    """48,000 USD; "" for a deal without an amount."""
    amount = deal.amount
    if amount is None:
        return ""
    return f"{_written(amount)} {deal.currency or ''}".rstrip()


def _written(amount: Decimal) -> str:
    if abs(amount.adjusted()) > DIGITS:
        return str(amount)
    whole = amount.to_integral_value()
    return f"{whole if whole == amount else amount:,f}"
