"""What a deal's fields held before, and since when they hold what they do now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from domain.deal import Deal
from domain.ids import DealId, OwnerId


class Source(StrEnum):
    """What kind of hand changed a value."""

    PERSON = "person"
    AUTOMATION = "automation"
    IMPORT = "import"
    INTEGRATION = "integration"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Change:
    """A value that a field had from `at` on; "" when it was emptied. `by` is the person, where the CRM tells."""

    field: str
    value: str
    at: datetime
    by: OwnerId | None = None
    source: Source = Source.UNKNOWN


@dataclass(frozen=True, slots=True)
class Seen:
    """A deal as a sync saw it. `gone` when the CRM has deleted it since."""

    deal: Deal
    modified_at: datetime
    gone: bool = False


@dataclass(frozen=True, slots=True)
class DealDay:
    """What a deal held at the end of `day`, and until the next day that there is one of."""

    deal: DealId
    day: date
    owner: OwnerId | None
    pipeline: str
    stage: str
    currency: str | None
    values: Mapping[str, str]


def noticed(
    before: Seen, values: Mapping[str, str], at: datetime, *, told: Iterable[Change], whole: frozenset[str]
) -> list[Change]:
    """The changes that we saw ourselves, where the CRM does not tell of them: its history (`told`, oldest first) is
    neither `whole` nor ends in the value that the field has.

    When exactly it was nobody knows: between the two times that we looked, at the latest `at`.
    """
    was, last = before.deal.values, {change.field: change.value for change in told}
    return [
        Change(name, now, at)
        for name in sorted((was.keys() | values.keys()) - whole)
        if (now := values.get(name, "")) != was.get(name, "") and last.get(name) != now
    ]


def stands_since(
    history: Iterable[Change], *, whole: frozenset[str], created_at: datetime, before: Seen | None
) -> dict[str, datetime]:
    """When each field became what it is.

    A field that is in `whole` and never changed is as old as the deal. What we noticed `before` still counts when the
    CRM's history knows nothing of it.
    """
    since = dict.fromkeys(whole, created_at)
    known = before.deal.changed_at.items() if before else ()
    for field, at in [*known, *((change.field, change.at) for change in history)]:
        since[field] = max(at, since.get(field, at))
    return since
