"""Reading and writing deals in the sandbox's CRM, with their history."""

from datetime import timedelta
from typing import Any

import pytest

from sandbox.crm.crm import Crm
from sandbox.crm.records import AUTOMATION, INTEGRATION, Hand
from tests.sandbox.crm_calling import DEALS, NOW, Caller


@pytest.fixture
def deal(crm: Crm) -> int:
    made = {"dealname": "Harbor Foods", "amount": "48000", "hubspot_owner_id": "70010001", "hs_next_step": "Call"}
    return crm.state.add(made, at=NOW - timedelta(days=9)).id


def codes(answer: dict[str, Any]) -> list[tuple[str, str]]:
    return [(one["context"]["propertyName"][0], one["code"]) for one in answer["errors"]]


async def test_a_history_is_newest_first_and_names_the_hand(caller: Caller, crm: Crm, deal: int) -> None:
    robot = Hand(AUTOMATION, "enrollmentId:1", "A workflow")
    crm.state.change(deal, {"hs_next_step": "Call again"}, at=NOW - timedelta(days=2), by=robot)
    await caller.update(deal, {"hs_next_step": ""})

    read = (await caller.batch([deal], properties=["amount"], propertiesWithHistory=["hs_next_step"])).json()

    (told,) = read["results"]
    kept = told["propertiesWithHistory"]["hs_next_step"]
    assert [one["value"] for one in kept] == ["", "Call again", "Call"]
    assert [one["sourceType"] for one in kept] == [INTEGRATION, AUTOMATION, "CRM_UI"]
    assert kept[1]["timestamp"] == "2026-11-21T15:05:00.000Z"
    assert told["properties"]["amount"] == "48000"
    assert "hs_next_step" not in told["properties"]


async def test_an_update_is_read_back_and_counts_as_a_modification(caller: Caller, deal: int) -> None:
    answer = await caller.update(deal, {"amount": "50000.5", "closedate": "2026-12-24", "kickoff_date": "2027-01-04"})

    assert answer.status_code == 200
    asked = "amount,closedate,kickoff_date,champion_name"
    read = (await caller.get(f"{DEALS}/{deal}", properties=asked))["properties"]
    assert (read["amount"], read["closedate"]) == ("50000.5", "2026-12-24T00:00:00.000Z")
    assert read["kickoff_date"] == "2027-01-04"
    assert read["champion_name"] is None
    assert read["hs_lastmodifieddate"] == "2026-11-23T15:05:00.000Z"


async def test_to_say_the_same_again_changes_nothing(caller: Caller, crm: Crm, deal: int) -> None:
    await caller.update(deal, {"amount": "48000"})

    assert len(crm.state.deals[deal].history["amount"]) == 1
    assert crm.state.deals[deal].updated_at == NOW - timedelta(days=9)


async def test_everything_that_is_wrong_is_said_at_once_and_nothing_is_kept(
    caller: Caller, crm: Crm, deal: int
) -> None:
    answer = await caller.update(
        deal,
        {
            "hs_manual_forecast_category": "SURE",
            "closedate": "soon",
            "kickoff_date": "2026-12-24T10:00:00Z",
            "amount": "a lot",
            "hs_object_id": "1",
            "colour": "red",
            "deal_currency_code": "JPY",
            "lanes": "road;moon",
            "legal_review": "perhaps",
            "hubspot_owner_id": "70010006",
            "hs_next_step": "Call again",
        },
    )

    assert answer.status_code == 400
    assert answer.json()["category"] == "VALIDATION_ERROR"
    assert "SURE was not one of the allowed options: [OMIT, PIPELINE" in answer.json()["message"]
    assert codes(answer.json()) == [
        ("hs_manual_forecast_category", "INVALID_OPTION"),
        ("closedate", "INVALID_LONG"),
        ("kickoff_date", "INVALID_DATE"),
        ("amount", "INVALID_INTEGER"),
        ("hs_object_id", "READ_ONLY_VALUE"),
        ("colour", "PROPERTY_DOESNT_EXIST"),
        ("deal_currency_code", "INVALID_OPTION"),
        ("lanes", "INVALID_OPTION"),
        ("legal_review", "INVALID_OPTION"),
        ("hubspot_owner_id", "INVALID_OPTION"),
    ]
    assert crm.state.deals[deal].values["hs_next_step"] == "Call"


async def test_a_stage_belongs_to_its_pipeline(caller: Caller, deal: int) -> None:
    alone = await caller.update(deal, {"dealstage": "91000001"})
    together = await caller.update(deal, {"dealstage": "91000001", "pipeline": "31415926"})

    assert codes(alone.json()) == [("dealstage", "INVALID_OPTION")]
    assert together.status_code == 200


async def test_closing_a_deal_rewrites_its_close_date_and_category(caller: Caller, crm: Crm, deal: int) -> None:
    crm.state.change(deal, {"closedate": "2026-12-24T17:00:00.000Z", "hs_manual_forecast_category": "COMMIT"})

    answer = await caller.update(deal, {"dealstage": "closedwon"})

    assert answer.json()["properties"]["hs_is_closed_won"] == "true"
    kept = crm.state.deals[deal].values
    assert kept["closedate"] == "2026-11-23T15:05:00.000Z"
    assert kept["hs_manual_forecast_category"] == "CLOSED"
    assert crm.state.deals[deal].history["hs_manual_forecast_category"][-1].by.source == AUTOMATION


