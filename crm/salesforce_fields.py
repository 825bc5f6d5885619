"""The fields of opportunities as an org describes them, and their values: as our text, and as Salesforce takes them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from decimal import Decimal
from typing import Any, Final
from zoneinfo import ZoneInfo

from crm.salesforce_calls import asked
from domain.crm_field import FieldKind, FieldMeta, Option
from domain.deal import day, number

KINDS: Final[Mapping[str, FieldKind]] = {
    "string": FieldKind.TEXT,
    "email": FieldKind.TEXT,
    "phone": FieldKind.TEXT,
    "url": FieldKind.TEXT,
    "combobox": FieldKind.TEXT,
    "textarea": FieldKind.LONG_TEXT,
    "int": FieldKind.NUMBER,
    "long": FieldKind.NUMBER,
    "double": FieldKind.NUMBER,
    "currency": FieldKind.NUMBER,
    "percent": FieldKind.NUMBER,
    "date": FieldKind.DATE,
    "datetime": FieldKind.MOMENT,
    "picklist": FieldKind.CHOICE,
    "multipicklist": FieldKind.CHOICES,
    "boolean": FieldKind.SWITCH,
}

MOST_DIGITS: Final = 40
"""Of a number that we write out; Salesforce has no more than 18."""


@dataclass(frozen=True, slots=True)
class Described:
    """A field as `describe` tells it; `name` is Salesforce's."""

    name: str
    label: str
    kind: FieldKind
    reference: bool = False
    options: Sequence[Option] = ()
    required: bool = False
    updateable: bool = False
    longest: int | None = None

    @property
    def in_history(self) -> str:
        """What OpportunityFieldHistory calls it: OwnerId is "Owner" there."""
        return self.name[:-2] if self.reference and self.name.endswith("Id") else self.name

    def meta(self, word: str, *, tracked: bool) -> FieldMeta:
        return FieldMeta(
            word, self.label, self.kind, self.options, self.required, self.updateable, self.longest, tracked
        )


def described(field: Mapping[str, Any]) -> Described:
    kind = KINDS.get(str(field.get("type")), FieldKind.OTHER)
    takes_nothing = field.get("nillable") is not False or field.get("defaultedOnCreate") is True
    return Described(
        name=asked(field, "name"),
        label=str(field.get("label") or asked(field, "name")),
        kind=kind,
        reference=field.get("type") == "reference",
        options=[_option(item) for item in field.get("picklistValues") or ()],
        required=not takes_nothing and kind is not FieldKind.SWITCH,
        updateable=field.get("updateable") is True,
        longest=(field.get("length") or None) if kind in {FieldKind.TEXT, FieldKind.LONG_TEXT} else None,
    )


def _option(item: Mapping[str, Any]) -> Option:
    value = str(item.get("value") or "")
    return Option(value, str(item.get("label") or value), item.get("active") is not False)


def text(value: object, field: Described, zone: ZoneInfo) -> str:
    """Our text for what Salesforce answered; "" for null. A moment is told in the company's `zone`."""
    if value is None or isinstance(value, dict | list):  # an address, a place: nothing that a criterion could judge
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | Decimal) or (field.kind is FieldKind.NUMBER and number(str(value)) is not None):
        return plain(Decimal(str(value)))
    said = str(value)
    match field.kind:
        case FieldKind.DATE:
            return said[:10]
        case FieldKind.MOMENT:
            at = read_moment(said)
            return _in(at, zone).isoformat() if at else said
    return said


def plain(amount: Decimal) -> str:
    """50000.0 is 50000, and nothing has an exponent."""
    if not amount.is_finite() or abs(amount.adjusted()) > MOST_DIGITS:
        return str(amount)
    digits = f"{amount:f}" if amount else "0"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def read_moment(said: str) -> datetime | None:
    """None for what is none; one without a zone is UTC."""
    try:
        at = datetime.fromisoformat(said)
    except ValueError:
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _in(at: datetime, zone: tzinfo) -> datetime:
    """As it is, where it lies at the end of all time."""
    try:
        return at.astimezone(zone)
    except OverflowError:
        return at


class NotSuch(ValueError):  # noqa: N818 - what is told to a person
    """The text is no value of that field; it says so to a person."""


def outgoing(said: str, field: Described, zone: ZoneInfo) -> object:
    """As Salesforce takes it in JSON: null empties a field. Raises NotSuch."""
    if not said:
        return None
    match field.kind:
        case FieldKind.NUMBER:
            if (amount := number(said)) is None or abs(amount.adjusted()) > MOST_DIGITS:
                raise NotSuch("This should be a number, like 1250.50.")
            return int(amount) if amount == amount.to_integral_value() else float(amount)
        case FieldKind.DATE:
            if len(said) != len("2026-11-23") or day(said) is None:
                raise NotSuch("This should be a date, like 2026-11-23.")
        case FieldKind.MOMENT:
            if (at := read_moment(said)) is None:
                raise NotSuch("This should be a date with a time, like 2026-11-23T09:30.")
            at = at if datetime.fromisoformat(said).tzinfo else at.replace(tzinfo=zone)
            return _in(at, UTC).isoformat(timespec="milliseconds")
        case FieldKind.SWITCH:
            if said not in {"true", "false"}:
                raise NotSuch("This should be true or false.")
            return said == "true"
    return said
