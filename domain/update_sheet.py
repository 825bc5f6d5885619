"""The sheet on which a person fills in what a deal lacks: its fields, what they hold, and what the answers mean."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from domain.crm_field import FieldKind, FieldMeta, Option
from domain.deal import Deal, day
from domain.deal_update import DealUpdate, is_same, moment
from domain.ids import PostId
from domain.texts import TEXT_LIMIT, clean
from domain.typed_number import Unclear, read_number

MOST_CHOICES: Final = 5000
"""Options that one list in Slack holds, in groups of a hundred: 10,000; longer ones nobody scrolls through."""

ENTRIES: Final = 20
"""Fields on one sheet: more would not fit what Slack lets a form carry along."""

Said = str | tuple[str, ...]
"""An answer as it was given: a text, an ISO date or moment, the keys of chosen options."""

YES_NO: Final = (Option("true", "Yes"), Option("false", "No"))
NOT_OFFERED: Final = "This choice is not offered any more. Please choose another one."


@dataclass(frozen=True, slots=True)
class Entry:
    """One field of a deal. `held` is what it holds as far as we know, `ask` why it is asked for, to a person.

    `typed` is what the person wanted before, when the form comes a second time; `problem` why that was not taken.
    """

    meta: FieldMeta
    held: str = ""
    ask: str = ""
    typed: str | None = None
    problem: str = ""

    @property
    def field(self) -> str:
        return self.meta.field

    @property
    def shown(self) -> str:
        """What the form begins with."""
        return self.held if self.typed is None else self.typed

    @property
    def is_saved(self) -> bool:
        """Whether it holds by now what the person wanted."""
        return self.typed is not None and not self.problem and is_same(self.meta.kind, self.typed, self.held)

    @property
    def can_be_filled(self) -> bool:
        """False where the form can only point to the CRM."""
        meta = self.meta
        if not meta.updateable or meta.kind is FieldKind.OTHER:
            return False
        if meta.kind in {FieldKind.CHOICE, FieldKind.CHOICES}:
            return 0 < len(offered(meta)) <= MOST_CHOICES
        return len(self.held) <= TEXT_LIMIT

    @property
    def seen(self) -> str:
        """Names what the person saw, without carrying it."""
        return digest(self.held)


@dataclass(frozen=True, slots=True)
class UpdateSheet:
    """`finding` is the one whose button was pressed, `shown_in` our post where that was."""

    finding: int
    deal: Deal
    entries: Sequence[Entry]
    zone: ZoneInfo
    shown_in: PostId | None = None
    problem: str = ""
    """What is to be said before anything else: the CRM's words about the deal as a whole."""
    writes_as: str | None = None
    """In whose name the CRM is written to, where that is known."""
    overtaken: bool = False
    """Somebody changed the deal since the person saw it; what it holds now stands at each field."""


