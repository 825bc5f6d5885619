"""Whether deals are ready for a meeting, and if not, why: the criteria of the operating model that they do not meet."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Final
from zoneinfo import ZoneInfo

from domain.crm_field import FieldMeta
from domain.deal import CLOSE_DATE, STAGE, Deal, Standing, day, number
from domain.ids import DealId
from domain.operating_model import OperatingModel
from domain.operating_model.workflows import Criterion, Demand, RecordFilter, Workflow
from domain.texts import label_of

QUOTED: Final = 60
"""Characters of a value that a reason repeats."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A criterion that a deal does not meet.

    `because` is about the field's name, for people, and may quote a value: it is not escaped. `since` is the day from
    which on the criterion was not met, where it can be known.
    """

    deal: DealId
    criterion: str
    field: str
    because: str
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Unknown:
    """A criterion that cannot be judged: the CRM's history does not reach back far enough, or a field is `hidden`."""

    deal: DealId
    criterion: str
    field: str
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class _Missed:
    because: str
    since: date | None = None


@dataclass(frozen=True, slots=True)
class _Unjudged:
    hidden: bool = False


_Verdict = _Missed | _Unjudged | None
_Judge = Callable[[Deal, str], _Verdict]
"""Of a deal and the field's value, which is not empty."""
_Check = Callable[[Deal], tuple[Finding | Unknown, ...]]
"""Of one criterion."""


class Checks:
    """The criteria of one workflow, made ready for one moment. What they find depends on nothing else.

    `hidden` are the fields that the CRM does not show us: whether they are empty, or still hold what we last saw,
    cannot be known, so no criterion about them is judged. `fields` are those that it shows: people read their choices
    by their labels.
    """

    def __init__(
        self,
        model: OperatingModel,
        workflow: str,
        *,
        now: datetime,
        hidden: Collection[str] = frozenset(),
        fields: Iterable[FieldMeta] = (),
    ) -> None:
        self.workflow: Workflow = model.workflows[workflow]
        self._labels = {meta.field: {one.value.casefold(): one.label for one in meta.options} for meta in fields}
        self._hidden = frozenset(hidden) - {STAGE}  # a deal comes with its stage, whether or not the field is shown
        self.today = now.astimezone(model.timezone).date()
        self._zone = model.timezone
        self._empty = frozenset(placeholder.strip().casefold() for placeholder in model.placeholders) | {""}
        self._concerns = _filter(self.workflow.records, self.today)
        self._conditions = {criterion.id: self._about(criterion) for criterion in self.workflow.criteria}
        self._criteria = [self._made_ready(criterion) for criterion in self.workflow.criteria]

    def concern(self, deal: Deal) -> bool:
        """Whether the workflow looks at `deal`."""
        return all(holds(deal) for holds in self._concerns)

    def concerned(self, deals: Iterable[Deal]) -> Iterable[Deal]:
        """Those of `deals` that the workflow looks at."""
        for holds in self._concerns:
            deals = filter(holds, deals)
        return deals

    def findings(self, deal: Deal) -> list[Finding | Unknown]:
        """Empty when `deal` is review-ready."""
        return [found for criterion in self._criteria for found in criterion(deal)]

    def asked_of(self, deal: Deal) -> list[str]:
        """The criteria that are about `deal`: their `when` holds, as far as it is shown."""
        return [id for id, conditions in self._conditions.items() if all(holds(deal) for holds in conditions)]

    def is_empty(self, value: str) -> bool:
        """Also of a value that only holds the place of one, like "tbd"."""
        return value.strip().casefold() in self._empty

    def _about(self, criterion: Criterion) -> list[Callable[[Deal], bool]]:
        return [_among(f, frozenset(map(str.casefold, v))) for f, v in criterion.when.items() if f not in self._hidden]

    def _made_ready(self, criterion: Criterion) -> _Check:
        if self._hidden.isdisjoint((criterion.field, *criterion.when)):
            return self._judging(criterion)
        conditions = self._conditions[criterion.id]

        def check(deal: Deal) -> tuple[Finding | Unknown, ...]:
            about = all(holds(deal) for holds in conditions)
            return (Unknown(deal.id, criterion.id, criterion.field, hidden=True),) if about else ()

        return check

    def _judging(self, criterion: Criterion) -> _Check:
        field, judges = criterion.field, self._judges(criterion.field, criterion.must)
        conditions = self._conditions[criterion.id]
        must_be_filled, empty = criterion.must.be_filled, self._empty

        def check(deal: Deal) -> tuple[Finding | Unknown, ...]:
            for holds in conditions:
                if not holds(deal):
                    return ()
            value = deal.values.get(field, "")
            if value.strip().casefold() in empty:
                if not must_be_filled:
                    return ()
                because, since = self._why_empty(field, value), self._empty_since(deal, field)
                return (Finding(deal.id, criterion.id, field, because, since),)
            unknown: tuple[Unknown, ...] = ()
            for judge in judges:
                verdict = judge(deal, value)
                if isinstance(verdict, _Missed):  # one reason is enough to act upon
                    return (*unknown, Finding(deal.id, criterion.id, field, verdict.because, verdict.since))
                if verdict is not None:
                    unknown = (*unknown, Unknown(deal.id, criterion.id, field, hidden=verdict.hidden))
            return unknown

        return check

    def _why_empty(self, field: str, value: str) -> str:
        return (
            f"{label_of(field)} says {_quoted(value)}, which counts as empty"
            if value.strip()
            else f"{label_of(field)} is empty"
        )

    def _empty_since(self, deal: Deal, field: str) -> date:
        return deal.changed_at.get(field, deal.created_at).astimezone(self._zone).date()

    def _judges(self, field: str, must: Demand) -> Sequence[_Judge]:
        made = (
            _fresh(field, must.changed_within_days, self.today, self._zone),
            _ahead(field, self.today) if must.not_in_past else None,
            _one_of(field, must.one_of, self._labels.get(field, {})) if must.one_of else None,
            _matching(field, must.matches) if must.matches is not None else None,
            _bounded(field, must.at_least, must.at_most),
            self._supported(field, must.supported_by) if must.supported_by else None,
        )
        return [judge for judge in made if judge is not None]

    def _supported(self, field: str, evidence: Sequence[str]) -> _Judge:
        name, shown = label_of(field), [one for one in evidence if one not in self._hidden]
        otherwise = _Unjudged(hidden=True) if len(shown) < len(evidence) else None

        def judge(deal: Deal, _: str) -> _Verdict:
            missing = [label_of(one) for one in shown if self.is_empty(deal.values.get(one, ""))]
            if not missing:
                return otherwise
            are_empty = f"{' and '.join(missing)} {'is' if len(missing) == 1 else 'are'} empty"
            return _Missed(f"{name} has no evidence: {are_empty}")

        return judge


