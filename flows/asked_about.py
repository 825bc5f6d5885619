"""What a button on a finding is about, and whether whoever pressed it may answer."""

from dataclasses import dataclass
from typing import Final

from domain.asking import Question
from domain.deal import Deal
from domain.deal_update import may_answer
from domain.finding_standing import question_of
from domain.ids import MessagePlace, PostId, UserId
from domain.kept_finding import KeptFinding
from domain.outcome import Refused
from flows.crm_people import slack_people
from flows.deps import Deps
from store import asked_findings, crm_catalogue, deals, post_lookup
from store.engine import Transaction

NOT_ASKED: Final = Refused("Nobody is asked for that any more. Nothing was changed.")
NOT_YOURS: Final = Refused(
    "Only whoever owns the deal, their manager and the admins can answer that. Nothing was changed."
)
DEAL_GONE: Final = Refused("That deal was deleted in the CRM, or moved to another pipeline. Nothing was changed.")


@dataclass(frozen=True, slots=True)
class About:
    """The finding with its number, and the deal as we know it."""

    number: int
    kept: KeptFinding
    deal: Deal

    @property
    def question(self) -> Question:
        return question_of(self.kept, self.deal)


async def asked_about(tx: Transaction, deps: Deps, finding: int, *, by: UserId) -> About | Refused:
    kept = await asked_findings.find_finding(tx, finding)
    if kept is None:
        return NOT_ASKED
    seen = await deals.find_deal(tx, kept.finding.deal, await crm_catalogue.stages(tx))
    if seen is None or seen.gone:
        return DEAL_GONE
    if no := await refused_to(tx, deps, seen.deal, by):
        return no
    return About(finding, kept, seen.deal)


async def refused_to(tx: Transaction, deps: Deps, deal: Deal, by: UserId) -> Refused | None:
    """None when `by` may answer for `deal`. Asked again at each step: deals and people change hands."""
    people = await slack_people(tx, deps)
    owner = people.get(deal.owner) if deal.owner else None
    return None if may_answer(deps.roster, by, owner.user if owner else None) else NOT_YOURS


async def post_at(tx: Transaction, place: MessagePlace | None) -> PostId | None:
    """Our post that stands there; None when the button was somewhere else."""
    key = await post_lookup.find_shown(tx, *place) if place else None
    return await post_lookup.id_of(tx, key) if key else None
