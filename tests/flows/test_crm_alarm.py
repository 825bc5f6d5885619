"""A CRM that was not read for long: admins are told once, and in the same message when it is over."""

from datetime import datetime, timedelta

import pytest

from crm.protocol import CrmRefuses
from delivery.renderers import renderers
from domain.deal import Stage
from domain.digest import READ_WITHIN
from domain.ending import Posted
from domain.ids import ChannelId, MessageTs
from domain.outcome import Trouble
from domain.post import PostKind
from flows.alarms import look_for_stoppages
from flows.deps import Deps
from schedules.crm_reading import read_crm
from tests.conftest import MONDAY
from tests.flows.post_steps import claimed, end
from tests.flows.scripted_crm import ScriptedCrm, a_record

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
QUARTER = timedelta(minutes=15)


@pytest.fixture
async def crm(deps: Deps) -> ScriptedCrm:
    """Read on Monday, and away since then."""
    crm = ScriptedCrm()
    crm.put(a_record(1))
    deps.crm = crm
    await read_crm(deps, MONDAY)
    crm.put(a_record(2))
    crm.pages_left = 0
    return crm


async def tried(deps: Deps, at: datetime) -> None:
    with pytest.raises(Trouble):
        await read_crm(deps, at)


async def shown(deps: Deps) -> list[str]:
    """What stands in each alarm that is due; Slack takes them."""
    texts = []
    for post in await claimed(deps):
        if post.key.kind is PostKind.CRM_ALARM:
            drawn = await renderers()[PostKind.CRM_ALARM](deps, post.key)
            texts.append(str(drawn["text"]) if drawn else "")
            await end(deps, post, Posted(MessageTs("9.9"), ChannelId("D0ADA")))
    return texts


async def test_admins_are_told_once_after_a_day(deps: Deps, crm: ScriptedCrm) -> None:
    await tried(deps, MONDAY + DAY)
    before = await shown(deps)

    for nth in (1, 2, 3):
        await tried(deps, MONDAY + DAY + nth * QUARTER)

    (told,) = await shown(deps)
    assert before == []
    assert told.startswith("⚠️ The CRM could not be read since ")
    assert await shown(deps) == []


class Shut(ScriptedCrm):
    """Its key was revoked."""

    async def stages(self) -> list[Stage]:
        raise CrmRefuses("The key is not accepted any more.")


async def test_of_a_crm_that_refuses_us_they_are_told_when_digests_begin_to_say_so(
    deps: Deps, crm: ScriptedCrm
) -> None:
    deps.crm = Shut()
    await tried(deps, MONDAY + 2 * HOUR)
    before = await shown(deps)

    await tried(deps, MONDAY + 2 * HOUR + QUARTER)

    (told,) = await shown(deps)
    assert before == []
    assert told.startswith("⚠️ The CRM could not be read since ")
    assert READ_WITHIN == 2 * HOUR


async def test_when_it_is_read_again_the_message_says_so_and_the_next_time_is_told_anew(
    deps: Deps, crm: ScriptedCrm
) -> None:
    await tried(deps, MONDAY + DAY + QUARTER)
    await shown(deps)

    crm.pages_left = None
    await read_crm(deps, MONDAY + DAY + 2 * QUARTER)
    over = await shown(deps)
    crm.put(a_record(3))
    crm.pages_left = 0
    await tried(deps, MONDAY + 3 * DAY)
    again = await shown(deps)

    assert [text[:1] for text in over] == ["✅"]
    assert [text[:1] for text in again] == ["⚠"]


async def test_what_was_over_before_the_message_arrived_is_not_told(deps: Deps, crm: ScriptedCrm) -> None:
    await tried(deps, MONDAY + DAY + QUARTER)
    crm.pages_left = None
    await read_crm(deps, MONDAY + DAY + 2 * QUARTER)

    assert await shown(deps) == [""]


async def test_a_bot_that_was_down_for_days_reads_before_it_alarms_anybody(deps: Deps, crm: ScriptedCrm) -> None:
    crm.pages_left = None

    await read_crm(deps, MONDAY + 5 * DAY)

    assert await shown(deps) == []


async def test_a_crm_that_was_never_read_is_for_whoever_sets_it_up(deps: Deps) -> None:
    crm = ScriptedCrm(pages_left=0)
    crm.put(a_record(1))
    deps.crm = crm

    for day in range(3):
        await tried(deps, MONDAY + day * DAY)

    assert await shown(deps) == []


async def test_the_look_for_stuck_posts_leaves_it_alone(deps: Deps, crm: ScriptedCrm) -> None:
    await tried(deps, MONDAY + DAY + QUARTER)
    await shown(deps)

    await look_for_stoppages(deps)
    await tried(deps, MONDAY + DAY + 2 * QUARTER)

    assert await shown(deps) == []
