"""What moved in a deal since the last call: won, lost, another forecast category, a close date pushed out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Final

from domain.deal import CLOSE_DATE, FORECAST_CATEGORY, STAGE, Deal, Stage, Standing, day
from domain.deal_history import Change
from domain.movement_words import Words, amount_of
from domain.texts import label_of

TELLING: Final = (STAGE, CLOSE_DATE, FORECAST_CATEGORY)
"""The fields whose changes are news."""


class MovementKind(StrEnum):
    """In the order in which a call wants to hear of them."""

    WON = "won"
    LOST = "lost"
    CATEGORY_CHANGED = "category_changed"
    CLOSE_DATE_PUSHED = "close_date_pushed"
    OFTEN_PUSHED = "often_pushed"
    BURST = "burst"
    WITHOUT_EVIDENCE = "without_evidence"


@dataclass(frozen=True, slots=True)
class Movement:
    """`sentence` has no full stop, may quote what people typed, and is not escaped.

    `also` are further deals of which the sentence is true: it says "this and …".
    """

    deal: Deal
    kind: MovementKind
    sentence: str
    at: datetime
    also: tuple[Deal, ...] = ()


@dataclass(frozen=True, slots=True)
class Policy:
    """`quiet_days`: with nothing else updated for so long a category has no evidence. A burst are `burst_fields` of one
    deal or `burst_deals` of one owner, changed by people within `burst` before a call. A value that was replaced within
    `settles` was a slip of the hand. A close date later than `beyond` from when it was set stands for "some day". One
    that was pushed `often` is brought up at each call for as long as its last push is `fresh`.
    """

    quiet_days: int = 14
    burst: timedelta = timedelta(minutes=60)
    burst_fields: int = 4
    burst_deals: int = 5
    settles: timedelta = timedelta(minutes=15)
    beyond: timedelta = timedelta(days=3650)
    often: int = 3
    fresh: timedelta = timedelta(days=28)


POLICY: Final = Policy()


@dataclass(frozen=True, slots=True)
class Past:
    """A deal as it is, and what is known of how it came to that.

    `history` is that of the fields that are `TELLING`, of each oldest first; one that is not in it did not change.
    `stood` is what we saw the deal hold on the day before the last call, for values of which the CRM's history knows
    nothing before; None where we did not see it.
    """

    deal: Deal
    history: Sequence[Change]
    stood: Mapping[str, str] | None = None

    def of(self, field: str) -> list[Change]:
        return [change for change in self.history if change.field == field]

    def held(self, field: str, since: datetime) -> str | None:
        """What `field` held at `since`; None when nobody knows. Of a deal made later, what it was made with."""
        changes = self.of(field)
        earlier = [change.value for change in changes if change.at < since]
        if earlier:
            return earlier[-1]
        if not changes:
            return self.deal.values.get(field, "")
        if self.deal.created_at >= since:
            return changes[0].value
        return None if self.stood is None else self.stood.get(field, "")

    def then(self, since: datetime, stages: Mapping[tuple[str, str], Stage]) -> Deal:
        """The deal as it stood at `since`, as far as this is known: the rest is as it is now.

        A stage that the CRM has not told us of was open, as it is everywhere for us.
        """
        deal, pipeline = self.deal, self.deal.stage.pipeline
        held = {field: value for field in TELLING if (value := self.held(field, since)) is not None}
        id = held.get(STAGE) or deal.stage.id
        stage = (
            deal.stage if id == deal.stage.id else stages.get((pipeline, id)) or Stage(id, id, pipeline, Standing.OPEN)
        )
        return replace(
            deal, stage=stage, values={name: value for name, value in {**deal.values, **held}.items() if value}
        )


def news(past: Past, then: Deal, words: Words, *, since: datetime, policy: Policy = POLICY) -> Iterator[Movement]:
    """What is different from `then`, which is how the deal stood at the last call, `since`.

    A change that was taken back is none.
    """
    if ended := _ended(past, then, words, since=since):
        yield ended
    if past.deal.stage.standing is Standing.OPEN:
        for found in (
            _category(past, words, since=since),
            _pushed(past, then, words, since=since, policy=policy),
        ):
            if found:
                yield found


def _ended(past: Past, then: Deal, words: Words, *, since: datetime) -> Movement | None:
    deal, later = past.deal, _later(past, STAGE, since)
    if not later or then.stage.standing is not Standing.OPEN or deal.stage.standing is Standing.OPEN:
        return None
    kind = MovementKind.WON if deal.stage.standing is Standing.WON else MovementKind.LOST
    at = later[-1].at
    return Movement(deal, kind, f"{kind.capitalize()} on {words.on(at)}: {amount_of(deal) or 'without an amount'}", at)


def _category(past: Past, words: Words, *, since: datetime) -> Movement | None:
    later, before = _later(past, FORECAST_CATEGORY, since), past.held(FORECAST_CATEGORY, since)
    if not later or later[-1].value == before:
        return None
    last = later[-1]
    field, after = label_of(FORECAST_CATEGORY), words.value(FORECAST_CATEGORY, last.value)
    if before is None:
        what = f"{field} became {after}" if last.value else f"{field} was emptied"
    elif not before:
        what = f"{field} was set to {after}"
    elif not last.value:
        what = f"{field} was emptied: it was {words.value(FORECAST_CATEGORY, before)}"
    else:
        what = f"{field} went from {words.value(FORECAST_CATEGORY, before)} to {after}"
    when = f"on {words.on(last.at)}" + (f", {hand}" if (hand := words.hand(last)) else "")
    joint = ", " if ":" in what else " "
    return Movement(past.deal, MovementKind.CATEGORY_CHANGED, f"{what}{joint}{when}", last.at)


def _pushed(past: Past, then: Deal, words: Words, *, since: datetime, policy: Policy) -> Movement | None:
    later = _later(past, CLOSE_DATE, since)
    was, now = then.close_date, past.deal.close_date
    if not later or past.held(CLOSE_DATE, since) is None or was is None or now is None or now <= was:
        return None
    if not _is_meant(was, since, policy):
        return None
    at, field = later[-1].at, label_of(CLOSE_DATE)
    if _is_meant(now, at, policy):
        says = f"{field} pushed by {_days((now - was).days)} to {words.day(now)}"
        pushes = pushes_of(past.of(CLOSE_DATE), policy=policy)
        if any(push.at < since for push in pushes):
            says += f"; {len(pushes)} pushes and {_days(sum(push.days for push in pushes))} in all"
    else:
        says = f"{field} went from {words.day(was)} to {words.day(now)}, too far off to be counted"
    return Movement(past.deal, MovementKind.CLOSE_DATE_PUSHED, says, at)


def may_be_often_pushed(deal: Deal, *, now: datetime, policy: Policy = POLICY) -> bool:
    """Whether it is worth reading the history of its close date: it is open, and that changed lately."""
    changed = deal.changed_at.get(CLOSE_DATE)
    return deal.stage.standing is Standing.OPEN and changed is not None and changed >= now - policy.fresh


def often_pushed(
    deal: Deal, history: Iterable[Change], words: Words, *, now: datetime, policy: Policy = POLICY
) -> Movement | None:
    """Of a deal that may be: what its close date, of which this is the history, has been through."""
    pushes = pushes_of(history, policy=policy)
    if len(pushes) < policy.often or pushes[-1].at < now - policy.fresh:
        return None
    in_all = _days(sum(push.days for push in pushes))
    says = f"{label_of(CLOSE_DATE)} pushed {len(pushes)} times, by {in_all} in all, last on {words.on(pushes[-1].at)}"
    return Movement(deal, MovementKind.OFTEN_PUSHED, says, pushes[-1].at)


@dataclass(frozen=True, slots=True)
class Push:
    at: datetime
    days: int


def pushes_of(history: Iterable[Change], *, policy: Policy = POLICY) -> list[Push]:
    """Of the history of a close date, oldest first, each move to a later day. What is pulled in takes nothing back.

    Passed over: what is no date, what stands for "some day", and what was replaced at once.
    """
    stood = [
        (change.at, on)
        for change in _settled(history, policy.settles)
        if (on := day(change.value)) and _is_meant(on, change.at, policy)
    ]
    return [Push(at, (on - before).days) for (_, before), (at, on) in pairwise(stood) if on > before]


def _settled(history: Iterable[Change], settles: timedelta) -> Iterator[Change]:
    """Those that were not replaced at once. The first one stays: from it the others are measured."""
    changes = list(history)
    for number, (change, after) in enumerate(pairwise(changes)):
        if number == 0 or after.at - change.at >= settles:
            yield change
    yield from changes[-1:]


def _is_meant(on: date, at: datetime, policy: Policy) -> bool:
    return on - at.date() <= policy.beyond


def _later(past: Past, field: str, since: datetime) -> list[Change]:
    return [change for change in past.of(field) if change.at >= since]


def _days(number: int) -> str:
    return f"{number:,} {'day' if number == 1 else 'days'}"
