"""What PostgreSQL knows of the tables after everything was read: it plans by that."""

import pytest
from sqlalchemy import text

from flows import crm_sync
from flows.deps import Deps
from tests.conftest import MONDAY
from tests.flows.scripted_crm import ScriptedCrm, a_record

ON_POSTGRES = pytest.mark.parametrize("store_url", ["postgres"], indirect=True)
COUNTED = "SELECT relname, reltuples FROM pg_class WHERE relname IN ('deals', 'deal_days')"


async def counted(deps: Deps) -> dict[str, int]:
    async with deps.store.read() as tx:
        return {row.relname: int(row.reltuples) for row in await tx.execute(text(COUNTED))}


@ON_POSTGRES
async def test_after_everything_was_read_it_is_counted_and_not_after_every_sync(deps: Deps) -> None:
    crm = ScriptedCrm()
    crm.put(*(a_record(number) for number in range(7)))

    await crm_sync.sync(deps, crm, at=MONDAY)
    after_all = await counted(deps)
    crm.put(a_record(7))
    await crm_sync.sync(deps, crm, at=MONDAY)

    assert after_all == {"deals": 7, "deal_days": 7}
    assert await counted(deps) == after_all
