"""Northwind's pipeline in the sandbox's CRM: one of each kind of trouble, and life that goes on."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from sandbox.company import PEOPLE
from sandbox.crm.crm import Crm
from sandbox.crm.records import AUTOMATION, IMPORT, UI, Deal, Version
from sandbox.crm.state import CrmState
from sandbox.settings import Settings
from sandbox.workspace import Workspace
from tests.conftest import Clock
from tests.sandbox.crm_calling import NOW

LAST_CALL = datetime(2026, 11, 23, 14, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture(scope="module")
def clock() -> Clock:
    return Clock(NOW)


@pytest.fixture(scope="module")
def state(clock: Clock) -> CrmState:
    """Looked at, and not changed."""
    return Crm(clock, today=NOW).state


@pytest.fixture(scope="module")
def open_deals(state: CrmState) -> list[Deal]:
    return [deal for one in state.live if (deal := state.deals[one]).values["hs_is_closed"] == "false"]


@pytest.fixture(scope="module")
def won(state: CrmState) -> list[Deal]:
    return [deal for one in state.live if (deal := state.deals[one]).values["hs_is_closed_won"] == "true"]


def changes(deals: list[Deal], name: str) -> Iterator[Version]:
    return (version for deal in deals for version in deal.history.get(name, []))


def age(deal: Deal, name: str) -> timedelta:
    return NOW - deal.history[name][-1].at


def pushes(deal: Deal) -> int:
    dates = [version.value for version in deal.history.get("closedate", [])]
    return sum(later > earlier for earlier, later in pairwise(dates))


def test_there_are_about_120_deals_of_four_reps_and_six_weeks(state: CrmState, open_deals: list[Deal]) -> None:
    by_owner = Counter(state.owners[state.deals[one].values["hubspot_owner_id"]].first_name for one in state.live)

    assert 110 <= len(state.live) <= 130
    assert {name for name, number in by_owner.items() if number > 10} == {"Rita", "Ravi", "Maya", "Carl"}
    assert timedelta(days=41) <= NOW - min(deal.created_at for deal in state.deals.values()) <= timedelta(days=45)
    assert max(deal.updated_at for deal in open_deals) <= NOW


def test_the_reps_are_people_of_the_workspace(state: CrmState) -> None:
    addresses = {person.email for person in PEOPLE}

    known = {owner.first_name: owner.email in addresses for owner in state.owners.values()}
    assert known == {"Rita": True, "Ravi": True, "Carl": True, "Maya": True, "Trade": False, "Nils": False}


def test_next_steps_are_missing_junk_or_old(open_deals: list[Deal]) -> None:
    steps = [deal.values.get("hs_next_step", "") for deal in open_deals]

    assert steps.count("") >= 3
    assert {"tbd", "n/a", "x"} <= {step.lower() for step in steps}
    assert (
        sum("hs_next_step" in deal.values and age(deal, "hs_next_step") > timedelta(days=14) for deal in open_deals) > 4
    )
    assert (
        sum("hs_next_step" in deal.values and age(deal, "hs_next_step") < timedelta(days=7) for deal in open_deals) > 30
    )


def test_commits_lack_a_champion_or_a_step_from_this_week(open_deals: list[Deal]) -> None:
    commits = [deal for deal in open_deals if deal.values.get("hs_manual_forecast_category") == "COMMIT"]

    assert sum("champion_name" not in deal.values for deal in commits) >= 3
    assert any("hs_next_step" not in deal.values for deal in commits)
    old = [d for d in commits if "hs_next_step" in d.values and age(d, "hs_next_step") > timedelta(days=7)]
    sound = [d for d in commits if "champion_name" in d.values and d not in old and "hs_next_step" in d.values]
    assert len(old) >= 3
    assert len(sound) >= 5


def test_close_dates_have_passed_or_were_pushed(open_deals: list[Deal]) -> None:
    assert sum(deal.values["closedate"] < NOW.isoformat() for deal in open_deals) >= 5
    assert sorted(pushes(deal) for deal in open_deals)[-4:] == [3, 3, 3, 5]


def test_the_category_was_changed_just_before_and_after_the_call_by_people_and_by_a_workflow(
    open_deals: list[Deal],
) -> None:
    changed = list(changes(open_deals, "hs_manual_forecast_category"))

    assert {version.by.source for version in changed if LAST_CALL - HOUR <= version.at < LAST_CALL} == {UI, AUTOMATION}
    assert {version.by.source for version in changed if version.at > LAST_CALL} == {UI, AUTOMATION}


def test_one_deal_was_edited_all_over_in_the_hour_before_the_call(open_deals: list[Deal]) -> None:
    edits = Counter(
        deal.id
        for deal in open_deals
        for versions in deal.history.values()
        for version in versions
        if version.by.source == UI and LAST_CALL - HOUR <= version.at < LAST_CALL
    )

    assert edits.most_common(1)[0][1] == 5


def test_some_were_handed_over_with_nothing_said(won: list[Deal]) -> None:
    said = [("implementation_risk" in deal.values, "promised_outcomes" in deal.values) for deal in won]

    assert said.count((False, False)) >= 3
    assert said.count((True, True)) >= 5


def test_what_is_odd_is_there(state: CrmState, open_deals: list[Deal]) -> None:
    values = [deal.values for deal in open_deals]

    assert any("<b>" in one["dealname"] for one in values)
    assert any(len(one.get("amount", "")) == 15 for one in values)
    assert any(one["closedate"].startswith("9999-12-31") for one in values)
    assert any(one.get("hs_next_step", "").startswith("=") for one in values)
    assert {one["deal_currency_code"] for one in values} == {"USD", "EUR"}
    assert {one["pipeline"] for one in values} == {"default", "31415926"}
    owners = {state.owners[one["hubspot_owner_id"]].first_name: state.owners[one["hubspot_owner_id"]] for one in values}
    assert owners["Trade"].email is None
    assert owners["Nils"].archived
    imported = [deal for deal in open_deals if deal.history["dealname"][0].by.source == IMPORT]
    assert all(deal.values["createdate"] < deal.values["hs_createdate"] for deal in imported)
    assert imported
    assert any(deal.merged_into for deal in state.deals.values())
    assert len(state.archived()) == 2


def test_no_two_deals_of_one_customer_by_accident(state: CrmState) -> None:
    customers = Counter(state.deals[one].values["dealname"].split(" – ")[0] for one in state.live)

    assert customers.most_common(1)[0][1] == 1


def test_the_same_day_and_seed_give_the_same_pipeline(state: CrmState) -> None:
    again = Crm(Clock(NOW), today=NOW).state

    assert again.deals == state.deals


def test_a_history_never_goes_back_in_time(state: CrmState) -> None:
    for deal in state.deals.values():
        for name, versions in deal.history.items():
            times = [version.at for version in versions]
            assert times == sorted(times), (deal.values["dealname"], name)


@pytest.mark.parametrize("day", range(7))
def test_it_can_be_planted_on_any_day(day: int) -> None:
    today = NOW + timedelta(days=day)

    state = Crm(Clock(today), today=today).state

    assert 110 <= len(state.live) <= 130
    assert all(version.at <= today for deal in state.deals.values() for h in deal.history.values() for version in h)


def test_life_goes_on_as_time_passes() -> None:
    clock = Clock(NOW)
    state = Crm(clock, today=NOW).state
    before = {one: state.deals[one].updated_at for one in state.live}

    clock.move(days=7)
    state.catch_up()

    moved = [one for one in before if state.deals[one].updated_at != before[one]]
    assert len(moved) > 30
    begun = [one for one in state.live if one not in before]
    closed = Counter(state.deals[one].values["dealstage"] for one in moved)
    assert (len(begun), closed["closedwon"], closed["closedlost"]) == (1, 1, 1)
    late = LAST_CALL + timedelta(days=7)
    hurried = changes(list(state.deals.values()), "hs_manual_forecast_category")
    assert any(late - HOUR <= version.at < late for version in hurried)


def test_what_lies_before_the_begin_is_there_and_the_rest_arrives() -> None:
    clock = Clock(NOW - timedelta(days=14))
    state = Crm(clock, today=NOW).state
    begun = max(deal.updated_at for deal in state.deals.values())

    clock.move(days=14)
    state.catch_up()

    assert begun <= NOW - timedelta(days=14)
    assert state.deals == Crm(clock, today=NOW).state.deals


async def test_it_can_begin_without_deals_also_after_a_reset() -> None:
    workspace = Workspace(Settings(now=NOW, has_deals=False))
    begun = workspace.crm.state

    await workspace.reset()

    for state in (begun, workspace.crm.state):
        assert (state.live, len(state.owners), len(state.pipelines)) == ([], 6, 2)
