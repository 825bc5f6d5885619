"""Calls to a CRM: patient where that is safe, at once clear where it is not, and silent about what they carry."""

import asyncio
import random
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import httpx
import pytest

from crm.calls import Calls, Patience, payload, retry_after_s
from crm.pacing import Bucket, Sent, Window
from crm.protocol import CrmRefuses, CrmUnavailable
from tests.crm.patient import Listed, Said, SleepingClock, over, said


def calls(server: Listed, clock: SleepingClock | None = None, **given) -> Calls:
    clock = clock or SleepingClock()
    return Calls(over(server), clock=clock, sleep=clock.sleep, **given)


@pytest.mark.parametrize("status", [423, 429, 500, 502, 503, 504, 521, 523, 524])
async def test_a_read_is_tried_again_when_the_crm_is_in_passing_trouble(status):
    server = Listed(said(status), said(status), said(200, {"well": True}))

    answer = await calls(server).read("GET", "/deals")

    assert payload(answer) == {"well": True}
    assert len(server.asked) == 3


@pytest.mark.parametrize(
    "lost", [httpx.ConnectError("no"), httpx.ReadTimeout("no"), httpx.RemoteProtocolError("no"), httpx.ReadError("no")]
)
async def test_a_read_is_tried_again_when_nothing_was_heard(lost):
    server = Listed(lost, said(200))

    await calls(server).read("POST", "/deals/search", json={"limit": 1})

    assert [one.content for one in server.asked] == [b'{"limit":1}'] * 2


async def test_pauses_grow_and_end_after_five_repeats():
    server, clock = Listed(said(503)), SleepingClock()

    with pytest.raises(CrmUnavailable, match="GET /deals: answered 503"):
        await calls(server, clock).read("GET", "/deals")

    assert len(server.asked) == 6
    assert len(clock.slept) == 5
    assert all(later > 1.3 * sooner for sooner, later in zip(clock.slept, clock.slept[1:], strict=False))


async def test_a_lock_is_given_two_seconds():
    server, clock = Listed(said(423), said(200)), SleepingClock()

    await calls(server, clock).read("GET", "/deals")

    assert clock.slept[0] >= 2


async def test_the_crm_says_how_long_to_wait():
    server, clock = Listed(said(429, Retry_After="7"), said(200)), SleepingClock()

    await calls(server, clock).read("GET", "/deals")

    assert clock.slept == [7.0]


@pytest.mark.parametrize("asked", [said(429, Retry_After="3600"), said(477, Retry_After="86400"), said(477)])
async def test_who_asks_for_hours_is_not_waited_for(asked):
    server, clock = Listed(asked), SleepingClock()

    with pytest.raises(CrmUnavailable):
        await calls(server, clock).read("GET", "/deals")

    assert (len(server.asked), clock.slept) == (1, [])


async def test_all_pauses_together_stay_within_the_patience():
    server, clock = Listed(said(429, Retry_After="25")), SleepingClock()

    with pytest.raises(CrmUnavailable, match="later than we can wait"):
        await calls(server, clock, patience=Patience(total_s=60)).read("GET", "/deals")

    assert sum(clock.slept) <= 60


async def test_an_answer_that_trickles_for_ever_is_given_up():
    class Trickling(Listed):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            self.asked.append(request)
            await asyncio.Event().wait()
            raise AssertionError("nobody wakes it")

    server = Trickling(said(200))

    with pytest.raises(CrmUnavailable, match="no answer in time"):
        await calls(server, patience=Patience(repeats=1, try_s=0.01)).read("GET", "/deals")

    assert len(server.asked) == 2


@pytest.mark.parametrize("status", [301, 400, 404, 409, 477, 501])
async def test_what_nobody_expected_is_said_at_once(status):
    server = Listed(said(status))

    with pytest.raises(CrmUnavailable, match=str(status)):
        await calls(server).read("GET", "/deals")

    assert len(server.asked) == 1


async def test_what_was_expected_is_handed_back():
    answer = await calls(Listed(said(404))).read("GET", "/deals/1", expect={404})

    assert answer.status_code == 404


async def test_the_vendors_own_trouble_goes_before_trying_again():
    server = Listed(said(429))

    with pytest.raises(CrmRefuses, match="the day is used up"):
        await calls(server, trouble=lambda _: CrmRefuses("the day is used up")).read("GET", "/deals")

    assert len(server.asked) == 1


