"""What stands in which column of the company's files, and how a cell becomes a value."""

import hashlib
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from functools import partial
from typing import Final
from zoneinfo import ZoneInfo

from domain.crm_field import FieldKind
from domain.deal import AMOUNT, CLOSE_DATE, STAGE
from domain.operating_model import OperatingModel

NUMBER: Final = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
A_MOMENT: Final = "no date or time of day like 2026-11-23 or 2026-11-23T09:30:00Z"
A_DAY: Final = "no date like 2026-11-23"
A_NUMBER: Final = "no number like 1234.50: digits and a point, nothing else"

REQUIRED_OF_DEALS: Final = frozenset({"id", "name", STAGE, "created_at"})
REQUIRED_OF_HISTORY: Final = frozenset({"deal", "field", "value", "at"})
REQUIRED_OF_OWNERS: Final = frozenset({"id", "name"})

Reader = Callable[[str], str]
"""From a cell's text, which is not empty, to the value; raises ValueError with what the cell is."""


class Layout:
    """One company's way of writing its files, made ready once."""

    def __init__(self, model: OperatingModel) -> None:
        csv, fields = model.crm.csv, model.crm.fields
        self.zone = model.timezone
        self.pipeline = model.crm.pipeline
        self.fields = dict(fields)
        self.deal_columns = csv.columns.model_dump() | {STAGE: STAGE} | fields
        self.required = REQUIRED_OF_DEALS | frozenset(fields)
        self.history_columns = csv.history_columns.model_dump()
        self.owner_columns = csv.owner_columns.model_dump()
        self.stages = {name.casefold(): name for name in csv.stages}
        self.words = {name.casefold(): word for word, column in fields.items() for name in (column, word)}
        self.words.setdefault(STAGE, STAGE)
        self.kinds = _kinds(model)
        self.readers = {word: self._reader(model, word) for word in (*fields, STAGE)}
        # What is read depends on these: when they change, all is read again.
        told = model.crm.model_dump_json(include={"pipeline", "fields", "csv"})
        judged = sorted(f"{word}={kind}" for word, kind in self.kinds.items())
        parts = [told, self.zone.key, *judged, *model.placeholders]
        self.digest = hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]

    def _reader(self, model: OperatingModel, word: str) -> Reader:
        """Amounts and close dates must be what they say. Of other fields, what is no date stays the text that it is."""
        if word == STAGE:
            return lambda text: self.stages.get(text.casefold(), text)
        if word == AMOUNT:
            return lambda text: text if model.is_placeholder(text) else number(text)
        if word == CLOSE_DATE:
            return lambda text: text if model.is_placeholder(text) else local_day(text, self.zone)
        if self.kinds[word] is FieldKind.DATE:
            return partial(_day_or_text, zone=self.zone)
        return str


def _kinds(model: OperatingModel) -> dict[str, FieldKind]:
    """Nothing in a file says what kind a column is of; the criteria tell what the company takes it for."""
    demands = [(criterion.field, criterion.must) for flow in model.workflows.values() for criterion in flow.criteria]
    numbers = {field for field, must in demands if must.at_least is not None or must.at_most is not None}
    days = {field for field, must in demands if must.not_in_past}
    kinds = dict.fromkeys(model.crm.fields, FieldKind.TEXT)
    kinds |= dict.fromkeys(numbers, FieldKind.NUMBER) | dict.fromkeys(days, FieldKind.DATE)
    fixed = {AMOUNT: FieldKind.NUMBER, CLOSE_DATE: FieldKind.DATE, STAGE: FieldKind.CHOICE}
    return kinds | {word: kind for word, kind in fixed.items() if word in kinds}


def number(text: str) -> str:
    """As it is written: an amount of 15 digits keeps them. 1.2E+15 is one that a spreadsheet has shortened already."""
    if not NUMBER.fullmatch(text):
        raise ValueError(A_NUMBER)
    return text


def local_day(text: str, zone: ZoneInfo) -> str:
    """A moment counts as the day that it is in `zone`."""
    try:
        if len(text) <= len("2026-11-23"):
            return date.fromisoformat(text).isoformat()
        at = datetime.fromisoformat(text)
        return (at.astimezone(zone) if at.tzinfo else at).date().isoformat()
    except (ValueError, OverflowError):
        raise ValueError(A_DAY) from None


def _day_or_text(text: str, zone: ZoneInfo) -> str:
    try:
        return local_day(text, zone)
    except ValueError:
        return text


def moment(text: str, zone: ZoneInfo) -> datetime:
    """In UTC; what names no zone is meant in `zone`, and a day is its beginning."""
    try:
        at = datetime.fromisoformat(text)
        return (at if at.tzinfo else at.replace(tzinfo=zone)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise ValueError(A_MOMENT) from None


def end_of_moment(text: str, zone: ZoneInfo) -> datetime:
    """The same, but a day is its end: what happened on it happened by then."""
    try:
        return datetime.combine(date.fromisoformat(text), time.max, zone).astimezone(UTC)
    except ValueError:
        return moment(text, zone)
    except OverflowError:
        return datetime.max.replace(tzinfo=UTC)
