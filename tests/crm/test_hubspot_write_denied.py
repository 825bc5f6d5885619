"""What HubSpot does not take is told in its own words, by our fields; and what is gone is told to be gone."""

import httpx
import pytest

from crm.protocol import CrmRefuses, Denied, Gone
from sandbox.crm.state import Rule
from sandbox.crm.troubles import Trouble
from tests.crm.account import FIELDS, Account, held


@pytest.fixture
def account() -> Account:
    return Account()


async def test_a_refusal_is_told_in_hubspots_words_by_our_fields(account):
    deal = account.add()
    values = {"amount": "much", "forecast_category": "SURE", "close_date": "soon", "next_step": "Call"}

    written = await account.hubspot().write(deal, values, seen={})

    assert written == Denied(
        {
            "amount": "much was not a valid number.",
            "forecast_category": "SURE was not one of the allowed options: [OMIT, PIPELINE, BEST_CASE, COMMIT, CLOSED]",
            "close_date": "soon was not a valid long.",
        }
    )
    assert held(account, deal, "hs_next_step") == ""


async def test_an_admins_rule_is_told_word_for_word():
    account = Account(version="2026-09", fields={**FIELDS, "champion": "champion_name"})
    account.state.rules.append(Rule("dealstage", "closedwon", "champion_name"))
    deal = account.add()

    written = await account.hubspot().write(deal, {"stage": "closedwon"}, seen={})

    assert isinstance(written, Denied)
    assert list(written.because) == [""]
    assert "Champion" in written.because[""]
    assert "is required when" in written.because[""]


async def test_a_field_that_became_read_only_is_told(account):
    deal = account.add()
    hubspot = account.hubspot()
    await hubspot.fields()
    account.state.properties["hs_next_step"] = account.state.properties["hs_next_step"].closed_for_writing()

    written = await hubspot.write(deal, {"next_step": "Call"}, seen={})

    assert isinstance(written, Denied)
    assert "read only" in written.because["next_step"]


async def test_an_option_that_is_gone_is_told(account):
    deal = account.add()
    risk = account.state.properties["implementation_risk"]
    account.state.properties["implementation_risk"] = risk.without_choice("high")

    written = await account.hubspot().write(deal, {"implementation_risk": "high"}, seen={})

    assert isinstance(written, Denied)
    assert "high was not one of the allowed options" in written.because["implementation_risk"]


async def test_a_field_that_hubspot_does_not_have_is_told_before_anything_is_written(account):
    deal = account.add()

    written = await account.hubspot().write(deal, {"not_there": "x", "next_step": "Call"}, seen={})

    assert isinstance(written, Denied)
    assert list(written.because) == ["not_there"]
    assert held(account, deal, "hs_next_step") == ""


@pytest.mark.parametrize(
    ("body", "because"),
    [
        ({}, {"": "HubSpot did not take it, and does not say why."}),
        ({"message": "The pipeline is locked [by an admin]."}, {"": "The pipeline is locked [by an admin]."}),
        (
            {"message": "Two things.", "errors": [{"message": "Too early.", "context": {"propertyName": ["amount"]}}]},
            {"amount": "Too early."},
        ),
        (
            {"message": "Two.", "errors": [{"message": "One."}, {"message": "Other.", "context": {"propertyName": 7}}]},
            {"": "One. Other."},
        ),
        ({"message": 'Not valid: [{"name":"amount"}]'}, {"": 'Not valid: [{"name":"amount"}]'}),
        ({"message": "Not valid: [1]", "errors": "none"}, {"": "Not valid: [1]"}),
    ],
)
async def test_a_refusal_of_any_shape_keeps_its_words(account, body, because):
    deal = account.add()
    account.crm.troubles.add(Trouble("update", status=400, body=body))

    assert await account.hubspot().write(deal, {"amount": "5"}, seen={}) == Denied(because)


async def test_a_deleted_deal_is_gone(account):
    deal = account.add()
    account.state.archive(int(deal))

    assert await account.hubspot().write(deal, {"amount": "5"}, seen={}) == Gone()


async def test_a_merged_deal_is_gone_and_says_into_which(account):
    deal, winner = account.add(), account.add()
    account.state.merge(int(winner), int(deal))

    assert await account.hubspot().write(deal, {"amount": "5"}, seen={}) == Gone(merged_into=winner)
    assert held(account, winner, "amount") == ""


async def test_a_deal_deleted_between_look_and_write_is_gone(account):
    deal = account.add()

    def delete(request: httpx.Request, answer: httpx.Response) -> httpx.Response:
        if request.method == "GET" and request.url.path.endswith(deal):
            account.state.archive(int(deal))
        return answer

    account.way.meddle = delete

    assert await account.hubspot().write(deal, {"amount": "5"}, seen={}) == Gone()


async def test_a_key_that_may_only_read_names_what_it_lacks(account):
    deal = account.add()
    account.crm.scopes.discard("crm.objects.deals.write")

    with pytest.raises(CrmRefuses) as raised:
        await account.hubspot().write(deal, {"amount": "5"}, seen={})

    assert "crm.objects.deals.write" in raised.value.for_user


@pytest.mark.parametrize("deal", ["..", "../../owners/2026-03", "1?archived=true", "٣", ""])
async def test_what_is_no_id_is_no_deal_and_asks_for_none(account, deal):
    hubspot = account.hubspot()
    await hubspot.fields()
    asked = len(account.way.asked)

    assert await hubspot.write(deal, {"amount": "5"}, seen={}) == Gone()
    assert len(account.way.asked) == asked
