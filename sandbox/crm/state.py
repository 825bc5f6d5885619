"""The CRM's records, and everything that changes them."""

from bisect import insort
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from heapq import heappop, heappush
from itertools import count

from sandbox.crm.properties import PROPERTIES, Choice, Property
from sandbox.crm.records import AUTOMATION, CALCULATED, SOMEBODY, Deal, Hand, Owner, Pipeline, Stage, Version, written

HOME_CURRENCY = "USD"
TO_HOME = {"USD": Decimal(1), "EUR": Decimal("1.1")}
FIRST_ID = 18_000_000_001
NOBODY = Hand(CALCULATED)
WORKFLOW = Hand(AUTOMATION, "enrollmentId:4410", "Stage to forecast category")


@dataclass(frozen=True)
class Rule:
    """An admin's: who sets `property` to `value` must have filled in `needs`. API versions from 2026-09 on keep it."""

    property: str
    value: str
    needs: str


class CrmState:
    """As many as you like in one process. `now` is the sandbox's time; times given as arguments are aware."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self.now = now
        self.deals: dict[int, Deal] = {}
        self.live: list[int] = []
        """The ids of what is not archived, ascending."""
        self.owners: dict[str, Owner] = {}
        self.pipelines: dict[str, Pipeline] = {}
        self.properties: dict[str, Property] = {one.name: one for one in PROPERTIES}
        self.rules: list[Rule] = []
        self.index_lag = 0.0
        """Seconds of the sandbox's time until the search knows of a change."""
        self._before_indexing: dict[int, tuple[datetime, dict[str, str] | None]] = {}
        self._planned: list[tuple[datetime, int, Callable[[], object]]] = []
        self._order = count()
        self._ids = count(FIRST_ID)

    def add(
        self,
        values: Mapping[str, str],
        *,
        at: datetime | None = None,
        by: Hand = SOMEBODY,
        deal_id: int | None = None,
    ) -> Deal:
        """A new deal. Without a pipeline it stands in the first one, without a stage at that one's beginning."""
        at = at or self.now()
        deal = Deal(deal_id or next(self._ids), at, at)
        pipeline = self.pipelines[values.get("pipeline") or next(iter(self.pipelines))]
        standing = {"pipeline": pipeline.id, "dealstage": pipeline.stages[0].id, "deal_currency_code": HOME_CURRENCY}
        system = {"hs_object_id": str(deal.id), "hs_createdate": written(at), "createdate": written(at)}
        self._lag(deal.id, None)
        self.deals[deal.id] = deal
        insort(self.live, deal.id)
        for name, value in {**system, **standing, **values}.items():
            if value:
                deal.keep(name, Version(value, at, NOBODY if name in system else by))
        self._derive(deal, at)
        self._touch(deal, at)
        return deal

    def change(
        self,
        deal_id: int,
        values: Mapping[str, str],
        *,
        at: datetime | None = None,
        by: Hand = SOMEBODY,
    ) -> Deal:
        """Sets `values` ("" empties) as `by`, and what follows from them. A value set again as it was is no change."""
        at, deal = at or self.now(), self.deals[deal_id]
        changed = {name: value for name, value in values.items() if deal.values.get(name, "") != value}
        if not changed:
            return deal
        self._lag(deal.id, deal.values)
        for name, value in changed.items():
            deal.keep(name, Version(value, at, by))
        if "dealstage" in changed:
            self._follow_stage(deal, set(changed), at)
        self._derive(deal, at)
        self._touch(deal, at)
        return deal

    def archive(self, deal_id: int, *, at: datetime | None = None) -> None:
        """Does not count as a modification: HubSpot leaves hs_lastmodifieddate as it was."""
        self.deals[deal_id].archived_at = at or self.now()
        with suppress(ValueError):
            self.live.remove(deal_id)

    def merge(self, into: int, merged: int, *, at: datetime | None = None) -> None:
        """`merged` becomes part of `into`: its id still answers single reads and writes, and nothing else."""
        at = at or self.now()
        self.archive(merged, at=at)
        self.deals[merged].merged_into = into
        known = self.deals[into].values.get("hs_merged_object_ids", "")
        self.change(into, {"hs_merged_object_ids": f"{known};{merged}".strip(";")}, at=at, by=NOBODY)

    def find(self, deal_id: int) -> Deal | None:
        """Also by an id that was merged away; archived ones too."""
        deal = self.deals.get(deal_id)
        while deal and deal.merged_into is not None:
            deal = self.deals.get(deal.merged_into)
        return deal

    def archived(self) -> list[Deal]:
        """By id. What was merged is gone without a trace here."""
        gone = (deal for deal in self.deals.values() if deal.archived_at and deal.merged_into is None)
        return sorted(gone, key=lambda deal: deal.id)

    def stage_of(self, deal: Deal) -> Stage | None:
        pipeline = self.pipelines.get(deal.values.get("pipeline", ""))
        return pipeline.find_stage(deal.values.get("dealstage", "")) if pipeline else None

    def described(self) -> Iterator[Property]:
        return iter(self.properties.values())

    def choices_of(self, name: str) -> tuple[Choice, ...]:
        """Of stages, pipelines and owners those that there are now."""
        if name == "pipeline":
            return tuple(Choice(pipeline.id, pipeline.label) for pipeline in self.pipelines.values())
        if name == "dealstage":
            return tuple(Choice(s.id, s.label) for pipeline in self.pipelines.values() for s in pipeline.stages)
        if name == "hubspot_owner_id":
            named = (one for one in self.owners.values() if not one.archived)
            return tuple(Choice(one.id, f"{one.first_name} {one.last_name}") for one in named)
        return self.properties[name].choices

    def plan(self, at: datetime, happens: Callable[[], object]) -> None:
        """For a time that may lie ahead: it happens when the sandbox's clock has come there."""
        heappush(self._planned, (at, next(self._order), happens))

    def catch_up(self) -> None:
        while self._planned and self._planned[0][0] <= self.now():
            heappop(self._planned)[2]()

    @property
    def index_lags(self) -> bool:
        return bool(self._before_indexing)

    def indexed(self, deal: Deal) -> Mapping[str, str] | None:
        """The values that the search knows; None while it does not know the deal."""
        until, before = self._before_indexing.get(deal.id, (None, None))
        if until is None:
            return deal.values
        if until > self.now():
            return before
        del self._before_indexing[deal.id]
        return deal.values

    def _lag(self, deal_id: int, before: Mapping[str, str] | None) -> None:
        if self.index_lag and deal_id not in self._before_indexing:
            from_now = self.now().timestamp() + self.index_lag
            until = datetime.fromtimestamp(from_now, self.now().tzinfo)
            self._before_indexing[deal_id] = (until, dict(before) if before is not None else None)

    def _follow_stage(self, deal: Deal, named: Iterable[str], at: datetime) -> None:
        """Closing a deal rewrites its close date, and a workflow sets its forecast category."""
        stage = self.stage_of(deal)
        if stage is None or not stage.closed:
            return
        if "closedate" not in named:
            deal.keep("closedate", Version(written(at), at, NOBODY))
        category = "CLOSED" if stage.won else "OMIT"
        if deal.values.get("hs_manual_forecast_category") != category:
            deal.keep("hs_manual_forecast_category", Version(category, at, WORKFLOW))

    def _derive(self, deal: Deal, at: datetime) -> None:
        stage = self.stage_of(deal)
        derived = {
            "hs_is_closed": str(stage.closed if stage else False).lower(),
            "hs_is_closed_won": str(stage.won if stage else False).lower(),
            "hs_deal_stage_probability": stage.probability if stage else "",
            "amount_in_home_currency": self._at_home(deal),
        }
        for name, value in derived.items():
            if deal.values.get(name, "") != value:
                deal.keep(name, Version(value, at, NOBODY))

    def _at_home(self, deal: Deal) -> str:
        amount = deal.values.get("amount")
        if not amount:
            return ""
        rate = TO_HOME[deal.values.get("deal_currency_code", HOME_CURRENCY)]
        return format((Decimal(amount) * rate).normalize(), "f")

    def _touch(self, deal: Deal, at: datetime) -> None:
        deal.updated_at = max(deal.updated_at, at)
        deal.values["hs_lastmodifieddate"] = written(deal.updated_at)
