"""What moved in the pipeline of the sandbox's CRM, and the month's proposals as an admin reads them in Slack."""

import re
from datetime import date, datetime, timedelta
from pathlib import Path

from domain.criteria_met import CriterionDay
from domain.movements import MovementKind
from domain.operating_model.workflows import Control
from flows.crm_refresh import refresh
from flows.movements import movements, untold
from flows.readiness import inspect
from schedules.controls import propose_controls
from store import criterion_days
from tests.doors.running import Company, company
from tests.workspace import ADA, MAYA

LAST_CALL = datetime.fromisoformat("2026-11-16T09:30:00-05:00")
DECEMBER = datetime.fromisoformat("2026-12-01T08:30:00-05:00")

DAY = r"\d{1,2} [A-Z][a-z]{2}( \d{4})?"
SAID = {
    MovementKind.WON: rf"Won on {DAY}: [\d,]+ USD",
    MovementKind.LOST: rf"Lost on {DAY}: [\d,]+ USD",
    MovementKind.CATEGORY_CHANGED: (
        rf"Forecast category went from (Pipeline|Best case|Commit) to (Pipeline|Best case|Commit) on {DAY}, "
        r"by (an automation|[A-Z]\w+ [A-Z]\w+)"
    ),
    MovementKind.CLOSE_DATE_PUSHED: rf"Close date pushed by \d+ days? to {DAY}(; \d+ pushes and \d+ days in all)?",
    MovementKind.OFTEN_PUSHED: rf"Close date pushed \d times, by \d+ days in all, last on {DAY}",
    MovementKind.BURST: r"5 fields were updated in the 55 minutes before the last call",
    MovementKind.WITHOUT_EVIDENCE: (
        rf"Commit since {DAY}, and nothing else on this deal has been updated( by a person)? (since|for \d+ days)"
    ),
}
"""What is said of the sandbox's pipeline, which holds each kind."""


async def test_what_moved_in_hubspot_is_said_in_words(store_file: Path) -> None:
    async with company(f"sqlite:///{store_file}", crm=True) as northwind:
        deps = northwind.bot.deps
        await refresh(deps, at=deps.clock())
        deals = {deal.id: deal async for deal, _ in inspect(deps, "forecast", at=deps.clock())}

        async with deps.store.read() as tx:
            found = await movements(tx, deps, "forecast", since=LAST_CALL, until=deps.clock(), deals=deals)
            silent = await untold(tx, deps, "forecast")

    assert {one.kind for one in found} == SAID.keys()
    assert [one.sentence for one in found if not re.fullmatch(SAID[one.kind], one.sentence)] == []
    assert silent == []


async def test_an_admin_reads_once_a_month_which_control_may_be_lighter(northwind: Company) -> None:
    workspace, deps = northwind.workspace, northwind.bot.deps
    days = [
        CriterionDay("handoff", criterion, date(2026, 10, 7) + timedelta(weeks=n), 100, 96 + n % 4, Control.INSPECTION)
        for criterion in ("risk_known", "promises_written")
        for n in range(8)
    ]
    async with deps.begin() as tx:
        await criterion_days.keep_days(tx, days)

    await propose_controls(deps, DECEMBER)
    told = await workspace.message_in(ADA, containing="How firmly we ask: proposals for December 2026")
    await propose_controls(deps, DECEMBER + timedelta(days=1))
    await northwind.quiet()

    assert "*Closed-won handoff*: a lighter control would do" in told.text
    assert "control: flag  # now: inspection" in told.text
    assert "risk_known ████████ 96 97 98 99 96 97 98 99 %" in told.text.replace("`", "")
    assert len([m for m in await workspace.messages(ADA) if "How firmly we ask" in m.text]) == 1
    assert not [m for m in await workspace.messages(MAYA) if "How firmly we ask" in m.text]
