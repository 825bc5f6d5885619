"""What became of a field in Salesforce: from two histories, neither of which is whole."""

from datetime import timedelta

from domain.deal_history import Change, Source
from tests.crm.salesforce_company import BOT_ID, RAVI, RITA
from tests.crm.salesforce_org import FakeOrg
from tests.crm.salesforce_steps import all_pages, crm_over, history, the_record


async def test_stage_amount_and_close_date_have_a_history_without_anybody_switching_it_on():
    org = FakeOrg(tracked=set())
    began = org.now
    id_ = org.a_deal(Amount=100)
    org.later(days=1)
    org.change(id_, Amount=250.5)
    org.later(days=1)
    org.by = RAVI
    org.change(id_, CloseDate="2027-01-31", StageName="Propose")

    record = await the_record(crm_over(org))

    assert history(record, "amount") == [("100", began), ("250.5", began + timedelta(days=1))]
    assert history(record, "stage") == [("Qualify", began), ("Propose", org.now)]
    assert record.history[-1].by == RAVI
    assert record.whole == {"stage", "amount", "close_date"}
    assert [change.at for change in record.history] == sorted(change.at for change in record.history)


async def test_the_history_of_a_deal_that_was_moved_here_from_elsewhere_begins_with_the_move():
    org = FakeOrg()
    id_ = org.a_deal(Amount=100, CreatedDate="2020-02-03T10:00:00.000+0000")
    org.later(days=1)
    org.change(id_, Amount=200)

    record = await the_record(crm_over(org))

    assert history(record, "amount")[-1] == ("200", org.now)
    assert record.whole == frozenset()


async def test_a_value_that_was_emptied_stands_in_the_history_as_empty():
    org = FakeOrg()
    began = org.now
    id_ = org.a_deal(Amount=100)
    org.later(hours=1)
    org.change(id_, Amount=None)

    assert history(await the_record(crm_over(org)), "amount") == [("100", began), ("", org.now)]


async def test_a_tracked_field_is_whole_only_for_deals_born_after_its_first_row():
    org = FakeOrg()
    began = org.now
    older = org.a_deal("older", NextStep="Call")
    org.later(days=1)
    org.change(older, NextStep="Meet")  # the first row of all: from here on it is known that the field is tracked
    org.later(days=1)
    younger = org.a_deal("younger", NextStep="Write")
    org.later(days=1)
    org.change(younger, NextStep="Sign")
    untouched = org.a_deal("untouched", NextStep="Wait")

    (page,) = await all_pages(crm_over(org))

    records = {record.id: record for record in page.records}
    assert history(records[older], "next_step") == [("Meet", began + timedelta(days=1))]
    assert history(records[younger], "next_step") == [("Write", began + timedelta(days=2)), ("Sign", org.now)]
    assert history(records[untouched], "next_step") == [("Wait", org.now)]
    assert {id_ for id_, record in records.items() if "next_step" in record.whole} == {younger, untouched}


async def test_of_a_long_text_it_is_known_when_it_changed_last_and_no_more():
    org = FakeOrg(tracked={"Champion__c"})
    org.a_deal("older", Champion__c="Ann")
    id_ = org.a_deal(Champion__c="Ann")
    org.change(id_, Champion__c="Bob")
    org.later(days=1)
    org.change(id_, Champion__c="Cleo")

    (page,) = await all_pages(crm_over(org))

    record = next(record for record in page.records if record.id == id_)
    assert history(record, "champion") == [("Cleo", org.now)]
    assert "champion" not in record.whole


async def test_a_history_that_missed_something_is_not_told_at_all():
    org = FakeOrg()
    id_ = org.a_deal(NextStep="Call")
    org.change(id_, NextStep="Meet")
    org.deals[id_]["NextStep"] = "Sign"  # while tracking was off

    record = await the_record(crm_over(org))

    assert history(record, "next_step") == []
    assert "next_step" not in record.whole
    assert record.values["next_step"] == "Sign"


async def test_a_forecast_category_has_the_labels_of_the_org_and_is_never_whole_without_tracking():
    org = FakeOrg(tracked=set())
    began = org.now
    id_ = org.a_deal()
    org.later(days=1)
    org.change(id_, StageName="Propose", ForecastCategory="BestCase", ForecastCategoryName="Upside")

    record = await the_record(crm_over(org))

    assert history(record, "forecast_category") == [("Pipeline", began), ("Upside", org.now)]
    assert "forecast_category" not in record.whole

    org.change(id_, ForecastCategory="Forecast", ForecastCategoryName="Commit")  # by hand: no row

    assert history(await the_record(crm_over(org)), "forecast_category") == []


async def test_it_is_told_whose_hand_it_was():
    org = FakeOrg()
    id_ = org.a_deal(Amount=1)
    for amount, by in enumerate([BOT_ID, "005000000000AUTAAA", "005000000000GONAAA"], start=2):
        org.later(hours=1)
        org.by = by
        org.change(id_, Amount=amount)

    record = await the_record(crm_over(org))

    assert [change.source for change in record.history if change.field == "amount"] == [
        Source.PERSON,
        Source.INTEGRATION,
        Source.AUTOMATION,
        Source.UNKNOWN,
    ]


async def test_of_a_changed_reference_the_ids_are_told_and_not_the_names():
    org = FakeOrg(tracked={"OwnerId"})
    id_ = org.a_deal(OwnerId=RITA)
    org.later(days=1)
    org.deals[id_]["OwnerId"] = RAVI
    org.an_edit(id_, "Owner", "Rita", "Ravi")
    org.an_edit(id_, "Owner", RITA, RAVI)

    record = await the_record(crm_over(org, fields={"keeper": "OwnerId"}))

    assert record.history == [Change("keeper", RAVI, org.now, RITA, Source.PERSON)]


async def test_an_org_that_shows_no_history_is_read_without():
    org = FakeOrg(history_fields=set(), tracked=set())
    org.a_deal(Amount=5)

    record = await the_record(crm_over(org))

    assert (record.history, record.whole, record.values["amount"]) == ([], frozenset(), "5")
