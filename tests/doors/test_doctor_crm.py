"""`adoption doctor` about the CRM: what was read, who owns deals, what it does not tell."""

import os
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.checkup import Line
from bot.crm_checks import look_at_crm, look_at_reading
from bot.settings import Settings
from crm.protocol import CrmUnavailable
from domain.deal import Standing
from domain.ids import OwnerId, UserId
from domain.operating_model import OperatingModel
from domain.operating_model.company import CrmKind
from domain.owner import Owner, SlackPerson
from flows import crm_people, crm_sync
from flows.deps import Deps
from store.engine import open_store
from tests.conftest import EXAMPLE, MONDAY, TEAM, Clock, deps_over
from tests.doors.processes import office
from tests.flows.scripted_crm import RAVI_OWNS, RITA_OWNS, ScriptedCrm, a_record

DEALS = "id,name,owner,created_at,dealstage,amount,Where\n1,Kestrel,gus@elsewhere.example,2026-10-01,Open,100,East\n"


@pytest.fixture
async def deps(store_file: Path, model: OperatingModel, clock: Clock) -> AsyncIterator[Deps]:
    """Of a company whose deals are in files."""
    store = open_store(f"sqlite:///{store_file}", TEAM)
    yield deps_over(store, of_kind(model, CrmKind.CSV), clock)
    await store.close()


def of_kind(model: OperatingModel, kind: CrmKind) -> OperatingModel:
    return model.model_copy(update={"crm": model.crm.model_copy(update={"kind": kind})})


async def said(deps: Deps) -> list[Line]:
    return [line async for line in look_at_reading(deps)]


def crm_of(*owners: Owner) -> ScriptedCrm:
    crm = ScriptedCrm(all_owners=list(owners))
    for number, owner in enumerate(owners):
        crm.put(replace(a_record(number), owner=owner.id))
    return crm


async def test_how_much_was_read_and_how_long_ago_is_said(deps: Deps, clock: Clock) -> None:
    await crm_sync.sync(deps, crm_of(Owner(RITA_OWNS, "Rita", "rita@northwind.example")), at=MONDAY)
    clock.move(minutes=12)

    assert await said(deps) == [Line("crm", fine="read 12 minutes ago: 1 deal, 1 owner")]


async def test_a_crm_that_was_not_read_for_a_day_is_to_be_put_right(deps: Deps, clock: Clock) -> None:
    await crm_sync.sync(deps, crm_of(), at=MONDAY)
    clock.move(hours=24)
    (well,) = await said(deps)
    clock.move(minutes=1)

    (line,) = await said(deps)

    assert well.problem == ""
    assert line.problem.startswith("It was last read 1 day ago, and what the bot says of deals is as of then.")
    assert "`adoption run crm-sync` reads it now" in line.problem


async def test_before_the_first_reading_it_is_said_what_reads_it(deps: Deps) -> None:
    (before,) = await said(deps)
    crm = crm_of(*(Owner(OwnerId(str(n)), "x", f"{n}@northwind.example") for n in range(3)))
    crm.pages_left = 1
    with suppress(CrmUnavailable):
        await crm_sync.sync(deps, crm, at=MONDAY)
    (after,) = await said(deps)

    assert before.fine == "not read to its end yet: `adoption serve` does, and `adoption run crm-sync`."
    assert after.fine == f"{before.fine} 2 deals are there so far."


async def test_owners_whom_slack_does_not_know_are_named_with_the_remedy(deps: Deps) -> None:
    rita, gus = Owner(RITA_OWNS, "Rita", "rita@northwind.example"), Owner(OwnerId("9"), "Gus", "gus@elsewhere.example")
    await crm_sync.sync(deps, crm_of(rita, gus, Owner(RAVI_OWNS, "Trade Desk")), at=MONDAY)
    for sought in await crm_people.to_look_up(deps, at=MONDAY):
        person = SlackPerson(UserId("U0RITA")) if sought.owner == RITA_OWNS else None
        await crm_people.keep_person(deps, sought, person, at=MONDAY)

    read, line = await said(deps)

    assert read.problem == ""
    assert line.problem == (
        "Gus (gus@elsewhere.example) and Trade Desk (no e-mail address, id 502) own deals, and the bot cannot tell who "
        "they are in Slack. Say it under crm.owners of the operating model, correct the e-mail address in the CRM, or "
        "deactivate the owner there."
    )


