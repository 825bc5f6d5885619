"""Deals, stages, owners and fields of Salesforce in our words, from a small org that answers as Salesforce does."""

import pytest

from crm.protocol import CrmRefuses
from domain.crm_field import FieldKind
from domain.deal import Standing
from tests.crm.salesforce_company import BOT_ID, RAVI, RITA
from tests.crm.salesforce_org import HOST, FakeOrg
from tests.crm.salesforce_steps import FIELDS, all_pages, crm_over, the_record


async def test_a_deal_is_told_in_our_words_with_what_is_empty_left_out():
    org = FakeOrg()
    id_ = org.a_deal(
        "Acme <b>", Amount=123456789012345.0, NextStep="Call & ask", Kickoff__c="2026-12-01T03:30:00.000+0000"
    )

    record = await the_record(crm_over(org))

    assert (record.id, record.name, record.owner, record.stage, record.pipeline) == (
        id_,
        "Acme <b>",
        RITA,
        "Qualify",
        "default",
    )
    assert record.values == {
        "stage": "Qualify",
        "amount": "123456789012345",
        "close_date": "2026-12-31",
        "next_step": "Call & ask",
        "forecast_category": "Pipeline",
        "kickoff_date": "2026-11-30T22:30:00-05:00",  # the evening before, where the company is
    }
    assert record.created_at == record.modified_at == org.now
    assert record.link == f"{HOST}/lightning/r/Opportunity/{id_}/view"


async def test_an_amount_keeps_all_its_digits():
    org = FakeOrg()
    org.a_deal(Amount=9876543210123.45)

    assert (await the_record(crm_over(org))).values["amount"] == "9876543210123.45"


async def test_the_currency_is_asked_only_where_there_are_several():
    org = FakeOrg()
    org.a_deal()
    assert (await the_record(crm_over(org))).currency is None

    org.fields["CurrencyIsoCode"] = {"name": "CurrencyIsoCode", "type": "picklist"}
    org.change(next(iter(org.deals)), CurrencyIsoCode="EUR")

    assert (await the_record(crm_over(org))).currency == "EUR"


async def test_a_hidden_field_is_left_out_and_one_that_every_deal_needs_is_named():
    org = FakeOrg()
    org.a_deal(NextStep="Call")
    del org.fields["NextStep"]
    assert "next_step" not in (await the_record(crm_over(org))).values

    del org.fields["StageName"]

    with pytest.raises(CrmRefuses, match="StageName"):
        await all_pages(crm_over(org))


async def test_stages_mean_what_salesforce_says_and_not_what_they_are_called():
    found = {stage.id: (stage.standing, stage.probability) for stage in await crm_over(FakeOrg()).stages()}

    assert found == {
        "Qualify": (Standing.OPEN, 0.1),
        "Propose": (Standing.OPEN, 0.6),
        "Closed Won": (Standing.LOST, 0.0),
        "Closed Lost": (Standing.WON, 1.0),
    }


async def test_owners_are_those_who_can_own_a_deal_with_those_who_left():
    found = {owner.id: (owner.email, owner.active) for owner in await crm_over(FakeOrg()).owners()}

    assert found == {
        RITA: ("rita@northwind.example", True),
        RAVI: ("ravi@northwind.example", False),
        BOT_ID: ("bot@northwind.example", True),
    }


async def test_fields_are_described_as_the_org_has_them():
    org = FakeOrg()

    found = {meta.field: meta for meta in await crm_over(org).fields()}

    assert set(found) == set(FIELDS) - {"of_no_org"}
    assert (found["amount"].kind, found["kickoff_date"].kind) == (FieldKind.NUMBER, FieldKind.MOMENT)
    assert [option.value for option in found["forecast_category"].options] == ["Pipeline", "Upside", "Commit", "Closed"]
    assert {word for word, meta in found.items() if meta.required} == {"stage", "close_date"}
    assert {word for word, meta in found.items() if meta.tracked} == {
        "stage",
        "amount",
        "close_date",
        "next_step",
        "forecast_category",
    }
    assert found["next_step"].longest == 255


async def test_of_several_record_types_only_the_wanted_one_counts():
    org = FakeOrg()
    org.fields["RecordTypeId"] = {"name": "RecordTypeId", "type": "reference"}
    org.a_deal("New business", RecordType={"DeveloperName": "NewBusiness"})
    renewal = org.a_deal("Renewal", RecordType={"DeveloperName": "Renewal"})

    (page,) = await all_pages(crm_over(org, pipeline="NewBusiness"))

    assert [(record.name, record.pipeline) for record in page.records] == [("New business", "NewBusiness")]
    assert page.deleted == [renewal]
