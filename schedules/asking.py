"""Asking people about their records: looked at every quarter of an hour, as each person's clock stands elsewhere."""

from datetime import datetime

import structlog

from flows import bundles_over, nudging
from flows.deps import Deps
from schedules.crm_reading import how_to_read_it
from schedules.quarters import A_QUARTER

log = structlog.get_logger()


def until_the_next_look(_deps: Deps, at: datetime) -> datetime:
    return at + A_QUARTER


async def ask_people(deps: Deps, at: datetime) -> str:
    """As of now when it comes late: what is due is looked up each time."""
    over = await bundles_over.draw_begun(deps, at=at)
    log.info("messages about meetings that have begun are drawn again", bundles=over)
    asked = await nudging.ask(deps, at=at)
    if isinstance(asked, nudging.OutOfDate):
        log.warning("nobody is asked about records: the CRM was not read for a day")
        return f"Nobody is asked: the CRM {_last_read(deps, asked.read_at)}. {how_to_read_it(deps)}"
    log.info("people were asked about their records", people=asked)
    if not asked:
        return "Nobody is asked anything then."
    return f"{asked:,} {'person is' if asked == 1 else 'people are'} asked about their records."


def _last_read(deps: Deps, read_at: datetime | None) -> str:
    if read_at is None:
        return "has not been read yet"
    zone = deps.model.timezone
    return f"was last read on {read_at.astimezone(zone):%a %Y-%m-%d at %H:%M} {zone.key}"