def _quoted(value: str) -> str:
    return f"“{value if len(value) <= QUOTED else value[: QUOTED - 1] + '…'}”"


def _filter(records: RecordFilter, today: date) -> list[Callable[[Deal], bool]]:
    made: list[Callable[[Deal], bool]] = []
    if records.open is not None:
        wanted = records.open
        made.append(lambda deal: (deal.stage.standing is Standing.OPEN) is wanted)
    if records.stages:
        names = frozenset(map(str.casefold, records.stages))
        made.append(lambda deal: deal.stage.is_called(names))
    if records.closing_within_days is not None:
        last = (today + timedelta(records.closing_within_days)).isoformat()
        made.append(lambda deal: "" < deal.values.get(CLOSE_DATE, "")[:10] <= last)
    if records.won_within_days is not None:
        first, until = (today - timedelta(records.won_within_days)).isoformat(), today.isoformat()
        made.append(
            lambda deal: deal.stage.standing is Standing.WON and first <= deal.values.get(CLOSE_DATE, "")[:10] <= until
        )
    return made


def _among(field: str, words: frozenset[str]) -> Callable[[Deal], bool]:
    """Whether a deal's `field` is one of `words`, which are casefolded."""
    if field == STAGE:
        return lambda deal: deal.stage.is_called(words)
    return lambda deal: deal.values.get(field, "").casefold() in words


def _fresh(field: str, days: int | None, today: date, zone: ZoneInfo) -> _Judge | None:
    if days is None:
        return None
    # As UTC, which all our moments are: two of one zone are compared at once.
    oldest, name = datetime.combine(today - timedelta(days), time.min, zone).astimezone(UTC), label_of(field)
    allowed = f"longer than the {days} {'day' if days == 1 else 'days'} allowed"

    def judge(deal: Deal, _: str) -> _Verdict:
        changed = deal.changed_at.get(field)
        if changed is None:
            return _Unjudged()
        if changed >= oldest:
            return None
        on = changed.astimezone(zone).date()
        return _Missed(
            f"{name} last changed {(today - on).days} days ago, {allowed}",
            on + timedelta(days + 1),
        )

    return judge


def _ahead(field: str, today: date) -> _Judge:
    name = label_of(field)

    def judge(_: Deal, value: str) -> _Verdict:
        on = day(value)
        if on is None:
            return _Missed(f"{name} is {_quoted(value)}, which is no date")
        if on >= today:
            return None
        ago = (today - on).days
        return _Missed(f"{name} passed {ago} {'day' if ago == 1 else 'days'} ago", on + timedelta(1))

    return judge


def _one_of(field: str, allowed: Sequence[str], labels_by_value: Mapping[str, str]) -> _Judge:
    is_allowed = _among(field, frozenset(map(str.casefold, allowed)))

    def said(value: str) -> str:
        return _quoted(labels_by_value.get(value.casefold()) or value)

    def judge(deal: Deal, value: str) -> _Verdict:
        if is_allowed(deal):
            return None
        shown = _quoted(deal.stage.label) if field == STAGE else said(value)
        return _Missed(f"{label_of(field)} is {shown}, not {' or '.join(map(said, allowed))}")

    return judge


def _matching(field: str, pattern: str) -> _Judge:
    whole = re.compile(pattern)

    def judge(_: Deal, value: str) -> _Verdict:
        return (
            None
            if whole.fullmatch(value)
            else _Missed(f"{label_of(field)} is {_quoted(value)}, which is not in the agreed form")
        )

    return judge


def _bounded(field: str, low: float | None, high: float | None) -> _Judge | None:
    if low is None and high is None:
        return None
    least, most = (None if bound is None else Decimal(str(bound)).normalize() for bound in (low, high))

    def judge(_: Deal, value: str) -> _Verdict:
        found = number(value)
        if found is None:
            return _Missed(f"{label_of(field)} is {_quoted(value)}, which is no number")
        if least is not None and found < least:
            return _Missed(f"{label_of(field)} is {found:,f}, less than the {least:,f} required")
        if most is not None and found > most:
            return _Missed(f"{label_of(field)} is {found:,f}, more than the {most:,f} allowed")
        return None

    return judge
