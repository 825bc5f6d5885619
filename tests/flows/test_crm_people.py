"""Who owners of deals are in Slack: whom to look up and when, and what the operating model says about it."""

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from domain.ids import OwnerId, UserId
from domain.operating_model import OperatingModel
from domain.owner import Owner, SlackPerson
from flows import crm_people, crm_sync
from flows.deps import Deps
from store import crm_catalogue
from tests.conftest import MONDAY, RAVI, RITA
from tests.flows.scripted_crm import RAVI_OWNS, RITA_OWNS, ScriptedCrm, a_record

NEW_YORK = ZoneInfo("America/New_York")
RITAS = "rita@northwind.example"


async def owners(deps: Deps, *owned: Owner) -> None:
    """Those, each with a deal of her own, and nobody else."""
    crm = ScriptedCrm(all_owners=list(owned))
    for number, owner in enumerate(owned):
        crm.put(replace(a_record(number), owner=owner.id))
    await crm_sync.sync(deps, crm, at=MONDAY)


async def sought(deps: Deps, *, days: float = 0) -> list[crm_people.Sought]:
    return await crm_people.to_look_up(deps, at=MONDAY + timedelta(days=days))


async def people(deps: Deps) -> dict[OwnerId, SlackPerson]:
    async with deps.store.read() as tx:
        return await crm_people.slack_people(tx, deps)


def with_owners(model: OperatingModel, **named: str) -> OperatingModel:
    return model.model_copy(update={"crm": model.crm.model_copy(update={"owners": named})})


async def test_who_owns_a_deal_is_looked_up_once_a_week(deps: Deps) -> None:
    await owners(deps, Owner(RITA_OWNS, "Rita", RITAS))

    (rita,) = await sought(deps)
    await crm_people.keep_person(deps, rita, SlackPerson(RITA, NEW_YORK), at=MONDAY)

    assert (rita.owner, rita.email) == (RITA_OWNS, RITAS)
    assert await sought(deps, days=6.9) == []
    assert await sought(deps, days=7) == [rita]
    assert await people(deps) == {RITA_OWNS: SlackPerson(RITA, NEW_YORK)}


async def test_who_owns_no_deal_or_left_or_has_no_address_is_not_looked_up(deps: Deps) -> None:
    left, without = Owner(RITA_OWNS, "Rita", RITAS, active=False), Owner(RAVI_OWNS, "Ravi")
    crm = ScriptedCrm(all_owners=[left, without, Owner(OwnerId("9"), "Cy", "c@d.e")])
    for number, owner in enumerate((left.id, without.id, None)):
        crm.put(replace(a_record(number), owner=owner))

    await crm_sync.sync(deps, crm, at=MONDAY)

    assert await sought(deps) == []


async def test_another_address_is_asked_for_at_once(deps: Deps) -> None:
    await owners(deps, Owner(RITA_OWNS, "Rita", RITAS))
    await crm_people.keep_person(deps, (await sought(deps))[0], None, at=MONDAY)

    async with deps.begin() as tx:
        await crm_catalogue.keep_owners(tx, [Owner(RITA_OWNS, "Rita", RITAS.upper())])
    assert await sought(deps) == []
    async with deps.begin() as tx:
        await crm_catalogue.keep_owners(tx, [Owner(RITA_OWNS, "Rita", "rita.romero@northwind.example")])

    assert [one.email for one in await sought(deps)] == ["rita.romero@northwind.example"]


async def test_whom_slack_does_not_know_is_told_of_and_left_out(deps: Deps) -> None:
    await owners(deps, Owner(RITA_OWNS, "Rita", RITAS), Owner(RAVI_OWNS, "Ravi"), Owner(OwnerId("9"), "Cy", "c@d.e"))
    rita = next(one for one in await sought(deps) if one.owner == RITA_OWNS)
    await crm_people.keep_person(deps, rita, None, at=MONDAY)

    strangers = await crm_people.strangers(deps)

    assert [one.name for one in strangers] == ["Ravi", "Rita"]  # nobody asked about Cy yet
    assert await people(deps) == {}


async def test_the_operating_model_goes_before_what_slack_found(deps: Deps) -> None:
    await owners(deps, Owner(RITA_OWNS, "Rita", RITAS.title()), Owner(RAVI_OWNS, "Ravi"))
    (rita,) = await sought(deps)
    await crm_people.keep_person(deps, rita, SlackPerson(UserId("U0OTHER"), NEW_YORK), at=MONDAY)

    deps.model = with_owners(deps.model, **{RITAS: RITA, RAVI_OWNS: RAVI})

    assert await people(deps) == {RITA_OWNS: SlackPerson(RITA), RAVI_OWNS: SlackPerson(RAVI)}
    assert await crm_people.strangers(deps) == []


async def test_whom_the_operating_model_names_is_asked_for_the_time_zone_only(deps: Deps) -> None:
    deps.model = with_owners(deps.model, **{RAVI_OWNS: RAVI})
    await owners(deps, Owner(RAVI_OWNS, "Ravi"))

    (ravi,) = await sought(deps)
    await crm_people.keep_person(deps, ravi, SlackPerson(RAVI, NEW_YORK), at=MONDAY)

    assert ravi.user == RAVI
    assert await people(deps) == {RAVI_OWNS: SlackPerson(RAVI, NEW_YORK)}
    assert await sought(deps) == []
