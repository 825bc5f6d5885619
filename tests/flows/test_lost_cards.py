"""After an older copy of the store was restored: which card in the triage channel is whose."""

import pytest

from domain.ids import ChannelId, MessagePlace, MessageTs
from domain.post import PostKind
from flows import triage
from flows.deps import Deps
from tests.conftest import TRIAGE
from tests.flows.stories import ON_SQLITE, a_report, posted

pytestmark = ON_SQLITE


def at(ts: str) -> MessagePlace:
    return ChannelId(TRIAGE), MessageTs(ts)


@pytest.mark.parametrize(("ts", "lost"), [("2.2", False), ("1.1", True), ("3.3", True)])
async def test_a_card_is_its_reports_own_where_it_was_posted_and_nowhere_else(deps: Deps, ts: str, lost: bool) -> None:
    for where in ("1.1", "2.2"):
        report = (await a_report(deps, f"Posted at {where}")).id
        await posted(deps, PostKind.REPORT_CARD, TRIAGE, channel=TRIAGE, ts=where)

    assert await triage.is_of_a_lost_report(deps, report, at(ts)) is lost


async def test_a_card_whose_place_is_not_known_yet_is_not_lost(deps: Deps) -> None:
    report = await a_report(deps)

    assert not await triage.is_of_a_lost_report(deps, report.id, at("1.1"))
