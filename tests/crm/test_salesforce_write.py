"""The write to Salesforce: onto what was seen and nothing else, and never a success that was none."""

import httpx
import pytest

from crm.protocol import Changed, CrmUnavailable, Saved
from crm.salesforce_calls import DayUsedUp
from tests.crm.salesforce_company import BOT_ID, RAVI
from tests.crm.salesforce_org import refusal
from tests.crm.salesforce_steps import all_pages, crm_over, history, the_record
from tests.crm.salesforce_writes import SEEN, an_org, written


async def test_what_was_written_is_read_back_and_stands_in_the_history():
    org, deal = an_org()

    done = await crm_over(org).write(deal, {"next_step": "Sign <it>"}, seen=SEEN)

    assert done == Saved({"next_step": "Sign <it>"})
    record = await the_record(crm_over(org))
    assert record.values["next_step"] == "Sign <it>"
    assert [(change.value, change.by) for change in record.history if change.field == "next_step"] == [
        ("Sign <it>", BOT_ID)
    ]


async def test_each_kind_of_value_goes_out_as_salesforce_takes_it():
    org, deal = an_org(Amount=100)
    values = {
        "amount": "123456789012.5",
        "close_date": "2027-02-28",
        "kickoff_date": "2026-12-01T09:30",
        "sponsor": "true",
        "next_step": "",
    }
    seen = {"amount": "100.00", "close_date": "2026-12-31", "next_step": "Call"}

    done = await crm_over(org).write(deal, values, seen=seen)

    assert written(org) == [
        {
            "Amount": 123456789012.5,
            "CloseDate": "2027-02-28",
            "Kickoff__c": "2026-12-01T14:30:00.000+00:00",  # half past nine in New York
            "Sponsor__c": True,
            "NextStep": None,
        }
    ]
    assert done == Saved(values | {"kickoff_date": "2026-12-01T09:30:00-05:00"})


async def test_who_was_faster_is_not_overwritten():
    org, deal = an_org()
    org.change(deal, NextStep="Meet")

    done = await crm_over(org).write(deal, {"next_step": "Sign"}, seen=SEEN)

    assert done == Changed({"next_step": "Meet"})
    assert written(org) == []


async def test_who_is_faster_between_the_look_and_the_write_is_not_overwritten():
    org, deal = an_org()

    def meanwhile(_: httpx.Request) -> None:
        org.later(minutes=1)
        org.change(deal, NextStep="Meet")

    org.once(f"/sobjects/Opportunity/{deal}", meanwhile)

    done = await crm_over(org).write(deal, {"next_step": "Sign"}, seen=SEEN)

    assert done == Changed({"next_step": "Meet"})
    assert org.deals[deal]["NextStep"] == "Meet"


async def test_a_change_of_another_field_stands_in_nobodys_way():
    org, deal = an_org()

    def meanwhile(_: httpx.Request) -> None:
        org.later(minutes=1)
        org.change(deal, OwnerId=RAVI)

    org.once(f"/sobjects/Opportunity/{deal}", meanwhile)

    assert await crm_over(org).write(deal, {"next_step": "Sign"}, seen=SEEN) == Saved({"next_step": "Sign"})
    assert org.deals[deal]["OwnerId"] == RAVI


async def test_a_deal_that_changes_all_the_time_is_left_alone():
    org, deal = an_org()

    def meanwhile(_: httpx.Request) -> None:
        org.later(minutes=1)
        org.change(deal, OwnerId=RAVI)

    for _ in range(9):
        org.once(f"/sobjects/Opportunity/{deal}", meanwhile)

    assert await crm_over(org).write(deal, {"next_step": "Sign"}, seen=SEEN) == Changed(SEEN)
    assert len(written(org)) == 3


async def test_a_lost_answer_to_a_write_that_was_carried_out_is_a_success():
    org, deal = an_org()

    def lost(request: httpx.Request) -> None:
        org.answer(request)
        raise httpx.ReadTimeout("lost")

    org.once(f"/sobjects/Opportunity/{deal}", lost)

    done = await crm_over(org).write(deal, {"next_step": "Sign"}, seen=SEEN)

    assert done == Saved({"next_step": "Sign"})
    assert len(written(org)) == 1


@pytest.mark.parametrize("said", [httpx.ReadTimeout("lost"), httpx.Response(502), httpx.Response(500)])
async def test_a_lost_write_that_was_not_carried_out_is_said_and_not_repeated(said):
    org, deal = an_org()

    def lost(_: httpx.Request) -> httpx.Response:
        if isinstance(said, Exception):
            raise said
        return said

    org.once(f"/sobjects/Opportunity/{deal}", lost)

    with pytest.raises(CrmUnavailable):
        await crm_over(org).write(deal, {"next_step": "Sign"}, seen=SEEN)

    assert len(written(org)) == 1
    assert org.deals[deal]["NextStep"] == "Call"


async def test_a_session_that_ends_at_the_write_costs_nothing():
    org, deal = an_org()
    org.once(f"/sobjects/Opportunity/{deal}", lambda _: org.sign_everybody_out())

    assert await crm_over(org).write(deal, {"next_step": "Sign"}, seen=SEEN) == Saved({"next_step": "Sign"})
    assert [change for change, _ in history(await the_record(crm_over(org)), "next_step")] == ["Sign"]


async def test_a_row_that_somebody_holds_is_no_refusal():
    org, deal = an_org()
    held = refusal(400, "UNABLE_TO_LOCK_ROW", "unable to obtain exclusive access to this record")
    org.once(f"/sobjects/Opportunity/{deal}", lambda _: held)

    with pytest.raises(CrmUnavailable):
        await crm_over(org).write(deal, {"next_step": "Sign"}, seen=SEEN)


async def test_a_days_limit_at_the_write_is_no_refusal_of_the_value():
    org, deal = an_org()
    org.once(
        f"/sobjects/Opportunity/{deal}",
        lambda _: refusal(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded."),
    )

    with pytest.raises(DayUsedUp):
        await crm_over(org).write(deal, {"next_step": "Sign"}, seen=SEEN)


async def test_who_clicks_may_still_write_when_the_sync_leaves_the_rest_of_the_day_to_others():
    org, deal = an_org()
    org.used = 90_000
    with pytest.raises(DayUsedUp):
        await all_pages(crm_over(org))

    assert await crm_over(org).write(deal, {"next_step": "Sign"}, seen=SEEN) == Saved({"next_step": "Sign"})
