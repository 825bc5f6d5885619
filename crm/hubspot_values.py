"""Values as HubSpot writes them, which are all text, and as we do: one description of a property serves both ways."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any, Final
from zoneinfo import ZoneInfo

from domain.crm_field import FieldKind, FieldMeta, Option
from domain.deal import CLOSE_DATE

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
MOST_DIGITS: Final = 40
"""Of a number that we write out; HubSpot takes fewer."""
KINDS: Final[Mapping[tuple[str, str], FieldKind]] = {
    ("string", "textarea"): FieldKind.LONG_TEXT,
    ("string", "html"): FieldKind.LONG_TEXT,
    ("enumeration", "checkbox"): FieldKind.CHOICES,
    ("enumeration", "booleancheckbox"): FieldKind.SWITCH,
}
KINDS_BY_TYPE: Final[Mapping[str, FieldKind]] = {
    "string": FieldKind.TEXT,
    "number": FieldKind.NUMBER,
    "date": FieldKind.DATE,
    "datetime": FieldKind.MOMENT,
    "enumeration": FieldKind.CHOICE,
    "bool": FieldKind.SWITCH,
}


@dataclass(frozen=True, slots=True)
class Property:
    """A field of the operating model that HubSpot has. `type` is HubSpot's."""

    field: str
    name: str
    type: str
    kind: FieldKind
    zone: ZoneInfo

    def read(self, value: Any) -> str:
        """As we write it; "" for what is empty, and HubSpot's own text for what does not fit its type."""
        text = _text(value)
        match self.type:
            case "date":
                found = moment(text)
                return found.astimezone(UTC).date().isoformat() if found else text
            case "datetime":
                return self._read_moment(text)
            case "number":
                return _written_out(text)
        return text

    def write(self, value: str) -> str:
        """As HubSpot takes it. What makes no sense goes as it is: HubSpot has the words to refuse it."""
        if self.type != "datetime" or not value:
            return value
        try:
            found = (
                datetime.combine(date.fromisoformat(value), time(12))
                if self.kind is FieldKind.DATE
                else datetime.fromisoformat(value)
            )
        except ValueError:
            return value
        there = found if found.tzinfo else found.replace(tzinfo=self.zone)
        try:
            return there.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        except OverflowError:  # at either end of the calendar the day is right, and the hour is nobody's
            return f"{found.replace(tzinfo=None).isoformat(timespec='milliseconds')}Z"

    def same(self, one: str, other: str) -> bool:
        """Whether two of our values mean the same: 100 and 100.00 do."""
        if one == other:
            return True
        if self.type != "number":
            return False
        try:
            return Decimal(one) == Decimal(other)
        except InvalidOperation:
            return False

    def _read_moment(self, text: str) -> str:
        found = moment(text)
        if found is None:
            return text
        try:
            found = found.astimezone(self.zone)
        except OverflowError:  # the last day that there is, 9999-12-31, has no tomorrow
            found = found.astimezone(UTC)
        return found.date().isoformat() if self.kind is FieldKind.DATE else found.isoformat()


def described(field: str, told: Mapping[str, Any], zone: ZoneInfo) -> Property:
    """Of the property's metadata. The close date is a day for everybody, though HubSpot keeps a time with it."""
    name, kind = str(told["name"]), str(told.get("type"))
    ours = KINDS.get((kind, str(told.get("fieldType"))), KINDS_BY_TYPE.get(kind, FieldKind.OTHER))
    is_close_date = kind == "datetime" and (field == CLOSE_DATE or name == "closedate")
    return Property(field, name, kind, FieldKind.DATE if is_close_date else ours, zone)


def field_meta(one: Property, told: Mapping[str, Any]) -> FieldMeta:
    rights = told.get("modificationMetadata") or {}
    return FieldMeta(
        one.field,
        str(told.get("label") or one.name),
        one.kind,
        tuple(
            Option(_text(option.get("value")), _text(option.get("label")), offered=not option.get("hidden"))
            for option in told.get("options") or ()
        ),
        updateable=not (rights.get("readOnlyValue") or told.get("calculated")),
    )


def moment(text: str) -> datetime | None:
    """From ISO, with or without a time, or from milliseconds since 1970. Without a zone it is UTC's."""
    try:
        if text.removeprefix("-").isdigit():
            return EPOCH + timedelta(milliseconds=int(text))
        found = datetime.fromisoformat(text)
    except (ValueError, OverflowError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _text(value: Any) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _written_out(text: str) -> str:
    """1.5E14 as 150000000000000."""
    if "e" not in text.lower():
        return text
    try:
        found = Decimal(text)
    except InvalidOperation:
        return text
    return format(found, "f") if found.is_finite() and abs(found.adjusted()) < MOST_DIGITS else text
