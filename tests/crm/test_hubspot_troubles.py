"""What HubSpot refuses, allows, and says in shapes that nobody knows."""

import httpx
import pytest

from crm.hubspot_troubles import Allowance
from crm.protocol import CrmRefuses, CrmUnavailable
from sandbox.crm.troubles import Trouble
from tests.crm.account import Account, altered, read, records


@pytest.fixture
def account() -> Account:
    return Account()


async def test_an_account_on_the_move_says_for_how_long(account):
    account.crm.troubles.add(Trouble("*", status=477, times=None, retry_after=7200))

    with pytest.raises(CrmUnavailable) as raised:
        await read(account.hubspot())

    assert "about 2 hours" in raised.value.for_user
    assert len(account.way.asked) == 1


async def test_a_day_that_is_used_up_is_not_waited_for(account):
    body = {"status": "error", "message": "You have reached your daily limit.", "policyName": "DAILY"}
    account.crm.troubles.add(Trouble("*", status=429, times=None, body=body))

    with pytest.raises(CrmUnavailable) as raised:
        await read(account.hubspot())

    assert "in a day" in raised.value.for_user
    assert account.clock.slept == []


async def test_a_revoked_key_is_named_by_its_variable_and_never_repeated(account):
    with pytest.raises(CrmRefuses) as raised:
        await read(account.hubspot(token="pat-na1-was-revoked"))

    assert "HUBSPOT_TOKEN" in raised.value.for_user
    assert "was-revoked" not in f"{raised.value!r} {raised.value.for_user}"


@pytest.mark.parametrize("scope", ["crm.objects.deals.read", "crm.objects.owners.read", "crm.schemas.deals.read"])
async def test_a_permission_that_is_missing_is_named(account, scope):
    account.crm.scopes.discard(scope)

    with pytest.raises(CrmRefuses) as raised:
        await read(account.hubspot())

    assert scope in raised.value.for_user


async def test_a_bare_refusal_names_what_that_part_needs(account):
    account.crm.troubles.add(Trouble("owners", status=403, times=None, body="<html>Forbidden</html>"))

    with pytest.raises(CrmRefuses) as raised:
        await account.hubspot().owners()

    assert "crm.objects.owners.read" in raised.value.for_user


@pytest.mark.parametrize(
    "body", ["<html>Maintenance</html>", {}, {"results": None}, {"results": [{}]}, {"results": [7]}]
)
@pytest.mark.parametrize("call", ["search", "batch_read", "owners", "properties", "list", "pipelines"])
async def test_answers_of_no_known_shape_are_the_crms_trouble(account, call, body):
    account.add()
    account.crm.troubles.add(Trouble(call, status=200, times=None, body=body))
    hubspot = account.hubspot()

    with pytest.raises(CrmUnavailable):
        await hubspot.stages()
        await hubspot.owners()
        await read(hubspot)


async def test_an_account_that_says_nothing_of_itself_still_has_deals(account):
    deal = account.add()
    account.crm.troubles.add(Trouble("account", status=403, times=None))

    assert deal in records(await read(account.hubspot()))


def allowed(most: int, left: int) -> httpx.Response:
    limits = {"Max": most, "Remaining": left, "Interval-Milliseconds": 10_000}
    return httpx.Response(200, headers={f"X-HubSpot-RateLimit-{name}": str(value) for name, value in limits.items()})


def test_the_pace_is_what_the_answers_allow():
    allowance = Allowance(lambda: 0.0)

    allowance.heard(allowed(100, 90))

    waits = [allowance.calls.take(0.0) for _ in range(200)]
    assert sum(wait < 10 for wait in waits) in range(90, 100)


def test_somebody_else_on_the_same_key_is_given_room():
    allowance = Allowance(lambda: 0.0)

    allowance.heard(allowed(190, 2))

    assert allowance.calls.take(0.0) >= 1


@pytest.mark.parametrize("nonsense", ["", "-1", "many", "0"])
def test_an_allowance_that_makes_no_sense_changes_nothing(nonsense):
    allowance = Allowance(lambda: 0.0)

    allowance.heard(httpx.Response(200, headers={"X-HubSpot-RateLimit-Max": nonsense}))

    assert sum(allowance.calls.take(0.0) < 10 for _ in range(400)) in range(170, 190)


async def test_pages_that_go_round_in_a_circle_are_an_error(account):
    def circle(body: dict) -> None:
        body["paging"] = {"next": {"after": "1"}}

    account.way.meddle = lambda request, answer: (
        altered(answer, circle) if request.url.path.endswith("/crm/owners/2026-03") else answer
    )

    with pytest.raises(CrmUnavailable, match="leads to itself"):
        await account.hubspot().owners()