@dataclass(frozen=True, slots=True)
class FilledSheet:
    """`said` are the answers by field, `seen` the digests of what the fields held when the form was opened."""

    finding: int
    said: Mapping[str, Said]
    seen: Mapping[str, str]
    shown_in: PostId | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the answers come to, by field: what is to be written, what is wrong, what somebody else changed."""

    values: dict[str, str] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)
    overtaken: set[str] = field(default_factory=set)


def wanted(entries: Sequence[Entry], filled: FilledSheet) -> Wanted:
    """`entries` hold what is known now; what the person left as it was is not written."""
    found = Wanted()
    for entry in entries:
        if entry.field not in filled.said:
            continue
        value = _value(entry, filled.said[entry.field])
        if isinstance(value, Unclear):
            found.problems[entry.field] = value.because
        elif _is_left(entry, value, filled.seen[entry.field]):
            continue
        elif filled.seen[entry.field] != entry.seen:
            found.values[entry.field] = value
            found.overtaken.add(entry.field)
        else:
            found.values[entry.field] = value
    return found


def _is_left(entry: Entry, value: str, seen: str) -> bool:
    """Whether the answer is what the form began with, or what the deal holds anyway."""
    return is_same(entry.meta.kind, value, entry.held) or digest(value) == seen


def offered(meta: FieldMeta) -> list[Option]:
    """What can be chosen. Some CRMs list no options for what is either true or false."""
    found = [option for option in meta.options if option.offered and option.value]
    return found or (list(YES_NO) if meta.kind is FieldKind.SWITCH else [])


def option_key(value: str) -> str:
    """Names an option in a form, where 150 plain characters have room."""
    return value if len(value) <= 100 and value.isascii() and value.isprintable() else f"#{digest(value)}"


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def chosen_before(entry: Entry) -> list[str]:
    """The values of a field with several choices."""
    return [one for one in entry.shown.split(";") if one]


def _value(entry: Entry, said: Said) -> str | Unclear:
    """The field may have become one of another kind since the form was opened."""
    meta, one = entry.meta, said if isinstance(said, str) else ";".join(said)
    match meta.kind:
        case FieldKind.CHOICE | FieldKind.SWITCH:
            return _choice(entry, one)
        case FieldKind.CHOICES:
            return _choices(entry, said if isinstance(said, tuple) else (said,))
        case FieldKind.NUMBER:
            return _number(entry, one)
        case FieldKind.DATE | FieldKind.MOMENT if not said and not can_be_shown(entry):
            return entry.held  # the form could not show what it holds, so nobody emptied it
        case FieldKind.TEXT | FieldKind.LONG_TEXT:
            return _text(entry, one)
        case _:
            return clean(one)


def can_be_shown(entry: Entry) -> bool:
    """Whether the form begins with what the field holds: a choice that is withdrawn, or no date at all, it cannot."""
    shown = entry.shown
    match entry.meta.kind:
        case FieldKind.CHOICE | FieldKind.SWITCH:
            return not shown or shown in {option.value for option in offered(entry.meta)}
        case FieldKind.DATE:
            return as_date(shown) is not None
        case FieldKind.MOMENT:
            return as_seconds(shown) is not None
        case _:
            return True


def as_date(text: str) -> date | None:
    """A day that Slack's calendar has."""
    on = day(text)
    return on if on and on.year >= 1000 else None


def as_seconds(text: str) -> int | None:
    """A moment as Slack's element takes it, in seconds since 1970 of ten digits."""
    at = moment(text)
    seconds = int(at.timestamp()) if at else 0
    return seconds if 10**9 <= seconds < 10**10 else None


def moment_text(seconds: int, zone: ZoneInfo) -> str:
    return datetime.fromtimestamp(seconds, UTC).astimezone(zone).isoformat()


def _choice(entry: Entry, key: str) -> str | Unclear:
    if not key:
        return "" if can_be_shown(entry) else entry.held
    return next((o.value for o in offered(entry.meta) if option_key(o.value) == key), None) or Unclear(NOT_OFFERED)


def _choices(entry: Entry, keys: tuple[str, ...]) -> str | Unclear:
    """What is withdrawn was not offered, so nobody took it away: it stays."""
    keyed = {option_key(option.value): option.value for option in offered(entry.meta)}
    if any(key and key not in keyed for key in keys):
        return Unclear(NOT_OFFERED)
    kept = [one for one in entry.held.split(";") if one and one not in keyed.values()]
    return ";".join([*kept, *(value for key, value in keyed.items() if key in keys)])


def _number(entry: Entry, typed: str) -> str | Unclear:
    text = typed.strip()
    return text if text in {"", entry.held} else read_number(text)


def _text(entry: Entry, typed: str) -> str | Unclear:
    text, longest = clean(typed), entry.meta.longest
    if text == clean(entry.held):
        return entry.held
    if longest is not None and len(text) > longest:
        return Unclear(f"This has {len(text):,} characters; the CRM keeps {longest:,} here.")
    return text


@dataclass(frozen=True, slots=True)
class UpdateStanding:
    """An update as whoever asked for it sees it. `deal` is None when it is gone, `entries` have what was `typed`.

    `merged_into` is the deal that it became part of, if we know that one; `writes_as` in whose name the CRM is written
    to, where that is known.
    """

    update: DealUpdate
    deal: Deal | None
    entries: Sequence[Entry]
    zone: ZoneInfo
    merged_into: Deal | None = None
    writes_as: str | None = None


def readable(meta: FieldMeta, value: str, zone: ZoneInfo) -> str:
    """A value as people read it: an option by its label, a moment by the company's clock; not escaped."""
    labels = {option.value: option.label for option in meta.options}
    match meta.kind:
        case FieldKind.CHOICE | FieldKind.SWITCH:
            return labels.get(value, {"true": "Yes", "false": "No"}.get(value, value))
        case FieldKind.CHOICES:
            return ", ".join(labels.get(one, one) for one in value.split(";") if one)
        case FieldKind.MOMENT if at := moment(value):
            return f"{at.astimezone(zone):%Y-%m-%d %H:%M}"
        case _:
            return value
