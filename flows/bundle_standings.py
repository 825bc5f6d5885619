"""Loading a bundle as it stands, to be drawn."""

from domain.bundle import Section
from domain.bundle_standing import BundleStanding, SectionStanding
from domain.finding_standing import FindingStanding
from domain.ids import BundleId, DealId, UserId
from domain.post import PostKey
from domain.texts import label_of
from flows.deps import Deps
from flows.finding_standings import finding_standings
from store import bundles
from store.engine import Transaction
from store.post_lookup import is_in_slack


async def bundle_standing(deps: Deps, key: PostKey) -> BundleStanding | None:
    """None when there is no such bundle; or when nothing of it is asked any more before its reader has seen it.

    Between the moment that it was owed and now friction may have been reported: nobody is asked about it. Or the
    meeting has begun.
    """
    async with deps.store.read() as tx:
        found = await bundles.find_bundle(tx, BundleId(int(key.subject)))
        if found is None:
            return None
        sections = [await _section(tx, deps, section, found.person) for section in found.sections]
        is_known = bool(found.used) or await is_in_slack(tx, key)
    if not is_known and not any(section.still_asked and not section.is_over for section in sections):
        return None
    return BundleStanding(deps.model.timezone, sections, found.used)


async def _section(tx: Transaction, deps: Deps, section: Section, person: UserId) -> SectionStanding:
    keys = [(one.deal, section.workflow, one.criterion) for one in section.asked]
    deals: dict[DealId, list[FindingStanding]] = {}
    for one in await finding_standings(tx, deps, keys, person):
        deals.setdefault(one.id, []).append(one)
    workflow = deps.model.workflows.get(section.workflow)
    return SectionStanding(
        why=section.why,
        meeting=workflow.meeting.name if workflow else label_of(section.workflow),
        meets_at=section.meets_at,
        deals=list(deals.values()),
        held=[(label_of(field), ref) for field, ref in section.held],
        is_over=section.meets_at <= deps.clock(),
    )
