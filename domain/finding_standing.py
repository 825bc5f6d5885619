"""A finding as the person sees who is asked about it: whether they are, and if not, why."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from domain.asking import Question, Rest, resting
from domain.deal import Deal
from domain.deal_update import DealUpdate, UpdateState
from domain.friction_first import OpenFriction
from domain.ids import DealId, ReportId, UserId
from domain.kept_finding import KeptFinding


class Asking(StrEnum):
    ASKED = "asked"
    SAVING = "saving"  # an answer is on its way to the CRM
    MET = "met"  # nothing is missing any more
    LEFT = "left"  # the meeting does not look at the deal any more, or does not ask this of it
    UNSEEN = "unseen"  # the CRM does not show any more what it would be judged by
    RESTING = "resting"  # snoozed, muted, or it cannot be known yet
    HELD = "held"  # an open friction report is about it
    GONE = "gone"  # the deal is not there any more


@dataclass(frozen=True, slots=True)
class FindingStanding:
    """`finding` is its number for the buttons, None when nobody ever saw it. `deal` is None when we do not know it.

    `because` and `say` are sentences for people, and may quote what stands in the CRM: they are not escaped. `rest`
    says why it rests, `ref` is the friction report that holds it back or that came of it, `by` whose answer is on its
    way or met it; `to` is who reads all this, `zone` where they set their clock.
    """

    id: DealId
    workflow: str
    criterion: str
    asking: Asking
    field_name: str
    zone: ZoneInfo
    deal: Deal | None = None
    finding: int | None = None
    because: str = ""
    say: str = ""
    rest: Rest | None = None
    ref: str | None = None
    by: UserId | None = None
    to: UserId | None = None


@dataclass(frozen=True, slots=True)
class Background:
    """All that decides whether `person` is asked at `at`. `answers` are oldest first, `refs` those of the rests."""

    person: UserId
    at: datetime
    rests: Sequence[Rest]
    answers: Sequence[DealUpdate]
    friction: OpenFriction
    refs: Mapping[ReportId, str]


def standing(
    shown: FindingStanding,
    kept: KeptFinding | None,
    asked_fields: Collection[str],
    behind: Background,
    *,
    ended: Asking,
) -> FindingStanding:
    """`shown` with how it stands; `asked_fields` are those that would meet it, its own and the evidence for it.

    `ended` is what it means that nothing is found: a deal that was lost is not in order, nor is what nobody can see.
    """
    if shown.deal is None:
        return replace(shown, asking=Asking.GONE)
    answered = [one for one in behind.answers if one.deal == shown.id and one.values.keys() & set(asked_fields)]
    if kept is None or kept.resolved_at is not None:
        since = [one for one in answered if kept is None or one.asked_at >= kept.first_seen_at]
        by = _last_by(since, UpdateState.SAVED)
        return replace(shown, asking=Asking.MET if by else ended, by=by)
    if by := _last_by(answered, UpdateState.WAITING):
        return replace(shown, asking=Asking.SAVING, by=by)
    question = question_of(kept, shown.deal)
    rest = resting(behind.rests, question, behind.person, at=behind.at)
    filed = rest and rest.report and behind.refs.get(rest.report)
    if rest and filed:
        return replace(shown, asking=Asking.RESTING, rest=rest, ref=filed)
    if held := behind.friction.holding(shown.workflow, question.field, *asked_fields):
        return replace(shown, asking=Asking.HELD, ref=held.ref)
    return replace(shown, asking=Asking.RESTING, rest=rest) if rest else shown


def question_of(kept: KeptFinding, deal: Deal) -> Question:
    return Question(deal.id, deal.stage.id, kept.workflow, kept.finding.criterion, kept.finding.field)


def _last_by(answered: Iterable[DealUpdate], state: UpdateState) -> UserId | None:
    return next((one.by for one in reversed(list(answered)) if one.state is state), None)
