"""A field of deals as the CRM describes it: what it is called, what it takes, and who may write it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class FieldKind(StrEnum):
    TEXT = "text"
    LONG_TEXT = "long_text"
    NUMBER = "number"
    DATE = "date"
    MOMENT = "moment"
    CHOICE = "choice"
    CHOICES = "choices"
    SWITCH = "switch"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Option:
    """One that is no longer `offered` still stands in old records."""

    value: str
    label: str
    offered: bool = True


@dataclass(frozen=True, slots=True)
class FieldMeta:
    """A field as the CRM describes it. `field` is our word for it."""

    field: str
    label: str
    kind: FieldKind
    options: Sequence[Option] = ()
    required: bool = False
    updateable: bool = True
    longest: int | None = None
    tracked: bool = True  # whether the CRM keeps its history
