"""Once a month: whether the figures speak for a lighter control or for a firmer one, and who hears of it."""

from datetime import date, datetime, timedelta
from typing import Final

from domain.control_steps import POLICY, ControlMonth, Proposal, in_messages, is_news, proposals
from domain.criteria_met import WEEK, whole_weeks
from domain.friction_first import OpenFriction
from domain.post import OwedPost, PostKey, PostKind
from flows.deps import Deps
from flows.showing import workflow_name
from store import control_proposals, criterion_days, once, posts
from store.engine import Transaction
from store.friction import open_friction

JOB: Final = "control-steps"


async def propose_steps(deps: Deps, *, at: datetime) -> int | None:
    """Owes each admin the proposals of the local month of `at`; nothing where there is nothing new to propose.

    Once a month. Gives how many proposals were told, None when the month was carried out already.
    """
    month = _month(deps.working_time.local_date(at))
    async with deps.begin() as tx:
        if not await once.claim_occasion(tx, JOB, month, at=at):
            return None
        found = await _found(tx, deps, at)
        before = await control_proposals.last_before(tx, month)
        await control_proposals.add(tx, month, found, at=at)
        if not any(is_news(one, before) for one in found):
            return 0
        await posts.owe(tx, *_posts(deps, month, parts=len(in_messages(found))))
    return len(found)


async def control_month(deps: Deps, subject: str) -> ControlMonth | None:
    """What the message of `subject` shows; None when the month has nothing of it."""
    month, part = subject.split("/")
    async with deps.store.read() as tx:
        parts = in_messages(await control_proposals.of_month(tx, month))
    if len(parts) < int(part):
        return None
    shown = parts[int(part) - 1]
    names = {one.workflow: workflow_name(deps, one.workflow) or one.workflow for one in shown}
    return ControlMonth(date.fromisoformat(f"{month}-01"), int(part), len(parts), shown, names)


async def _found(tx: Transaction, deps: Deps, at: datetime) -> list[Proposal]:
    today = deps.working_time.local_date(at)
    weeks = whole_weeks(today, POLICY.weeks)
    days = await criterion_days.days_between(tx, weeks[0], weeks[-1] + WEEK - timedelta(days=1))
    friction = OpenFriction.of(await open_friction(tx), deps.model.crm.fields)
    return proposals(deps.model.workflows, days, friction, today=today)


def _posts(deps: Deps, month: str, *, parts: int) -> list[OwedPost]:
    subjects = [f"{month}/{part}" for part in range(1, parts + 1)]
    return [
        OwedPost(PostKey(PostKind.CONTROL_STEPS, subject, admin))
        for admin in sorted(deps.roster.admins)
        for subject in subjects
    ]


def _month(day: date) -> str:
    return f"{day:%Y-%m}"
