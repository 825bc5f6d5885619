"""What Salesforce does not take is told in its own words; and what is gone is told to be gone."""

import httpx
import pytest

from crm.protocol import Denied, Gone, Saved
from domain.ids import DealId
from tests.crm.salesforce_org import refusal
from tests.crm.salesforce_steps import crm_over
from tests.crm.salesforce_writes import SEEN, an_org, written


async def test_an_amount_that_salesforce_does_not_take_is_no_success_in_disguise():
    org, deal = an_org(Amount=100)
    org.with_products.add(deal)

    done = await crm_over(org).write(deal, {"amount": "200"}, seen={"amount": "100"})

    assert done == Saved({"amount": "100"})


async def test_an_administrators_rule_is_told_in_its_own_words():
    org, deal = an_org()
    rule = refusal(400, "FIELD_CUSTOM_VALIDATION_EXCEPTION", "Next step needs a date & a name.", "NextStep")
    org.once(f"/sobjects/Opportunity/{deal}", lambda _: rule)

    done = await crm_over(org).write(deal, {"next_step": "Sign"}, seen=SEEN)

    assert done == Denied({"next_step": "Next step needs a date & a name."})


async def test_a_rule_about_no_field_or_another_one_is_about_the_deal():
    org, deal = an_org()
    rules = [
        {"errorCode": "FIELD_CUSTOM_VALIDATION_EXCEPTION", "message": "Closed quarters stay closed.", "fields": []},
        {"errorCode": "REQUIRED_FIELD_MISSING", "message": "Reason is missing.", "fields": ["Reason__c"]},
    ]
    org.once(f"/sobjects/Opportunity/{deal}", lambda _: httpx.Response(400, json=rules))

    done = await crm_over(org).write(deal, {"next_step": "Sign"}, seen=SEEN)

    assert done == Denied({"": "Closed quarters stay closed. Reason is missing."})


async def test_a_field_that_became_read_only_is_told_by_salesforce():
    org, deal = an_org()
    org.fields["NextStep"]["updateable"] = False

    done = await crm_over(org).write(deal, {"next_step": "Sign"}, seen=SEEN)

    assert isinstance(done, Denied)
    assert "security settings" in done.because["next_step"]


async def test_a_field_that_was_hidden_is_not_written():
    org, deal = an_org()
    del org.fields["NextStep"]

    done = await crm_over(org).write(deal, {"next_step": "Sign"}, seen=SEEN)

    assert isinstance(done, Denied)
    assert set(done.because) == {"next_step"}
    assert written(org) == []


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("amount", "a lot"),
        ("amount", "NaN"),
        ("close_date", "31.12.2026"),
        ("close_date", "2026-02-30"),
        ("kickoff_date", "soon"),
        ("sponsor", "yes"),
    ],
)
async def test_what_is_no_such_value_does_not_leave_the_house(word, said):
    org, deal = an_org()

    done = await crm_over(org).write(deal, {word: said}, seen={})

    assert isinstance(done, Denied)
    assert set(done.because) == {word}
    assert written(org) == []


async def test_a_record_that_the_bot_may_not_edit_is_denied_in_salesforces_words():
    org, deal = an_org()
    words = "insufficient access rights on object id"
    org.once(f"/sobjects/Opportunity/{deal}", lambda _: refusal(403, "INSUFFICIENT_ACCESS_OR_READONLY", words))

    assert await crm_over(org).write(deal, {"next_step": "Sign"}, seen=SEEN) == Denied({"": words})


async def test_a_deleted_deal_is_gone():
    org, deal = an_org()
    org.delete(deal)

    assert await crm_over(org).write(deal, {"next_step": "Sign"}, seen=SEEN) == Gone()


async def test_a_deal_that_is_deleted_between_the_look_and_the_write_is_gone():
    org, deal = an_org()
    org.once(f"/sobjects/Opportunity/{deal}", lambda _: org.delete(deal))

    assert await crm_over(org).write(deal, {"next_step": "Sign"}, seen=SEEN) == Gone()


async def test_a_deal_that_became_part_of_another_says_of_which():
    org, deal = an_org()
    org.fields["MasterRecordId"] = {"name": "MasterRecordId", "type": "reference"}
    org.change(deal, MasterRecordId="006000000000999AAA")
    org.delete(deal)

    done = await crm_over(org).write(deal, {"next_step": "Sign"}, seen=SEEN)

    assert done == Gone(DealId("006000000000999AAA"))


@pytest.mark.parametrize("id_", ["", "42", "006' OR Id != '", "../Account/001000000000001AAA"])
async def test_what_is_no_id_is_asked_of_nobody(id_):
    org, _ = an_org()

    assert await crm_over(org).write(DealId(id_), {"next_step": "Sign"}, seen=SEEN) == Gone()
    assert not any(
        request.url.path.endswith(("/query", "/queryAll")) or request.method == "PATCH" for request in org.asked
    )
