"""When the CRM is read from its beginning, what counts of it, and what is gone then."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from crm.protocol import CrmUnavailable
from domain.ids import DealId
from domain.operating_model import OperatingModel
from domain.operating_model.company import CrmKind
from flows import crm_sync
from flows.crm_sync import Synced
from flows.deps import Deps
from store import crm_catalogue, deals
from store.deals import Scope
from tests.conftest import MONDAY
from tests.flows.scripted_crm import ScriptedCrm, a_record

LATER = timedelta(minutes=15)


async def synced(deps: Deps, crm: ScriptedCrm, *, nth: int = 1) -> Synced:
    done = await crm_sync.sync(deps, crm, at=MONDAY + nth * LATER)
    assert isinstance(done, Synced), done
    return done


async def there(deps: Deps) -> list[DealId]:
    async with deps.store.read() as tx:
        stages = await crm_catalogue.stages(tx)
        return [deal.id for deal in await deals.next_deals(tx, Scope(all=True), stages, after=None)]


def crm_with(*numbers: int) -> ScriptedCrm:
    crm = ScriptedCrm()
    for number in numbers:
        crm.put(a_record(number))
    return crm


def forget(crm: ScriptedCrm, number: int) -> None:
    """Deleted long ago: nothing tells of it any more."""
    deal = DealId(f"d{number:05}")
    del crm.records[deal]
    crm.journal = [one for one in crm.journal if one != deal]


async def test_a_crm_that_lost_the_cursor_shows_by_what_is_missing_what_is_gone(deps: Deps) -> None:
    crm = crm_with(1, 2, 3)
    await synced(deps, crm)
    forget(crm, 2)
    crm.forgot = True

    done = await synced(deps, crm, nth=2)

    assert (done.deleted, done.unchanged) == (1, 2)
    assert await there(deps) == ["d00001", "d00003"]
    assert (await synced(deps, crm, nth=3)).deleted == 0


async def test_a_reading_from_the_beginning_that_was_stopped_knows_in_the_end_what_is_gone(deps: Deps) -> None:
    crm = crm_with(1, 2, 3, 4, 5)
    await synced(deps, crm)
    forget(crm, 5)
    crm.forgot, crm.pages_left = True, 1
    with pytest.raises(CrmUnavailable):
        await synced(deps, crm, nth=2)
    assert "d00005" in await there(deps)
    crm.pages_left = None

    done = await synced(deps, crm, nth=3)

    assert done.deleted == 1
    assert await there(deps) == ["d00001", "d00002", "d00003", "d00004"]


async def test_one_that_begins_anew_a_second_time_counts_what_the_first_time_showed_as_unseen(deps: Deps) -> None:
    crm = crm_with(1, 2, 3)
    await synced(deps, crm)
    crm.forgot, crm.pages_left = True, 1
    with pytest.raises(CrmUnavailable):
        await synced(deps, crm, nth=2)
    forget(crm, 1)
    crm.forgot, crm.pages_left = True, None

    await synced(deps, crm, nth=3)

    assert await there(deps) == ["d00002", "d00003"]


async def test_only_the_companys_pipeline_counts_and_a_deal_may_leave_it_and_come_back(deps: Deps) -> None:
    crm = crm_with(1, 2)
    partners = replace(a_record(3), pipeline="partners")
    crm.put(partners)
    first = await synced(deps, crm)
    here = await there(deps)

    crm.put(replace(a_record(2, modified=MONDAY), pipeline="partners"))
    left = await synced(deps, crm, nth=2)
    without = await there(deps)
    crm.put(a_record(2, modified=MONDAY + LATER))
    await synced(deps, crm, nth=3)

    assert (first.new, first.elsewhere, first.read) == (2, 1, 3)
    assert here == ["d00001", "d00002"]
    assert (left.deleted, left.elsewhere) == (1, 1)
    assert without == ["d00001"]
    assert await there(deps) == here


def with_other_fields(model: OperatingModel) -> OperatingModel:
    crm = model.crm.model_copy(update={"fields": {**model.crm.fields, "amount": "expected_amount"}})
    return model.model_copy(update={"crm": crm})


def with_other_days(model: OperatingModel) -> OperatingModel:
    return model.model_copy(update={"timezone": ZoneInfo("Asia/Tokyo")})


def with_other_pipeline(model: OperatingModel) -> OperatingModel:
    return model.model_copy(update={"crm": model.crm.model_copy(update={"pipeline": "partners"})})


def with_other_columns(model: OperatingModel) -> OperatingModel:
    csv = model.crm.csv.model_copy(update={"deals": "opportunities.csv"})
    return model.model_copy(update={"crm": model.crm.model_copy(update={"csv": csv})})


@pytest.mark.parametrize("changed", [with_other_fields, with_other_days, with_other_pipeline, with_other_columns])
async def test_when_the_operating_model_says_otherwise_what_is_read_everything_is_read_again(
    deps: Deps, changed: Callable[[OperatingModel], OperatingModel]
) -> None:
    deps.model = deps.model.model_copy(update={"crm": deps.model.crm.model_copy(update={"kind": CrmKind.CSV})})
    crm = crm_with(1)
    await synced(deps, crm)
    await synced(deps, crm, nth=2)

    deps.model = changed(deps.model)
    await synced(deps, crm, nth=3)

    assert crm.asked == [None, "1", None]


async def test_how_csv_is_laid_out_does_not_matter_to_another_crm(deps: Deps) -> None:
    crm = crm_with(1)
    await synced(deps, crm)

    deps.model = with_other_columns(deps.model)
    await synced(deps, crm, nth=2)

    assert crm.asked == [None, "1"]