async def test_of_many_unknown_owners_ten_are_named(deps: Deps) -> None:
    await crm_sync.sync(deps, crm_of(*(Owner(OwnerId(f"{n:02}"), f"Desk {n:02}") for n in range(13))), at=MONDAY)

    (_, line) = await said(deps)

    assert "Desk 09 (no e-mail address, id 09) and 3 more own deals" in line.problem


async def test_of_the_demo_nothing_is_said(deps: Deps) -> None:
    deps.model = of_kind(deps.model, CrmKind.DEMO)

    assert await said(deps) == []


# What the CRM itself shows


async def about_files(model: OperatingModel, folder: Path, *, days_old: int = 0) -> list[Line]:
    """Of a company whose deals are in `crm/deals.csv` of `folder`."""
    file = folder / "crm" / "deals.csv"
    file.parent.mkdir()
    file.write_text(DEALS)
    written = file.stat().st_mtime - days_old * 24 * 3600
    os.utime(file, (written, written))
    csv = model.crm.csv.model_copy(update={"stages": {"Open": Standing.OPEN, "Won": Standing.WON}})
    fields = {"stage": "dealstage", "amount": "amount", "risk": "Risk"}
    told = model.crm.model_copy(update={"kind": CrmKind.CSV, "csv": csv, "fields": fields})
    settings = Settings(SecretStr("xoxb-"), None, None, model=folder / "model.yml")
    return [line async for line in look_at_crm(settings, model.model_copy(update={"crm": told}))]


async def test_stages_and_fields_that_are_missing_and_fields_without_history_are_named(
    model: OperatingModel, tmp_path: Path
) -> None:
    *stages, missing, untracked, answers = await about_files(model, tmp_path)

    assert [line.problem.partition(",")[0] for line in stages] == [
        f"no stage is called “{name}”" for name in ("qualified", "proposal", "negotiation", "renewal")
    ]
    assert stages[0].problem == (
        "no stage is called “qualified”, which workflows.pipeline_review names, so deals are not looked at there. "
        "The CRM has “Open” and “Won”. Correct the operating model."
    )
    assert missing.problem.startswith("Risk, our risk, is not there")
    assert untracked.fine == (
        "it keeps no history of dealstage and amount: the bot knows only the changes that it sees itself. "
        "A file of changes keeps it: name it under crm.csv.history."
    )
    assert answers.fine == "csv answers: 2 stages, 2 of our fields"


async def test_files_of_days_ago_are_to_be_put_right_though_they_are_read_every_quarter_of_an_hour(
    model: OperatingModel, tmp_path: Path
) -> None:
    first, *_ = await about_files(model, tmp_path, days_old=3)

    assert first.problem == (
        "Its files were written 3 days ago, and what the bot says of deals is as of then. "
        "Nobody is asked about them before newer ones come. Does their export run?"
    )


async def test_a_pipeline_that_is_not_there_is_said_with_those_that_are(tmp_path: Path) -> None:
    model = EXAMPLE.read_text().replace("kind: demo ", "kind: hubspot ").replace("pipeline: default", "pipeline: Sales")
    (tmp_path / "model.yml").write_text(model)

    async with office(tmp_path) as northwind:
        hubspot = northwind.workspace.api_url.replace("/api/", "/hubspot")
        ended = await northwind.adoption(
            "doctor", ADOPTION_MODEL="model.yml", HUBSPOT_TOKEN="pat-sandbox", HUBSPOT_API_URL=hubspot
        )

    assert ended.code == 1
    assert "crm.pipeline is Sales, and there is none of that name, but 31415926 and default. Name one." in ended.said
