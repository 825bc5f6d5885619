"""Driving the sandbox's CRM from outside: what people do at HubSpot's own pages, and what an admin changes."""

from collections.abc import AsyncIterator

import httpx
import pytest

from tests.sandbox.crm_calling import AT, Json, control, hubspot
from tests.serving import running_sandbox
from tests.workspace import RAVI, RITA, Workspace


@pytest.fixture
async def workspace() -> AsyncIterator[Workspace]:
    async with running_sandbox() as workspace:
        yield workspace


@pytest.fixture
async def http(workspace: Workspace) -> AsyncIterator[httpx.AsyncClient]:
    async with hubspot(workspace) as http:
        yield http


@pytest.fixture
async def deal(http: httpx.AsyncClient) -> str:
    values = {"dealname": "<b>Harbor</b> & Co", "amount": "48000", "hubspot_owner_id": "70010001"}
    return str((await control(http, "add", values=values, user=RITA))["id"])


async def told(http: httpx.AsyncClient, deal: str) -> Json:
    return dict((await http.get("/_control/crm/deal", params={"deal": deal})).json())


async def test_a_person_changes_a_deal_under_their_own_name(http: httpx.AsyncClient, deal: str) -> None:
    await control(http, "change", deal=deal, values={"hs_manual_forecast_category": "COMMIT"}, user=RITA)

    asked = {"propertiesWithHistory": "hs_manual_forecast_category"}
    (kept,) = (await http.get(f"{AT}/{deal}", params=asked)).json()["propertiesWithHistory"].values()
    assert (kept[0]["sourceType"], kept[0]["updatedByUserId"]) == ("CRM_UI", 51001)
    history = (await told(http, deal))["history"]
    assert {key: history[0][key] for key in ("label", "shown", "by")} == {
        "label": "Forecast category",
        "shown": "Commit",
        "by": "Rita Moreno",
    }


async def test_the_list_of_deals_shows_the_newest_change_first(http: httpx.AsyncClient, deal: str) -> None:
    shown = (await http.get("/_control/crm/deals")).json()["deals"]

    assert len(shown) > 100
    assert {key: shown[0][key] for key in ("id", "name", "owner", "stage")} == {
        "id": deal,
        "name": "<b>Harbor</b> & Co",
        "owner": "Rita Moreno",
        "stage": "Discovery",
    }


async def test_its_owner_edits_a_deal_and_the_record_tells_what_it_was_before(
    http: httpx.AsyncClient, deal: str
) -> None:
    for field, value in (("hs_next_step", " Call Ben "), ("closedate", "2026-12-01"), ("amount", "51000")):
        await control(http, "edit", deal=deal, user=RITA, field=field, value=value)

    record = await told(http, deal)
    held = {field["name"]: (field["shown"], field["typed"]) for field in record["fields"]}
    assert held["hs_next_step"] == ("Call Ben", "Call Ben")
    assert held["closedate"] == ("2026-12-01", "2026-12-01")
    newest = record["history"][0]
    assert {key: newest[key] for key in ("label", "was", "shown", "by", "user", "source")} == {
        "label": "Amount",
        "was": "48,000",
        "shown": "51,000",
        "by": "Rita Moreno",
        "user": RITA,
        "source": "CRM_UI",
    }
    await control(http, "edit", deal=deal, user=RITA, field="hs_next_step", value="")
    assert (await told(http, deal))["history"][0]["shown"] == ""


async def test_a_record_says_what_each_field_is_edited_with(http: httpx.AsyncClient, deal: str) -> None:
    fields = {field["name"]: field for field in (await told(http, deal))["fields"]}

    assert {name: field["kind"] for name, field in fields.items() if field["editable"]} == {
        "dealstage": "choice",
        "amount": "number",
        "closedate": "date",
        "hs_manual_forecast_category": "choice",
        "hs_next_step": "text",
        "champion_name": "text",
        "implementation_risk": "choice",
        "promised_outcomes": "long",
        "kickoff_date": "date",
    }
    assert [choice["label"] for choice in fields["implementation_risk"]["choices"]] == [
        "Low",
        "Medium",
        "High",
        "Unknown",
    ]


async def test_a_deal_has_a_page_of_its_own_and_a_name_is_no_markup_there(http: httpx.AsyncClient, deal: str) -> None:
    url = (await http.get(f"{AT}/{deal}")).json()["url"]

    page = await http.get(url, headers={"Authorization": ""})

    assert page.status_code == 200
    assert "<h1>&lt;b&gt;Harbor&lt;/b&gt; &amp; Co</h1>" in page.text
    assert "<td>Rita Moreno</td>" in page.text
    assert (await http.get(f"{url}0")).status_code == 404


async def test_deals_go_and_become_one(http: httpx.AsyncClient, deal: str) -> None:
    other = (await control(http, "add", values={"dealname": "Twin"}))["id"]

    await control(http, "merge", deal=other, into=deal)
    assert (await http.get(f"{AT}/{other}")).json()["id"] == deal

    await control(http, "archive", deal=deal)
    assert (await http.get(f"{AT}/{deal}")).status_code == 404


