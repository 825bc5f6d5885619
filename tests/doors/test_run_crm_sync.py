"""`adoption run crm-sync`: what it says when it has read the CRM, and when it cannot."""

from collections.abc import AsyncIterator, Mapping
from pathlib import Path

import pytest

from tests.conftest import EXAMPLE
from tests.doors.processes import Ended, Office, office

HEAD = (
    "id,name,created_at,dealstage,amount,closedate,hs_next_step,hs_manual_forecast_category,implementation_risk,"
    "champion_name,promised_outcomes,kickoff_date"
)
EMPTY = "," * 8
KIND = "kind: demo                          # demo | csv | hubspot | salesforce"


@pytest.fixture
async def northwind(tmp_path: Path) -> AsyncIterator[Office]:
    async with office(tmp_path) as opened:
        yield opened


def with_crm(northwind: Office, kind: str) -> str:
    """The example company's operating model with another CRM; its path."""
    file = northwind.folder / "model.yml"
    assert KIND in EXAMPLE.read_text()
    file.write_text(EXAMPLE.read_text().replace(KIND, kind))
    return str(file)


def hubspot(northwind: Office, **changed: str) -> Mapping[str, str]:
    url = northwind.workspace.api_url.replace("/api/", "/hubspot")
    model = with_crm(northwind, "kind: hubspot")
    return {"ADOPTION_MODEL": model, "HUBSPOT_TOKEN": "pat-sandbox", "HUBSPOT_API_URL": url, **changed}


async def run(northwind: Office, environment: Mapping[str, str]) -> Ended:
    ended = await northwind.adoption("run", "crm-sync", **environment)
    assert "Traceback" not in ended.said
    return ended


async def test_it_says_what_it_read_and_then_that_nothing_is_new(northwind: Office) -> None:
    first = await run(northwind, hubspot(northwind))
    second = await run(northwind, hubspot(northwind))

    assert (first.code, second.code) == (0, 0), first.said
    assert " deals read: " in first.out
    assert "3 in other pipelines. 0 deleted." in first.out
    assert " 0 new, 0 changed, " in second.out
    assert second.out.endswith("0 findings new, 0 resolved.\n")
    assert first.err == second.err == ""


async def test_a_crm_that_refuses_us_or_is_away_is_said_in_a_sentence(northwind: Office) -> None:
    refused = await run(northwind, hubspot(northwind, HUBSPOT_TOKEN="pat-of-another"))

    assert (refused.code, refused.out) == (1, "")
    assert "HubSpot does not accept the key in HUBSPOT_TOKEN any more." in refused.err
    assert "pat-of-another" not in refused.said


async def test_a_key_that_is_missing_is_said_before_anything_starts(northwind: Office) -> None:
    for command in (["run", "crm-sync"], ["serve"]):
        ended = await northwind.adoption(*command, **hubspot(northwind, HUBSPOT_TOKEN=""))

        assert ended.code == 1
        assert ended.err == "HUBSPOT_TOKEN is missing. It is a service key: Settings, Integrations, Service Keys.\n"
        assert not northwind.store.exists()


async def test_without_a_crm_of_its_own_it_says_where_to_name_one(northwind: Office) -> None:
    ended = await run(northwind, {})

    assert ended.code == 1
    assert ended.err.startswith("There is no CRM to read: crm.kind of the operating model is demo")


async def test_each_fault_of_a_file_stands_on_its_own_line_and_what_it_left_is_read_and_forgotten(
    northwind: Office,
) -> None:
    environment = {"ADOPTION_MODEL": with_crm(northwind, "kind: csv\n  csv: {stages: {Open: open, Won: won}}")}
    (northwind.folder / "crm").mkdir()
    deals = northwind.folder / "crm" / "deals.csv"

    deals.write_text(f"{HEAD}\n1,Kestrel,yesterday,Open{EMPTY}\n2,Merlin,2026-10-01,Nowhere{EMPTY}\n")
    faulty = await run(northwind, environment)
    deals.write_text(f"{HEAD}\n1,Kestrel,2026-10-01,Open{EMPTY}\n2,Merlin,2026-10-01,Open{EMPTY}\n")
    well = await run(northwind, environment)
    deals.write_text(f"{HEAD}\n1,Kestrel,2026-10-01,Open{EMPTY}\n")
    fewer = await run(northwind, environment)

    assert faulty.code == 1
    first, *faults = faulty.err.splitlines()
    assert first == "Nothing was taken over from the files, as there are faults in them:"
    assert [fault.split()[0] for fault in faults] == ["deals.csv:2:", "deals.csv:3:"]
    assert well.out.startswith("2 deals read: 2 new, 0 changed, 0 as they were. 0 deleted.")
    assert fewer.out.startswith("1 deal read: 0 new, 0 changed, 1 as they were. 1 deleted.")
