"""Open reports that may say the same: suggestions for whoever reports and for whoever decides. A person decides."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from typing import Final

from domain.ids import ReportId
from domain.outcome import StoreUnavailable
from domain.report import Report
from domain.standing import Likely
from flows.deps import Deps
from store import reports
from store.engine import Transaction
from store.parts import in_parts

LIKELY_SHOWN: Final = 3

FRESH_FOR_S: Final = 5.0
"""How long the index of open reports may lag behind what other replicas filed; it only serves suggestions."""

COMMITTED_WITHIN: Final = timedelta(seconds=10)
"""A change is committed a little later than its time says, so the last seconds are looked at again."""

BUSY_AT: Final = 4
"""While so many reports are being filed at once, whoever files gets a number now rather than a suggestion later."""

READ_AT_ONCE: Final = 4
"""Reports put into the index in one go: one or two milliseconds, in which nobody else is served."""

PAUSE_S: Final = 0.003
PAUSE_IN_A_RUSH_S: Final = 0.1
"""Between two goes: there are others to serve."""


def near_unless_busy(deps: Deps, text: str) -> list[tuple[ReportId, float]]:
    """Reports that may say the same as `text` with their likeness, the likeliest first; none in a rush."""
    return _near(deps, text) if deps.open_reports.under_way < BUSY_AT else []


async def likely_of(tx: Transaction, near: Sequence[tuple[ReportId, float]]) -> list[Likely]:
    """Those of `near` that are open, in their order."""
    if not near:
        return []
    found = await reports.open_with_supporters(tx, [report for report, _ in near])
    likely = [(*found[report], score) for report, score in near if report in found]
    return [Likely(report, score, supporters) for report, supporters, score in likely]


async def find_likely(deps: Deps, report: Report) -> list[Likely]:
    """Open reports that may say the same as `report`, the likeliest first."""
    async with deps.store.read() as tx:
        return await likely_of(tx, _near(deps, report.text, leave_out=report.id))


def _near(deps: Deps, text: str, leave_out: ReportId | None = None) -> list[tuple[ReportId, float]]:
    out = set() if leave_out is None else {leave_out}
    near = deps.open_reports.index.nearest(text, limit=LIKELY_SHOWN, leave_out=out)
    return [(ReportId(key), score) for key, score in near]


def remember_unless_busy(deps: Deps, report: Report) -> None:
    """Lets the next one find `report`; in a rush that comes a little later."""
    if deps.open_reports.under_way < BUSY_AT:
        deps.open_reports.index.put(report.id, report.text)


async def open_reports_like(deps: Deps, typed: str, *, report: ReportId) -> list[Report]:
    """Open reports that `report` could be the same as: by what was typed, else the likeliest and then the newest."""
    async with deps.store.read() as tx:
        found = await reports.search_open(tx, typed, leave_out=report)
        own = await reports.get_report(tx, report)
    if typed.strip():
        return found
    likely = [near.report for near in await find_likely(deps, own)]
    return [*likely, *(other for other in found if other.id not in {near.id for near in likely})]


async def refresh_open_reports(deps: Deps) -> None:
    """Brings the index of open reports up to date, a few at a time, so that nobody waits for what others filed."""
    known = deps.open_reports
    since = known.fresh_to - COMMITTED_WITHIN if known.fresh_to else None
    async with deps.store.read() as tx:
        is_open, closed, fresh_to = await reports.open_changed_since(tx, since)
    for report in closed:
        known.index.drop(report)
    unknown = [report for report in is_open if report not in known.index]
    for some in in_parts(unknown, READ_AT_ONCE):
        async with deps.store.read() as tx:
            texts = await reports.texts_of(tx, some)
        for report, text in texts:
            if report not in known.index:
                known.index.put(report, text)
        await asyncio.sleep(PAUSE_IN_A_RUSH_S if known.under_way else PAUSE_S)
    known.fresh_to = fresh_to


async def keep_fresh(deps: Deps) -> None:
    """Until cancelled. A store that cannot be reached leaves the index as it was."""
    while True:
        await asyncio.sleep(FRESH_FOR_S)
        with suppress(StoreUnavailable):
            await refresh_open_reports(deps)