async def test_an_admin_changes_fields_stages_rules_and_owners(http: httpx.AsyncClient, deal: str) -> None:
    await control(http, "field", field="hs_next_step", read_only=True)
    await control(http, "field", field="implementation_risk", without="high")
    await control(http, "field", field="champion_name", removed=True)
    await control(http, "stage", stage="qualifiedtobuy", label="Qualified in")
    await control(http, "owner", owner="70010002", archived=True)
    await control(http, "rules", rules=[{"property": "dealstage", "value": "closedwon", "needs": "kickoff_date"}])

    refused = await http.patch(
        f"{AT}/{deal}",
        json={"properties": {"hs_next_step": "Call", "implementation_risk": "high", "champion_name": "Greta"}},
    )
    assert [one["code"] for one in refused.json()["errors"]] == [
        "READ_ONLY_VALUE",
        "INVALID_OPTION",
        "PROPERTY_DOESNT_EXIST",
    ]
    pipelines = (await http.get("/hubspot/crm/pipelines/2026-03/deals")).json()["results"]
    assert pipelines[0]["stages"][1] | {"metadata": {}} == pipelines[0]["stages"][1] | {
        "id": "qualifiedtobuy",
        "label": "Qualified in",
        "metadata": {},
    }
    left = (await http.get("/hubspot/crm/owners/2026-03", params={"archived": "true"})).json()["results"]
    assert [owner["firstName"] for owner in left] == ["Ravi", "Nils"]
    newer = AT.replace("2026-03", "2026-09")
    ruled = await http.patch(f"{newer}/{deal}", json={"properties": {"dealstage": "closedwon"}})
    assert ruled.json()["errors"][0]["message"] == '"Kickoff date" is required when Deal Stage is closedwon.'
    assert (await told(http, deal))["name"] == "<b>Harbor</b> & Co"


async def test_a_token_is_revoked_and_a_scope_taken_away(http: httpx.AsyncClient, deal: str) -> None:
    await control(http, "access", scopes=["crm.objects.deals.read"])
    without_scope = await http.patch(f"{AT}/{deal}", json={"properties": {"amount": "1"}})
    await control(http, "access", token="pat-other")
    without_token = await http.get(f"{AT}/{deal}")

    assert (without_scope.status_code, without_token.status_code) == (403, 401)


async def test_limits_are_set_and_say_how_often_they_were_met(http: httpx.AsyncClient) -> None:
    await control(http, "limits", calls=1, index_lag=5)
    statuses = [(await http.get(AT)).status_code for _ in range(3)]

    assert statuses == [200, 429, 429]
    assert (await control(http, "limits", on=False))["refused"] == 2
    assert (await http.get(AT)).status_code == 200


async def test_a_reset_makes_everything_as_it_was(http: httpx.AsyncClient, deal: str) -> None:
    await control(http, "access", token="pat-other")
    await control(http, "limits", calls=1)

    await http.post("/_control/reset", json={})

    assert [(await http.get(AT)).status_code for _ in range(2)] == [200, 200]
    assert (await http.get(f"{AT}/{deal}")).status_code == 404


@pytest.mark.parametrize(
    ("call", "body", "said"),
    [
        ("change", {"deal": "5"}, "There is no deal 5."),
        ("archive", {}, "not said which"),
        ("owner", {"owner": "5"}, "There is no owner 5."),
        ("field", {"field": "colour"}, "There is no field colour."),
        ("stage", {"stage": "moon", "label": "Moon"}, "There is no stage moon."),
        ("rules", {"rules": [{"colour": "red"}]}, "colour"),
        ("add", {"at": "soon"}, "The time is written like"),
    ],
)
async def test_a_wrong_call_is_told_in_a_sentence(
    http: httpx.AsyncClient, call: str, body: dict[str, object], said: str
) -> None:
    answer = await http.post(f"/_control/crm/{call}", json=body)

    assert answer.status_code == 400
    assert said in answer.json()["error"]


@pytest.mark.parametrize(
    ("by", "field", "value", "said"),
    [
        (RITA, "amount", "a lot", "a lot was not a valid number."),
        (RITA, "closedate", "soon", "soon is no date; it is written like 2026-11-23."),
        (RITA, "implementation_risk", "huge", "huge was not one of the allowed options"),
        (RITA, "dealstage", "presentationscheduled", '"Implementation risk" is required'),
        (RITA, "hubspot_owner_id", "70010002", "Deal owner cannot be edited here."),
        (RITA, "colour", "red", "colour cannot be edited here."),
        (RAVI, "amount", "1", "Only Rita Moreno edits this deal."),
        ("U0NOBODY", "amount", "1", "There is nobody called U0NOBODY here."),
    ],
)
async def test_an_edit_that_is_refused_says_why_and_changes_nothing(
    http: httpx.AsyncClient, deal: str, by: str, field: str, value: str, said: str
) -> None:
    before = await told(http, deal)

    answer = await http.post("/_control/crm/edit", json={"deal": deal, "user": by, "field": field, "value": value})

    assert answer.status_code == 400
    assert said in answer.json()["error"]
    assert await told(http, deal) == before