@pytest.mark.parametrize("lost", [said(500), said(502), said(504), httpx.ReadTimeout("no"), httpx.ReadError("no")])
async def test_a_write_of_which_nothing_is_known_is_not_repeated(lost: Said):
    server = Listed(lost, said(200))

    assert await calls(server).write("PATCH", "/deals/1", json={}) is None
    assert len(server.asked) == 1


@pytest.mark.parametrize("refused", [said(423), said(429), httpx.ConnectError("no"), httpx.ConnectTimeout("no")])
async def test_a_write_that_surely_did_nothing_is_repeated(refused: Said):
    server = Listed(refused, said(200))

    answer = await calls(server).write("PATCH", "/deals/1", json={})

    assert answer is not None
    assert len(server.asked) == 2


async def test_no_trouble_repeats_a_token_a_name_or_an_amount():
    told = "Illegal header value b'Bearer secret-token' for Mrs Winter, 90000 EUR"
    server = Listed(httpx.LocalProtocolError(told))

    with pytest.raises(CrmUnavailable) as raised:
        await calls(server).read("GET", "/query?q=Winter")

    assert str(raised.value) == "GET /query: LocalProtocolError"
    assert raised.value.__suppress_context__ or raised.value.__context__ is None


async def test_a_page_instead_of_json_is_trouble_of_the_crms():
    server = Listed(httpx.Response(200, content=b"<html>Maintenance</html>"))

    answer = await calls(server).read("GET", "/deals")

    with pytest.raises(CrmUnavailable, match="no JSON"):
        payload(answer)


async def test_no_ten_seconds_see_more_calls_than_allowed():
    server, clock = Listed(said(200)), SleepingClock()
    bucket, at = Bucket(180, 10, burst=5), []
    paced = calls(server, clock, heard=lambda _: at.append(clock.now))

    for _ in range(600):
        await paced.read("GET", "/deals", buckets=[bucket])

    assert max(sum(begin <= one < begin + 10 for one in at) for begin in at) <= 185
    assert 600 / (at[-1] - at[0]) > 17.5


def test_a_window_holds_for_calls_that_are_late_on_their_way():
    """Each takes 0.2 s, and one in three is held up, half of the way, for half as long again."""
    window, now, arrived, dice = Window(5, 1.05), 0.0, [], random.Random(1)
    answers: list[tuple[float, Sent]] = []

    for _ in range(300):
        while (left_s := window.left_s(now)) > 0:
            now += left_s
            for answered, sent in [one for one in answers if one[0] <= now]:
                window.answered(sent, answered)
                answers.remove((answered, sent))
        arrived.append(now + 0.1 + dice.choice([0, 0, 0.1]))
        answers.append((arrived[-1] + 0.1, window.send(now)))
        now += 0.01

    assert max(sum(begin <= one < begin + 1 for one in arrived) for begin in arrived) == 5
    assert 300 / now > 4


async def test_a_call_goes_on_when_its_window_opens():
    server, clock = Listed(said(200)), SleepingClock()
    bucket, paced = Bucket(1000, 1, burst=1000, window=Window(5, 1.0)), calls(server, clock)

    for _ in range(50):
        await paced.read("GET", "/deals", buckets=[bucket])

    assert 9 <= clock.now - SleepingClock().now < 10


async def test_one_that_is_told_to_wait_makes_all_of_them_wait():
    server, clock = Listed(said(429, Retry_After="4"), said(200)), SleepingClock()
    bucket = Bucket(100, 10, burst=5)
    paced = calls(server, clock)

    await paced.read("GET", "/deals", buckets=[bucket])

    assert bucket.take(clock.now) > 0


def test_a_bucket_learns_a_smaller_allowance():
    bucket = Bucket(10, 1)
    bucket.allow(1, 1)

    assert [bucket.take(5.0) for _ in range(3)] == [0, 1, 2]


@pytest.mark.parametrize("nonsense", ["", "soon", "-5", "1.5.2", "Mon, 99 Foo"])
def test_a_wait_that_makes_no_sense_is_none(nonsense):
    assert retry_after_s(said(429, Retry_After=nonsense)) is None


def test_a_wait_can_be_a_date():
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=90), usegmt=True)

    assert 60 < (retry_after_s(said(429, Retry_After=soon)) or 0) <= 90