async def test_an_admins_rule_is_kept_from_the_autumn_version_on(caller: Caller, deal: int) -> None:
    to_proposal = {"dealstage": "presentationscheduled"}

    newer = await caller.update(deal, to_proposal, version="2026-09")
    with_risk = await caller.update(deal, {**to_proposal, "implementation_risk": "low"}, version="2026-09")

    assert newer.status_code == 400
    assert codes(newer.json()) == [("implementation_risk", "REQUIRED_FIELD")]
    assert with_risk.status_code == 200


async def test_older_versions_pass_over_an_admins_rule(caller: Caller, deal: int) -> None:
    assert (await caller.update(deal, {"dealstage": "presentationscheduled"})).status_code == 200


async def test_an_archived_deal_is_only_where_archived_ones_are(caller: Caller, crm: Crm, deal: int) -> None:
    modified = crm.state.deals[deal].updated_at
    crm.state.archive(deal)

    assert (await caller.http.get(f"{DEALS}/{deal}")).status_code == 404
    assert (await caller.update(deal, {"amount": "1"})).json()["category"] == "OBJECT_NOT_FOUND"
    assert (await caller.get(DEALS))["results"] == []
    (archived,) = (await caller.get(DEALS, archived="true"))["results"]
    assert (archived["id"], archived["archivedAt"]) == (str(deal), "2026-11-23T15:05:00.000Z")
    assert crm.state.deals[deal].updated_at == modified


async def test_a_merged_id_answers_alone_but_not_in_a_batch(caller: Caller, crm: Crm, deal: int) -> None:
    other = crm.state.add({"dealname": "HARBOR FOODS"}).id
    crm.state.merge(deal, other)

    read = await caller.get(f"{DEALS}/{other}", properties="hs_merged_object_ids")
    batch = await caller.batch([deal, other])

    assert (read["id"], read["properties"]["hs_merged_object_ids"]) == (str(deal), str(other))
    assert batch.status_code == 207
    assert [one["id"] for one in batch.json()["results"]] == [str(deal)]
    assert batch.json()["errors"][0]["context"] == {"ids": [str(other)]}
    assert (await caller.get(DEALS, archived="true"))["results"] == []


async def test_a_batch_with_history_is_at_most_fifty(caller: Caller, crm: Crm) -> None:
    ids = [crm.state.add({"dealname": str(number)}).id for number in range(51)]

    assert len((await caller.batch(ids)).json()["results"]) == 51
    assert (await caller.batch(ids, propertiesWithHistory=["amount"])).status_code == 400
    assert (await caller.batch(ids[:50], propertiesWithHistory=["amount"])).status_code == 200


async def test_a_list_goes_on_after_the_last_id(caller: Caller, crm: Crm) -> None:
    ids = [str(crm.state.add({"dealname": str(number)}).id) for number in range(5)]

    first = await caller.get(DEALS, limit="3")
    rest = await caller.get(DEALS, limit="3", after=first["paging"]["next"]["after"])

    assert [one["id"] for one in (*first["results"], *rest["results"])] == ids
    assert "paging" not in rest


@pytest.mark.parametrize("path", ["/crm/objects/v3/deals", "/crm/objects/2026-03/contacts", "/crm/owners/v3"])
async def test_other_versions_and_other_objects_are_not_here(caller: Caller, path: str) -> None:
    assert (await caller.http.get(path)).status_code == 404


@pytest.mark.parametrize("deals", ["deals", "0-3"])
@pytest.mark.parametrize("version", ["2026-03", "2026-09"])
async def test_deals_have_two_names_and_every_dated_version(
    caller: Caller, deal: int, deals: str, version: str
) -> None:
    assert (await caller.get(f"/crm/objects/{version}/{deals}/{deal}"))["id"] == str(deal)


async def test_owners_who_left_are_apart_and_have_no_user(caller: Caller) -> None:
    here = (await caller.get("/crm/owners/2026-03"))["results"]
    (left,) = (await caller.get("/crm/owners/2026-03", archived="true"))["results"]

    assert [one["firstName"] for one in here] == ["Rita", "Ravi", "Carl", "Maya", "Trade"]
    assert here[-1]["email"] is None
    assert (left["firstName"], left["userId"], left["userIdIncludingInactive"]) == ("Nils", None, 51006)


async def test_a_stage_says_what_it_means(caller: Caller) -> None:
    pipelines = (await caller.get("/crm/pipelines/2026-03/deals"))["results"]

    meant = {stage["label"]: stage["metadata"] for pipeline in pipelines for stage in pipeline["stages"]}
    assert meant["Negotiation"] == {"isClosed": "false", "probability": "0.7"}
    assert meant["Closed won"] == {"isClosed": "true", "probability": "1.0"}
    assert meant["Dropped"] == {"isClosed": "true", "probability": "0.0"}


async def test_fields_say_their_kind_and_whether_they_can_be_written(caller: Caller) -> None:
    described = {one["name"]: one for one in (await caller.get("/crm/properties/2026-03/deals"))["results"]}

    assert described["kickoff_date"]["type"] == "date"
    assert described["hs_is_closed"]["modificationMetadata"]["readOnlyValue"] is True
    assert described["implementation_risk"]["options"][-1] | {"displayOrder": 0} == {
        "label": "See notes",
        "value": "see_notes",
        "displayOrder": 0,
        "hidden": True,
    }
    assert "qualifiedtobuy" in [option["value"] for option in described["dealstage"]["options"]]
    assert described["hubspot_owner_id"]["options"] == []
