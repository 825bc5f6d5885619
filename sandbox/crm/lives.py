"""A deal's life: what is done to it, planned ahead, each act happening when the sandbox's clock has come there."""

from collections.abc import Callable, Mapping
from datetime import datetime

from sandbox.crm.days import ZONE
from sandbox.crm.records import AUTOMATION, IMPORT, UI, Hand, Owner
from sandbox.crm.state import CrmState

SHEET = Hand(IMPORT, "pipeline-east.xlsx", "Pipeline sheet")
ROBOT = Hand(AUTOMATION, "enrollmentId:4410", "Stage to forecast category")


def hand_of(owner: Owner) -> Hand:
    return Hand(UI, f"userId:{owner.user}", None, owner.user)


class Life:
    """Begins at `at`, when the deal is made; nothing can be planned for before that.

    `habit` is the time of day at which its owner looks after it.
    """

    def __init__(
        self, state: CrmState, owner: Owner, at: datetime, values: Mapping[str, str], by: Hand | None = None
    ) -> None:
        self.owner = owner
        self.habit = at.astimezone(ZONE).time()
        self._state = state
        self._id: int | None = None
        self._begins = at
        made = {"hubspot_owner_id": owner.id, **values}
        state.plan(at, lambda: self._make(made, at, by or hand_of(owner)))

    def then(self, at: datetime, by: Hand | None = None, **values: str) -> "Life":
        hand = by or hand_of(self.owner)
        self._plan(at, lambda: self._state.change(self.id, values, at=at, by=hand))
        return self

    def archived(self, at: datetime) -> "Life":
        self._plan(at, lambda: self._state.archive(self.id, at=at))
        return self

    def merged_into(self, other: "Life", at: datetime) -> "Life":
        self._plan(at, lambda: self._state.merge(other.id, self.id, at=at))
        return self

    @property
    def id(self) -> int:
        if self._id is None:
            raise LookupError("This deal has not been made yet.")
        return self._id

    def _plan(self, at: datetime, act: Callable[[], object]) -> None:
        if at < self._begins:
            raise ValueError("Nothing happens to a deal before it is made.")
        self._state.plan(at, act)

    def _make(self, values: Mapping[str, str], at: datetime, by: Hand) -> None:
        self._id = self._state.add(values, at=at, by=by).id
