"""What the bot finds in the sandbox's pipeline: something for every criterion of the example operating model."""

from collections import Counter
from datetime import datetime, timedelta

import httpx
import pytest

from crm.hubspot import HubSpot
from crm.protocol import Record
from domain.deal import Deal, Stage
from domain.operating_model import OperatingModel
from domain.readiness import Checks
from sandbox.crm.api import crm_app
from sandbox.crm.crm import TOKEN, Crm
from tests.sandbox.crm_calling import NOW


async def deals_of(crm: Crm, model: OperatingModel, now: datetime) -> list[Deal]:
    """As the bot reads them, over HTTP."""
    headers = {"Authorization": f"Bearer {TOKEN}"}
    transport = httpx.ASGITransport(crm_app(crm))
    async with httpx.AsyncClient(transport=transport, base_url="http://crm", headers=headers) as http:
        hubspot = HubSpot(http, fields=model.crm.fields, zone=model.timezone, now=lambda: now)
        stages = {(stage.pipeline, stage.id): stage for stage in await hubspot.stages()}
        records = [record async for page in hubspot.changed(None) for record in page.records]
    return [deal_from(one, stages[one.pipeline, one.stage]) for one in records if one.pipeline == model.crm.pipeline]


def deal_from(record: Record, stage: Stage) -> Deal:
    changed_at = {change.field: change.at for change in record.history}
    return Deal(record.id, record.name, record.owner, stage, record.created_at, record.values, changed_at)


@pytest.mark.parametrize("days", [0, 1, 5], ids=["monday", "tuesday", "saturday"])
async def test_every_criterion_is_missed_by_some_and_met_by_more(model: OperatingModel, days: int) -> None:
    now = NOW + timedelta(days=days)
    deals = await deals_of(Crm(lambda: now, today=now), model, now)

    for name, workflow in model.workflows.items():
        checks = Checks(model, name, now=now)
        looked_at = [deal for deal in deals if checks.concern(deal)]
        missed = Counter(found.criterion for deal in looked_at for found in checks.findings(deal))
        for criterion in workflow.criteria:
            assert 0 < missed[criterion.id] <= len(looked_at) / 2, (name, criterion.id)
