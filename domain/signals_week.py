"""The week's signals, by workflow and kind, beside the weeks before, and what the figures of the CRM say to them."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from domain.criteria_met import CriterionDay
from domain.ids import ChannelId, UserId
from domain.occasions import Weekday
from domain.operating_model.workflows import Criterion
from domain.report import Report
from domain.signal import Signal, SignalState
from domain.signal_standing import SignalStanding
from domain.signals.kinds import Kind

WEEKS: Final = 5
"""The week that is told, and the four before it."""

GROUPS_PER_POST: Final = 6
"""Of at most 1,900 characters each: Slack refuses a message of about 13,000 in all (slackapi/bolt-js#2509)."""

FEWEST_DEALS: Final = 5
WORTH_SAYING: Final = 0.2
"""Of the deals lack it, before a field is named beside the threads."""

GONE: Final = frozenset({SignalState.DISMISSED, SignalState.WITHDRAWN})
ASK_FOR_FIELDS: Final = frozenset({Kind.SLACK_HANDOFF, Kind.MANAGER_SPREADSHEET})
"""Kinds in which people ask elsewhere for what the fields of the workflow should hold."""

_ASKED_FOR: Final[Mapping[Kind, re.Pattern[str]]] = {
    Kind.SLACK_HANDOFF: re.compile("promis|outcome|scope|expect|stakeholder|champion|decision|context", re.IGNORECASE),
}
"""Words of the fields that people of a kind ask for, where there are such."""

CERTAIN: Final = frozenset({SignalState.CONFIRMED, SignalState.FILED})

GroupKey = tuple[str | None, Kind]
"""The workflow, if one is known, and the kind."""


@dataclass(frozen=True, slots=True)
class Lacking:
    """What most deals of a workflow lack: a field, the share of those deals, and of how many."""

    field: str
    share: float
    deals: int
    is_empty: bool
    """Empty, or filled in otherwise than the criterion asks."""


@dataclass(frozen=True, slots=True)
class Group:
    """`weeks` counts threads, oldest week first, the week that is told last. `report` is open and may take them."""

    workflow: str | None
    workflow_name: str
    kind: Kind
    weeks: tuple[int, ...]
    seen: Sequence[SignalStanding]
    lacking: Lacking | None = None
    report: Report | None = None
    says_the_same: bool = True
    """Such threads became part of `report` before, or it is about the field; else it is about the workflow at least."""
    parts_of: Sequence[Report] = ()
    """Reports that some of the threads are part of already."""


@dataclass(frozen=True, slots=True)
class Week:
    """From `first` to `last`, both included. `asked` counts requests for context by workflow, week by week."""

    first: date
    last: date
    part: int
    parts: int
    groups: Sequence[Group]
    asked: Mapping[str, Sequence[int]]
    owners: Mapping[str | None, Sequence[UserId]]
    before: int
    """Threads in the four weeks before."""


def end_of_week(day: date, begins: Weekday) -> date:
    """The first day after the week that `day` is in, where weeks begin on `begins`."""
    return day + timedelta(days=(_number(begins) - day.weekday() - 1) % 7 + 1)


def last_end(day: date, begins: Weekday) -> date:
    """The end of the last whole week before `day`, or `day` itself if a week begins then."""
    return day - timedelta(days=(day.weekday() - _number(begins)) % 7)


def _number(day: Weekday) -> int:
    return list(Weekday).index(day)


def counted(seen: Iterable[Signal], quiet: Collection[Kind], quiet_channels: Collection[ChannelId]) -> list[Signal]:
    """Those that are told: not dismissed, not withdrawn, and where we are mostly wrong only what a person confirmed."""
    return [
        one
        for one in seen
        if one.state not in GONE
        and (one.state in CERTAIN or (one.kind not in quiet and one.channel not in quiet_channels))
    ]


def by_group(seen: Iterable[Signal], ends: Sequence[date], day_of: Mapping[int, date]) -> dict[GroupKey, list[int]]:
    """How many in each week of those that end on `ends`, oldest first. `day_of` is the local day of each by its id."""
    weeks: dict[GroupKey, list[int]] = {}
    for one in seen:
        for place, end in enumerate(ends):
            if end - timedelta(days=7) <= day_of[one.id] < end:
                weeks.setdefault((one.workflow, one.kind), [0] * len(ends))[place] += 1
    return weeks


def lacking(criteria: Sequence[Criterion], days: Iterable[CriterionDay], kind: Kind) -> Lacking | None:
    """What most deals lack, by the latest count of each criterion; None when few do. `days` are of one workflow.

    Something that threads of `kind` ask for comes before anything else.
    """
    latest = {one.criterion: one for one in sorted(days, key=lambda one: one.day)}
    fields = {one.id: one for one in criteria}
    found: list[tuple[bool, Lacking]] = []
    for name, count in latest.items():
        criterion = fields.get(name)
        if criterion is None or count.looked_at < FEWEST_DEALS:
            continue
        share = (count.looked_at - count.met) / count.looked_at
        if share >= WORTH_SAYING:
            only_filled = criterion.must.model_dump(exclude_defaults=True).keys() == {"be_filled"}
            lack = Lacking(criterion.field, share, count.looked_at, is_empty=only_filled)
            found.append((_is_asked_for(criterion, kind), lack))
    return max(found, key=lambda one: (one[0], one[1].share), default=(False, None))[1]


def _is_asked_for(criterion: Criterion, kind: Kind) -> bool:
    words = _ASKED_FOR.get(kind)
    return words is not None and bool(words.search(criterion.field) or words.search(criterion.say))
