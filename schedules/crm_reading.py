"""The job that reads the CRM: what it logs and counts."""

from datetime import datetime
from time import monotonic

import structlog

from domain.operating_model.company import CrmKind
from domain.outcome import Refused, Trouble
from flows.crm_alarm import look_at_reading
from flows.crm_refresh import Refreshed, refresh
from flows.crm_sync import how_it_stands
from flows.deps import Deps
from schedules import metrics

log = structlog.get_logger()


def how_to_read_it(deps: Deps) -> str:
    """Files that are exported no more are read again and again, and stay as old as they are."""
    if deps.model.crm.kind is CrmKind.CSV:
        return "Export its files again, then run crm-sync."
    return "Run crm-sync first."


async def read_crm(deps: Deps, at: datetime) -> None:
    """Raises what `refresh` raises. That somebody else is reading already is no trouble."""
    began, trouble = monotonic(), None
    try:
        refreshed = await refresh(deps, at=at)
    except Trouble as why:
        trouble = why
        raise
    finally:
        await look_at_reading(deps, at=at, trouble=trouble)
        await _measure(deps)
    if isinstance(refreshed, Refused):
        log.info("the CRM is being read by somebody else")
        return
    _count(refreshed, seconds=monotonic() - began)


def _count(refreshed: Refreshed, *, seconds: float) -> None:
    synced, judged = refreshed.synced, refreshed.judged
    metrics.CRM_SECONDS.observe(seconds)
    read = {outcome: getattr(synced, outcome) for outcome in ("new", "changed", "unchanged", "deleted")}
    for outcome, deals in read.items():
        metrics.CRM_READ.labels(outcome).inc(deals)
    found = {"findings": len(judged.new), "resolved": len(judged.resolved)}
    log.info("the CRM was read", **read, **found, seconds=round(seconds, 1))


async def _measure(deps: Deps) -> None:
    stands = await how_it_stands(deps)
    metrics.CRM_DEALS.set(stands.deals)
    metrics.CRM_READ_AT.set(stands.read_at.timestamp() if stands.read_at else 0)
