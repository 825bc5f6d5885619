"""Rita's and Ravi's deals in a scripted CRM, both of them known in Slack, and a look at what they are asked."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from domain.bundle import Bundle
from domain.ids import OwnerId, UserId
from domain.operating_model.workflows import Control
from domain.owner import Owner, SlackPerson
from domain.post import PostKind
from flows import crm_people, crm_sync, nudging, readiness
from flows.deps import Deps
from store import bundles
from tests.conftest import MONDAY, RAVI, RITA, Clock
from tests.flows.scripted_crm import RAVI_OWNS, RITA_OWNS, ScriptedCrm, a_record
from tests.flows.stories import NEW_YORK, in_new_york, owed

TUESDAY = in_new_york(2026, 11, 24, 9)
"""The pipeline review is on Wednesday at 10:00."""

OWNERS = [Owner(RITA_OWNS, "Rita", "rita@northwind.example"), Owner(RAVI_OWNS, "Ravi", "ravi@northwind.example")]


def with_control(deps: Deps, control: Control, *workflows: str) -> Deps:
    """Those ask so firmly, and every other workflow only flags."""
    changed = {
        name: workflow.model_copy(update={"control": control if name in workflows else Control.FLAG})
        for name, workflow in deps.model.workflows.items()
    }
    return replace(deps, model=deps.model.model_copy(update={"workflows": changed}))


async def their_deals(deps: Deps) -> ScriptedCrm:
    """Rita owns two deals without a next step, the second one larger; Ravi owns one that is in order."""
    crm = ScriptedCrm(all_owners=list(OWNERS), page_size=100)
    crm.put(
        a_record(1, amount="100", close_date="2026-12-10"),
        a_record(2, amount="900", close_date="2026-12-10"),
        replace(a_record(3, close_date="2026-12-10", next_step="call"), owner=RAVI_OWNS),
    )
    crm.change(3, at=MONDAY, next_step="call them")
    await read(deps, crm, at=TUESDAY)
    for owner, user in ((RITA_OWNS, RITA), (RAVI_OWNS, RAVI)):
        await is_in_slack(deps, owner, user)
    return crm


async def read(deps: Deps, crm: ScriptedCrm, *, at: datetime) -> None:
    await crm_sync.sync(deps, crm, at=at)
    await readiness.judge(deps, at=at)


async def is_in_slack(deps: Deps, owner: OwnerId, user: UserId, zone: ZoneInfo | None = NEW_YORK) -> None:
    sought = crm_people.Sought(owner, user, None)
    await crm_people.keep_person(deps, sought, SlackPerson(user, zone), at=TUESDAY)


async def bundles_of(deps: Deps, person: UserId = RITA) -> list[Bundle]:
    async with deps.store.read() as tx:
        return (await bundles.of_people(tx, [person], since=MONDAY - timedelta(days=300))).get(person, [])


async def asked(deps: Deps, person: UserId = RITA) -> list[tuple[str, str]]:
    """Deal and criterion of everything that `person` was asked, in order."""
    parts = [section for bundle in await bundles_of(deps, person) for section in bundle.sections]
    return [(one.deal, one.criterion) for part in parts for one in part.asked]


async def posts_to(deps: Deps, person: UserId = RITA) -> int:
    return sum(n for post, n in (await owed(deps)).items() if (post.kind, post.place) == (PostKind.BUNDLE, person))


async def day_after_day(deps: Deps, crm: ScriptedCrm, clock: Clock, *days: int) -> list[int]:
    """How many people are asked at nine on each of those days of November (from 31 on, of December)."""
    told: list[int] = []
    for day in days:
        clock.now = in_new_york(2026, 11, 1, 9) + timedelta(days=day - 1)
        await read(deps, crm, at=clock.now)
        people = await nudging.ask(deps, at=clock.now)
        assert isinstance(people, int)
        told.append(people)
    return told
