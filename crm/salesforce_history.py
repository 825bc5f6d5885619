"""What became of a deal's fields, from the two histories that Salesforce keeps, neither of which is whole.

OpportunityHistory is always on and holds stage, amount, probability, close date and forecast category as they stood
after each change of the first four. OpportunityFieldHistory has the fields that an administrator chose, from that day
on, for 24 months, without what was written into long texts.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Final
from zoneinfo import ZoneInfo

from crm.protocol import CrmUnavailable
from crm.salesforce_calls import Row, asked
from crm.salesforce_fields import Described, read_moment, text
from domain.crm_field import FieldKind
from domain.deal_history import Change, Source
from domain.ids import OwnerId

STAGES_OWN: Final = frozenset({"StageName", "Amount", "CloseDate", "Probability"})
"""What makes a row of OpportunityHistory when it changes."""
CATEGORY: Final = "ForecastCategoryName"
AT_ONCE: Final = timedelta(minutes=1)
"""Between a deal's creation and the row that tells of it; both are stamped within one transaction."""
_ID: Final = re.compile(r"[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?")

Told = tuple[list[Change], bool]
"""A field's changes, oldest first, and whether they reach back to the deal's creation."""
UNTOLD: Final[Told] = ([], False)


@dataclass(frozen=True, slots=True)
class Keeping:
    """What the org keeps, and shows us.

    `columns` are those of OpportunityHistory, `tracked` the fields of OpportunityFieldHistory by Salesforce's names,
    and `since` when the first row of each was written: before that day nobody knows. `categories` are the labels of
    the forecast categories, `hands` what kind of user somebody is.
    """

    zone: ZoneInfo
    columns: frozenset[str] = frozenset()
    tracked: frozenset[str] = frozenset()
    since: Mapping[str, datetime] = field(default_factory=dict)
    categories: Mapping[str, str] = field(default_factory=dict)
    hands: Mapping[str, Source] = field(default_factory=dict)

    def keeps(self, name: str) -> bool:
        return name in self.tracked or (name in STAGES_OWN and name in self.columns)


def told(
    word: str, kept: Described, deal: Row, snapshots: Sequence[Row], edits: Sequence[Row], keeping: Keeping
) -> Told:
    """Of one field of one deal. Both histories are oldest first.

    A history that does not end with what the deal holds has missed something. It is left out: from it, one would say
    "last changed 23 days ago" of a value that came yesterday.
    """
    current = text(deal.get(kept.name), kept, keeping.zone)
    if kept.name in STAGES_OWN and kept.name in keeping.columns:
        changes, whole = _from_snapshots(word, kept, deal, snapshots, keeping)
    elif kept.name in keeping.tracked:
        changes, whole = _from_edits(word, kept, deal, edits, keeping)
    elif kept.name == CATEGORY and "ForecastCategory" in keeping.columns:
        changes, _ = _from_snapshots(word, kept, deal, snapshots, keeping)
        whole = False  # a category chosen by hand, with nothing else changed, leaves no row
    else:
        return UNTOLD
    holds = changes[-1].value if changes else ""
    return (changes, whole) if holds == current else UNTOLD


def _from_snapshots(word: str, kept: Described, deal: Row, snapshots: Sequence[Row], keeping: Keeping) -> Told:
    if not snapshots:  # none of the four ever changed
        return _since_creation(word, kept, deal, keeping), True
    changes: list[Change] = []
    for row in snapshots:
        value = _snapshot(row, kept, keeping)
        if value != (changes[-1].value if changes else ""):
            changes.append(_change(word, value, row, keeping))
    return changes, _at(snapshots[0]) - _at(deal) <= AT_ONCE


def _snapshot(row: Row, kept: Described, keeping: Keeping) -> str:
    if kept.name != CATEGORY:
        return text(row.get(kept.name), kept, keeping.zone)
    category = str(row.get("ForecastCategory") or "")
    return keeping.categories.get(category, category)


def _from_edits(word: str, kept: Described, deal: Row, edits: Sequence[Row], keeping: Keeping) -> Told:
    rows = [row for row in edits if row.get("Field") == kept.in_history and _is_of_ids(row, kept)]
    steps = [(_value(row.get("OldValue"), kept, keeping), _value(row.get("NewValue"), kept, keeping)) for row in rows]
    current = text(deal.get(kept.name), kept, keeping.zone)
    blind = ("", "") in steps
    if steps and steps[-1] == ("", ""):  # of a long text it is kept that it changed, not what it became
        steps[-1] = ("", current)
    changes = [
        _change(word, new, row, keeping) for row, (old, new) in zip(rows, steps, strict=True) if (old, new) != ("", "")
    ]
    since = keeping.since.get(kept.name)
    unbroken = not blind and all(before[1] == after[0] for before, after in pairwise(steps))
    if since is None or _at(deal) < since or not unbroken:
        return changes, False
    if not rows:
        return _since_creation(word, kept, deal, keeping), True
    first = steps[0][0]
    return ([_change(word, first, deal, keeping)] if first else []) + changes, True


def _is_of_ids(row: Row, kept: Described) -> bool:
    """A changed reference makes two rows, one of names and one of ids."""
    values = [str(row[name]) for name in ("OldValue", "NewValue") if row.get(name) is not None]
    return not kept.reference or all(_ID.fullmatch(value) for value in values)


def _value(value: object, kept: Described, keeping: Keeping) -> str:
    """A choice may stand there by its label."""
    said = text(value, kept, keeping.zone)
    if kept.kind is FieldKind.CHOICE and all(option.value != said for option in kept.options):
        return next((option.value for option in kept.options if option.label == said), said)
    return said


def _since_creation(word: str, kept: Described, deal: Row, keeping: Keeping) -> list[Change]:
    current = text(deal.get(kept.name), kept, keeping.zone)
    return [_change(word, current, deal, keeping)] if current else []


def _change(word: str, value: str, row: Row, keeping: Keeping) -> Change:
    """`row` is the deal's own for what it was created with."""
    by = str(row.get("CreatedById") or "")
    return Change(word, value, _at(row), OwnerId(by) if by else None, keeping.hands.get(by, Source.UNKNOWN))


def _at(row: Row) -> datetime:
    return moment_of(row, "CreatedDate")


def moment_of(row: Row, column: str) -> datetime:
    """Raises CrmUnavailable for a row without it, which Salesforce never sends."""
    if at := read_moment(asked(row, column)):
        return at
    raise CrmUnavailable(f"a row with another {column} than a moment")
