"""An update of a deal that somebody asked for: what it should hold, what became of that, and who may ask."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final, NewType

from domain.crm_field import FieldKind
from domain.deal import number
from domain.ids import DealId, PostId, UserId
from domain.roster import Roster
from domain.texts import is_blank

UpdateId = NewType("UpdateId", int)

IGNORED: Final = (
    "The CRM took this, and still holds what it held before. Something there sets the field by itself; "
    "please look at it in the CRM."
)
"""Why a field is not saved of which the CRM does not say a word; the others of the same update are."""


class UpdateState(StrEnum):
    WAITING = "waiting"  # to be written; perhaps the CRM is away
    SAVED = "saved"
    CHANGED = "changed"  # not written: somebody else changed the same fields meanwhile
    DENIED = "denied"  # not written: the CRM's own words say why
    GONE = "gone"  # not written: the deal is not there any more
    REFUSED = "refused"  # not written: the CRM does not let us in
    GIVEN_UP = "given_up"  # nobody knows whether it was written: the CRM was away for too long


@dataclass(frozen=True, slots=True)
class DealUpdate:
    """`values` and `seen` are by our words: what the fields should hold, and what they held when the form was opened.

    `tries` counts the writes that were begun. `now` is what the fields held at the end, as the CRM told; `because` the
    CRM's words for a field, or for the deal as a whole under "". `shown_in` is our post whose button opened the form.
    """

    id: UpdateId
    deal: DealId
    by: UserId
    asked_at: datetime
    finding: int
    values: Mapping[str, str]
    seen: Mapping[str, str]
    state: UpdateState = UpdateState.WAITING
    tries: int = 0
    now: Mapping[str, str] = field(default_factory=dict)
    because: Mapping[str, str] = field(default_factory=dict)
    merged_into: DealId | None = None
    view_id: str | None = None
    shown_in: PostId | None = None


@dataclass(frozen=True, slots=True)
class Ended:
    """What became of a write."""

    state: UpdateState
    now: Mapping[str, str] = field(default_factory=dict)
    because: Mapping[str, str] = field(default_factory=dict)
    merged_into: DealId | None = None


@dataclass(frozen=True, slots=True)
class Patience:
    """How long an update waits after each try that found the CRM away; after the last one it is given up.

    `write_s` is how long one try may take, with all that the connector does by itself.
    """

    pauses_s: Sequence[float] = (5, 15, 45, 135, 405, 900, 900, 900)
    write_s: float = 60.0

    def pause_after(self, tries: int) -> float | None:
        """None when it is given up."""
        return self.pauses_s[tries - 1] if tries <= len(self.pauses_s) else None


def are_same(kinds: Mapping[str, FieldKind], some: Mapping[str, str], others: Mapping[str, str]) -> bool:
    """Whether each of `some` means the same among `others`: 1000 and 1000.00 do, and a moment told in two zones."""
    return all(is_same(kinds.get(name), value, others.get(name, "")) for name, value in some.items())


def ignored_fields(kinds: Mapping[str, FieldKind], asked: DealUpdate, now: Mapping[str, str]) -> list[str]:
    """Those that the CRM says it has saved and that hold what they held before: nobody may be told that they are."""
    return [
        name
        for name, value in asked.values.items()
        if not is_same(kinds.get(name), value, now.get(name, ""))
        and is_same(kinds.get(name), asked.seen.get(name, ""), now.get(name, ""))
    ]


def is_same(kind: FieldKind | None, one: str, other: str) -> bool:
    if one == other:
        return True
    match kind:
        case FieldKind.NUMBER:
            found = number(one)
            return found == number(other) if found is not None else is_blank(one) and is_blank(other)
        case FieldKind.CHOICES:
            return set(filter(None, one.split(";"))) == set(filter(None, other.split(";")))
        case FieldKind.MOMENT:
            at = moment(one)
            return at is not None and at == moment(other)
        case _:
            return False


def moment(text: str) -> datetime | None:
    """None for what is no moment, or one without a zone."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return at if at.tzinfo else None


def may_answer(roster: Roster, person: UserId, owner: UserId | None) -> bool:
    """Whoever owns the deal, the manager of their team, and admins; `owner` is None when Slack does not know them."""
    if roster.is_admin(person):
        return True
    if owner is None:
        return False
    led = [team for team in roster.teams if team.manager == person]
    return person == owner or any(owner in team.members for team in led)
