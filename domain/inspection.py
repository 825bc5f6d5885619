"""What people say of deals that they went through in a meeting: accepted, or not ready and why."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from domain.ids import DealId, DigestId, UserId
from domain.outcome import Refused
from domain.roster import Roster
from domain.texts import SHORT_LIMIT, clean, too_long

AT_ONCE: Final = 40
"""Deals of which one form asks why they are not ready: two blocks each, and Slack takes 100."""


class Judgement(StrEnum):
    ACCEPTED = "accepted"
    NOT_READY = "not_ready"


@dataclass(frozen=True, slots=True)
class Inspection:
    """The last word on one deal of a digest."""

    digest: DigestId
    deal: DealId
    workflow: str
    by: UserId
    judgement: Judgement
    why: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ReviewDraft:
    """What somebody ticked: places in the digest's list of deals. `words` are about the accepted ones."""

    digest: DigestId
    accepted: tuple[int, ...] = ()
    not_ready: tuple[int, ...] = ()
    words: str = ""

    def problems(self) -> dict[str, str]:
        """What keeps it from being saved, by the name of the part; empty when nothing does."""
        found: dict[str, str] = {}
        if not self.accepted and not self.not_ready:
            found["accepted"] = "Tick at least one deal that you went through."
        if set(self.accepted) & set(self.not_ready):
            found["not_ready"] = "A deal is in both lists. Please leave it in one."
        elif len(self.not_ready) > AT_ONCE:
            found["not_ready"] = f"At most {AT_ONCE} at once, please: each is asked why. Then open the form again."
        if long := too_long(clean(self.words), limit=SHORT_LIMIT):
            found["words"] = long
        return found


@dataclass(frozen=True, slots=True)
class WhyDraft:
    """Why the deals at these places are not ready."""

    digest: DigestId
    whys: Mapping[int, str]

    def problems(self) -> dict[int, str]:
        """By the place of the deal; empty when nothing keeps it from being saved."""
        found: dict[int, str] = {}
        for place, why in self.whys.items():
            if not clean(why):
                found[place] = "Please say in a word why it is not ready."
            elif long := too_long(clean(why), limit=SHORT_LIMIT):
                found[place] = long
        return found


@dataclass(frozen=True, slots=True)
class Reviewed:
    """How far a digest has been gone through. `by` is everybody whose word stands, in the order of their first one."""

    by: tuple[UserId, ...] = ()
    accepted: int = 0
    not_ready: int = 0

    @classmethod
    def of(cls, inspections: Sequence[Inspection]) -> "Reviewed":
        """`inspections` are in the order in which they were made."""
        accepted = sum(one.judgement is Judgement.ACCEPTED for one in inspections)
        by = tuple(dict.fromkeys(one.by for one in inspections))
        return cls(by, accepted, len(inspections) - accepted)


def may_review(roster: Roster, person: UserId, workflow: str, owners: Collection[UserId | None]) -> Refused | None:
    """Why `person` may not say which deals of a meeting were gone through; None when they may.

    Managers of the teams whose people own its deals may; `owners` holds None when somebody is not known in Slack, and
    then every manager may.
    """
    managers = [
        team.manager
        for team in roster.teams
        if team.manager is not None
        and (None in owners or not owners or not {*team.members, team.manager}.isdisjoint(owners))
    ]
    deciders = roster.triage_owners(workflow)
    if person in managers or person in deciders or roster.is_admin(person):
        return None
    return Refused(
        "Only the managers of the teams in this digest can mark its deals as reviewed.",
        people=tuple(dict.fromkeys(managers)) or tuple(sorted(deciders)),
    )
