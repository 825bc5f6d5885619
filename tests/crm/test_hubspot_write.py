"""What is written to HubSpot: only onto what was seen, told truly, and never twice."""

from zoneinfo import ZoneInfo

import httpx
import pytest

from crm.hubspot_values import described
from crm.protocol import Changed, CrmUnavailable, Saved
from sandbox.crm.records import Hand
from sandbox.crm.troubles import Trouble
from tests.crm.account import Account, held


@pytest.fixture
def account() -> Account:
    return Account()


def lose_the_answer(account: Account, *, after: object = None, carried_out: bool = True) -> None:
    """Of the next update; `after` happens in between."""

    def meddle(request: httpx.Request, answer: httpx.Response) -> httpx.Response:
        if request.method == "PATCH":
            if callable(after):
                after()
            raise httpx.ReadTimeout("lost")
        return answer

    if not carried_out:
        account.crm.troubles.add(Trouble("update", status=504))
    account.way.meddle = meddle


async def test_what_still_looks_as_it_was_seen_is_written_and_read_back(account):
    deal = account.add(hs_next_step="Call", amount="100.00", closedate="2026-12-01T15:00:00Z")
    seen = {"next_step": "Call", "amount": "100", "close_date": "2026-12-01"}
    values = {"next_step": "Send the offer", "close_date": "2026-12-15"}

    written = await account.hubspot().write(deal, values, seen=seen)

    assert written == Saved({"next_step": "Send the offer", "amount": "100.00", "close_date": "2026-12-15"})
    assert held(account, deal, "hs_next_step") == "Send the offer"
    assert held(account, deal, "closedate") == "2026-12-15T17:00:00.000Z"


async def test_what_was_changed_meanwhile_is_not_overwritten(account):
    deal = account.add(hs_next_step="Call")
    account.state.change(int(deal), {"hs_next_step": "They called"}, by=Hand())

    written = await account.hubspot().write(deal, {"next_step": "Wait"}, seen={"next_step": "Call"})

    assert written == Changed({"next_step": "They called"})
    assert account.way.count("PATCH", deal) == 0


async def test_a_change_of_another_field_is_no_hindrance(account):
    deal = account.add(hs_next_step="Call")
    account.state.change(int(deal), {"amount": "9"}, by=Hand())

    assert isinstance(await account.hubspot().write(deal, {"next_step": "Wait"}, seen={"next_step": "Call"}), Saved)


async def test_what_is_there_already_is_not_written_again(account):
    deal = account.add(hs_next_step="Wait", closedate="2026-12-01T19:30:00Z")
    values = {"next_step": "Wait", "close_date": "2026-12-01"}

    written = await account.hubspot().write(deal, values, seen={"next_step": "Call"})

    assert written == Saved(values)
    assert account.way.count("PATCH", deal) == 0


async def test_a_field_that_keeps_its_value_is_not_sent_along(account):
    deal = account.add(hs_next_step="Call", closedate="2026-12-01T19:30:00Z")
    seen = {"next_step": "Call", "close_date": "2026-12-01"}

    await account.hubspot().write(deal, {"next_step": "Wait", "close_date": "2026-12-01"}, seen=seen)

    assert held(account, deal, "closedate") == "2026-12-01T19:30:00Z"


async def test_a_field_can_be_emptied(account):
    deal = account.add(hs_next_step="Call", closedate="2026-12-01T19:30:00Z")

    written = await account.hubspot().write(deal, {"next_step": "", "close_date": ""}, seen={"next_step": "Call"})

    assert written == Saved({"next_step": "", "close_date": ""})
    assert (held(account, deal, "hs_next_step"), held(account, deal, "closedate")) == ("", "")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("close_date", "9999-12-31"),
        ("close_date", "2026-03-08"),
        ("close_date", "0001-01-01"),
        ("kickoff_date", "2027-01-15"),
        ("amount", "999999999999999"),
        ("legal_review", "true"),
        ("lanes", "road;air"),
        ("forecast_category", "COMMIT"),
        ("stage", "contractsent"),
        ("next_step", "<b>&amp; =cmd() 日本</b>\nand more"),
    ],
)
async def test_every_kind_of_value_comes_back_as_it_was_written(account, field, value):
    deal = account.add()

    written = await account.hubspot().write(deal, {field: value}, seen={})

    assert written == Saved({field: value})


@pytest.mark.parametrize(("zone", "day"), [("Etc/GMT+12", "9999-12-31"), ("Etc/GMT-14", "0001-01-01")])
def test_a_day_at_the_end_of_the_calendar_stays_that_day(zone, day):
    told = {"name": "closedate", "type": "datetime", "fieldType": "date"}

    assert described("close_date", told, ZoneInfo(zone)).write(day) == f"{day}T12:00:00.000Z"


async def test_a_write_whose_answer_was_lost_is_found_to_be_done(account):
    deal = account.add()
    lose_the_answer(account)

    assert await account.hubspot().write(deal, {"amount": "5"}, seen={}) == Saved({"amount": "5"})
    assert account.way.count("PATCH", deal) == 1


async def test_a_write_that_was_lost_on_its_way_is_not_called_done(account):
    deal = account.add(amount="3")
    lose_the_answer(account, carried_out=False)

    with pytest.raises(CrmUnavailable) as raised:
        await account.hubspot().write(deal, {"amount": "5"}, seen={"amount": "3"})

    assert "the deal is as it was" in raised.value.for_user
    assert account.way.count("PATCH", deal) == 1


async def test_a_lost_answer_and_somebody_else_is_told_as_it_stands(account):
    deal = account.add(amount="3")
    lose_the_answer(account, after=lambda: account.state.change(int(deal), {"amount": "8"}))

    assert await account.hubspot().write(deal, {"amount": "5"}, seen={"amount": "3"}) == Changed({"amount": "8"})


@pytest.mark.parametrize("status", [423, 429])
async def test_a_write_that_hubspot_put_off_is_made_once(account, status):
    deal = account.add()
    account.crm.troubles.add(Trouble("update", status=status, retry_after=1))

    assert await account.hubspot().write(deal, {"amount": "5"}, seen={}) == Saved({"amount": "5"})
    assert [one.value for one in account.state.deals[int(deal)].history["amount"]] == ["5"]


async def test_a_write_that_cannot_be_read_back_is_not_called_saved_and_found_done_by_the_next_try(account):
    deal, hubspot = account.add(hs_next_step="Call"), account.hubspot()
    away = Trouble("read", status=503, times=None, skip=1)
    account.crm.troubles.add(away)

    with pytest.raises(CrmUnavailable) as raised:
        await hubspot.write(deal, {"amount": "5"}, seen={"next_step": "Call"})
    away.times = 0
    again = await hubspot.write(deal, {"amount": "5"}, seen={"next_step": "Call"})

    assert "took the change" in raised.value.for_user
    assert again == Saved({"amount": "5", "next_step": "Call"})
    assert account.way.count("PATCH", deal) == 1


async def test_a_person_does_not_wait_for_minutes(account):
    deal = account.add()
    hubspot = account.hubspot()
    await hubspot.fields()
    account.crm.troubles.add(Trouble("*", status=429, times=None, retry_after=20))

    with pytest.raises(CrmUnavailable):
        await hubspot.write(deal, {"amount": "5"}, seen={})

    assert sum(account.clock.slept) <= 15
