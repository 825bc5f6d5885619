"""Salesforce, read into our own store: what is kept after stops, changes and deletions is what the org has."""

import pytest

from crm.protocol import CrmUnavailable
from domain.deal import Deal
from flows import crm_sync
from flows.deps import Deps
from store import crm_catalogue, deals
from store.deals import Scope
from tests.crm.salesforce_org import FakeOrg
from tests.crm.salesforce_steps import crm_over, without_rows

ALL = Scope(all=True)


async def kept(deps: Deps) -> list[Deal]:
    async with deps.store.read() as tx:
        return await deals.next_deals(tx, ALL, await crm_catalogue.stages(tx), after=None)


async def test_deals_are_kept_with_their_history_and_deleted_ones_are_gone(deps, clock):
    org = FakeOrg(page_size=2)
    ids = [org.a_deal(f"deal {number}", Amount=number, NextStep="Call") for number in range(5)]
    first = await crm_sync.sync(deps, crm_over(org), at=clock())
    org.later(hours=2)
    clock.move(hours=2)
    org.change(ids[0], NextStep="Sign", StageName="Propose")
    org.delete(ids[4])

    second = await crm_sync.sync(deps, crm_over(org), at=clock())

    assert (first.new, first.total, second.new, second.changed, second.deleted) == (5, 5, 0, 1, 1)
    found = {deal.id: deal for deal in await kept(deps)}
    assert set(found) == set(ids[:4])
    assert found[ids[0]].stage.label == "Propose"
    assert found[ids[0]].changed_at["next_step"] == org.now
    assert found[ids[1]].values["amount"] == "1"


async def test_when_rows_were_missing_the_next_sync_finds_them(deps, clock):
    org = FakeOrg(page_size=1)
    ids = [org.a_deal(f"deal {number}") for number in range(3)]
    org.once("/query/Opportunity.", lambda asked: without_rows(org, asked))

    with pytest.raises(CrmUnavailable):
        await crm_sync.sync(deps, crm_over(org), at=clock())
    await crm_sync.sync(deps, crm_over(org), at=clock())

    assert sorted(deal.id for deal in await kept(deps)) == ids
