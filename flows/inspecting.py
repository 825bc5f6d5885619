"""Marking deals as reviewed: what a manager says of them after the meeting is kept, and the digest shows it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from domain.digest import Digest, ListedDeal, deals_told
from domain.ids import DealId, DigestId, UserId
from domain.inspection import Inspection, Judgement, ReviewDraft, Reviewed, WhyDraft, may_review
from domain.outcome import Refused
from domain.post import PostKind
from domain.texts import clean
from flows.crm_people import slack_people
from flows.deps import Deps
from flows.undoing import whole_or_nothing
from store import crm_catalogue, deals, digests, inspections, posts
from store.engine import Transaction

GONE: Final = Refused("That digest is not here any more, so nothing can be marked in it.")
NOT_IN_IT: Final = Refused("A deal is not in this digest. Please open the form again.")


@dataclass(frozen=True, slots=True)
class ToReview:
    """A digest with all its deals. A deal is named by its place among them; `said` is what stands of each so far."""

    digest: Digest
    deals: Sequence[ListedDeal]
    said: Mapping[DealId, Inspection]

    @property
    def reviewed(self) -> Reviewed:
        return Reviewed.of(list(self.said.values()))

    def at(self, places: Iterable[int]) -> list[tuple[int, ListedDeal]]:
        """Raises IndexError."""
        return [(place, self.deals[place]) for place in dict.fromkeys(places)]

    def matching(self, typed: str, *, limit: int) -> list[tuple[int, ListedDeal]]:
        """The first of those whose name, or whose owner's, has what was typed in it."""
        wanted, name_of = typed.casefold(), self.digest.content.owner_name
        hits = (
            (place, deal)
            for place, deal in enumerate(self.deals)
            if wanted in deal.name.casefold() or wanted in name_of(deal.owner).casefold()
        )
        return list(islice(hits, limit))


@dataclass(frozen=True, slots=True)
class Kept:
    """`left_out` are deals that the CRM has deleted since; of `ask_why` somebody still has to say why they are not
    ready."""

    to_review: ToReview
    kept: Sequence[ListedDeal]
    left_out: Sequence[ListedDeal] = ()
    ask_why: Sequence[tuple[int, ListedDeal]] = ()


async def to_review(deps: Deps, digest: DigestId, *, by: UserId) -> ToReview | Refused:
    """Why `by` may not review it, or what there is to review."""
    async with deps.store.read() as tx:
        found = await digests.find_digest(tx, digest)
        if found is None:
            return GONE
        listed = deals_told(found.content, await digests.ready_in(tx, digest))
        if refused := may_review(deps.roster, by, found.workflow, await _owners(tx, deps, listed)):
            return refused
        said = {one.deal: one for one in await inspections.inspections_of(tx, digest)}
        return ToReview(found, listed, said)


async def review(deps: Deps, draft: ReviewDraft, *, by: UserId, delivery: str) -> Kept | Refused:
    """Keeps what was accepted; what is not ready is kept once somebody said why."""
    asked = await to_review(deps, draft.digest, by=by)
    if isinstance(asked, Refused):
        return asked
    try:
        accepted, not_ready = asked.at(draft.accepted), asked.at(draft.not_ready)
    except IndexError:
        return NOT_IN_IT
    gone = await _gone(deps, [deal for _, deal in (*accepted, *not_ready)])
    kept = [deal for _, deal in accepted if deal.id not in gone]
    words = clean(draft.words)
    if kept:
        await _keep(deps, asked.digest, {deal.id: (Judgement.ACCEPTED, words) for deal in kept}, by, delivery)
    return Kept(
        asked,
        kept,
        left_out=[deal for _, deal in (*accepted, *not_ready) if deal.id in gone],
        ask_why=[(place, deal) for place, deal in not_ready if deal.id not in gone],
    )


async def say_why(deps: Deps, draft: WhyDraft, *, by: UserId, delivery: str) -> Kept | Refused:
    """Keeps which deals are not ready, with why."""
    asked = await to_review(deps, draft.digest, by=by)
    if isinstance(asked, Refused):
        return asked
    try:
        told = asked.at(draft.whys)
    except IndexError:
        return NOT_IN_IT
    gone = await _gone(deps, [deal for _, deal in told])
    said = {deal.id: (Judgement.NOT_READY, clean(draft.whys[place])) for place, deal in told if deal.id not in gone}
    if said:
        await _keep(deps, asked.digest, said, by, delivery)
    there = [deal for _, deal in told if deal.id not in gone]
    return Kept(asked, there, left_out=[deal for _, deal in told if deal.id in gone])


async def _keep(
    deps: Deps, digest: Digest, said: Mapping[DealId, tuple[Judgement, str]], by: UserId, delivery: str
) -> None:
    """A second delivery changes nothing; of two people the later one's word stands."""
    at = deps.clock()

    async def keep(tx: Transaction) -> None:
        made = [
            Inspection(digest.id, deal, digest.workflow, by, judgement, why, at)
            for deal, (judgement, why) in said.items()
        ]
        await inspections.keep(tx, made)
        await posts.owe_again(tx, PostKind.DIGEST, [str(digest.id)])

    await whole_or_nothing(deps, delivery, keep)


async def _owners(tx: Transaction, deps: Deps, listed: Iterable[ListedDeal]) -> set[UserId | None]:
    """Who owns deals of the digest; None among them for somebody whom Slack does not know."""
    people = await slack_people(tx, deps)
    owners = {deal.owner for deal in listed if deal.owner is not None}
    return {people[owner].user if owner in people else None for owner in owners}


async def _gone(deps: Deps, some: Sequence[ListedDeal]) -> Collection[DealId]:
    async with deps.store.read() as tx:
        seen = await deals.some_deals(tx, [deal.id for deal in some], await crm_catalogue.stages(tx))
    return {deal.id for deal in some if deal.id not in seen or seen[deal.id].gone}
