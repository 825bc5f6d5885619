"""Who is let in at `/slack/events`: only what Slack signed a moment ago, and nothing is said about why not."""

import gzip
import hashlib
import hmac
import time
from collections.abc import AsyncIterator, Iterator
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest

from tests.doors.wire import signed
from tests.security.payloads import command
from tests.security.world import SECRET, World

pytestmark = pytest.mark.asyncio(loop_scope="module")

FORM = "application/x-www-form-urlencoded"
MEBIBYTE = 1024 * 1024
Headers = list[tuple[str, str]]

HELP = urlencode(command("U0RITA", "help")).encode()


def sign(body: bytes = HELP, *, at: str = "", secret: str = SECRET) -> Headers:
    headers = signed(body, secret) if not at else signed_at(body, at, secret)
    return [*headers.items(), ("Content-Type", FORM)]


def signed_at(body: bytes, at: str, secret: str) -> dict[str, str]:
    digest = hmac.new(secret.encode(), b"v0:" + at.encode() + b":" + body, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": at, "X-Slack-Signature": f"v0={digest}"}


async def post(world: World, body: Any, headers: Headers, *, path: str = "/slack/events", method: str = "POST") -> Any:
    return await world.http.request(method, path, content=body, headers=headers)


def turned_away(answer: httpx.Response) -> bool:
    assert answer.status_code == 401
    assert answer.json() == {"error": "invalid request"}
    return True


def now(shift: float = 0) -> str:
    return str(int(time.time() + shift))


@pytest.mark.parametrize("case", [str.lower, str.upper, str.title, str.swapcase])
async def test_the_names_of_headers_have_no_case(world: World, case: Any) -> None:
    answer = await post(world, HELP, [(case(name), value) for name, value in sign()])

    assert answer.status_code == 200
    assert "opens a form" in answer.text


async def test_headers_come_in_any_order_among_others(world: World) -> None:
    others = [("X-Forwarded-For", "10.0.0.1"), ("X-Slack-Retry-Num", "1"), ("Accept-Encoding", "gzip,deflate")]

    answer = await post(world, HELP, [*others, *reversed(sign()), ("User-Agent", "Slackbot 1.0")])

    assert answer.status_code == 200


@pytest.mark.parametrize("name", ["X-Slack-Signature", "X-Slack-Request-Timestamp"])
@pytest.mark.parametrize("second", ["the same", "v0=" + "0" * 64, "0", ""])
@pytest.mark.parametrize("first", [True, False])
async def test_a_doubled_header_says_nothing_for_sure(world: World, name: str, second: str, *, first: bool) -> None:
    headers = sign()
    value = dict(headers)[name] if second == "the same" else second
    more = [(name.lower(), value), *headers] if first else [*headers, (name.lower(), value)]

    assert turned_away(await post(world, HELP, more))


@pytest.mark.parametrize("left_out", ["X-Slack-Signature", "X-Slack-Request-Timestamp"])
async def test_a_missing_header_is_no_signature(world: World, left_out: str) -> None:
    assert turned_away(await post(world, HELP, [one for one in sign() if one[0] != left_out]))


@pytest.mark.parametrize(
    "at",
    [
        *("{past}", "{future}", "0", "-1", "-{now}", "+{now}", " {now}", "{now}.0", "{now}e0"),
        *("soon", "NaN", "inf", "0x6925", "1_764_000_000", "9" * 400, "179000000²", "null", "", "1" * 13),
    ],
)
async def test_a_time_that_is_none_or_too_far_away_is_refused(world: World, at: str) -> None:
    at = at.format(now=now(), past=now(-301), future=now(3600))
    body = HELP
    headers = [(name, value.encode("latin-1")) for name, value in signed_at(body, at, SECRET).items()]

    assert turned_away(await post(world, body, [*headers, (b"Content-Type", FORM.encode())]))  # type: ignore[list-item]


@pytest.mark.parametrize("shift", [-295, 295])
async def test_five_minutes_are_allowed_either_way(world: World, shift: int) -> None:
    assert (await post(world, HELP, sign(at=now(shift)))).status_code == 200


def forged() -> Iterator[str]:
    right = dict(sign())["X-Slack-Signature"]
    yield from (right.upper(), right[:-1], right + "0", right.removeprefix("v0="), right.replace("v0", "v1"))
    yield from (f" {right} x", "v0=", "v0", "=", "v0=" + "é" * 64, "v0=\x00", "v0=" + "0" * 64, "v0=" + "a" * 10_000)


@pytest.mark.parametrize("number", range(len(list(forged()))))
async def test_a_signature_that_is_nearly_right_is_wrong(world: World, number: int) -> None:
    headers = [(name.encode(), value.encode()) for name, value in sign() if name != "X-Slack-Signature"]
    wrong = list(forged())[number].encode("latin-1")

    assert turned_away(await post(world, HELP, [*headers, (b"X-Slack-Signature", wrong)]))  # type: ignore[list-item]


@pytest.mark.parametrize(
    "sent",
    [
        HELP + b"&text=mine",
        HELP.replace(b"+", b"%20").replace(b"%2F", b"/"),
        HELP.decode().encode("utf-16"),
        b"\xef\xbb\xbf" + HELP,
        gzip.compress(HELP),
        HELP + b"\n",
        HELP[:-1],
        b"",
    ],
)
async def test_a_body_written_differently_is_another_body(world: World, sent: bytes) -> None:
    assert turned_away(await post(world, sent, sign(HELP)))


@pytest.mark.parametrize("secret", ["", "f" * 32, SECRET.upper(), SECRET[:-1], f"{SECRET} "])
async def test_another_secret_signs_nothing_for_us(world: World, secret: str) -> None:
    assert turned_away(await post(world, HELP, sign(secret=secret)))


@pytest.mark.parametrize("body", [b"", b"{}", b"ssl_check=1&token=x", b'{"type":"url_verification","challenge":"x"}'])
async def test_nothing_is_answered_without_a_signature(world: World, body: bytes) -> None:
    assert turned_away(await post(world, body, [("Content-Type", "application/json")]))


async def test_a_response_url_in_an_unsigned_request_is_not_called(world: World) -> None:
    body = b'{"type":"block_actions","response_url":"' + world.slack.response_url.encode() + b'","user":{"id":"U0ADA"}}'
    world.slack.forget()

    answer = await post(world, body, [("X-Slack-Request-Timestamp", "soon"), ("X-Slack-Signature", "v0=0")])

    assert turned_away(answer)
    assert world.slack.told == []


UNREADABLE = [
    (b"", FORM),
    (b"[]", "application/json"),
    (b"7", "application/json"),
    (b"null", "application/json"),
    (b'{"type":', "application/json"),
    (b"{}x", FORM),
    (b"\xff\xfe\x00", "application/json"),
    (b"payload=%7B%22type%22", FORM),
    (b"payload=[]", FORM),
    (b"payload=", FORM),
    (b"[" * 50_000, "application/json"),
    (b"payload=" + b"[" * 50_000, FORM),
    (b'{"type":' + b'{"a":' * 20_000 + b"1" + b"}" * 20_000 + b"}", "application/json"),
    (b'{"n":' + b"9" * 10_000 + b"}", "application/json"),
    (b'{"team":7,"type":"block_actions"}', "application/json"),
    (b'{"authorizations":{"a":1},"type":"event_callback"}', "application/json"),
    (HELP, "application/json"),
    (HELP, "text/plain"),
    (HELP, "multipart/form-data; boundary=x"),
    (HELP, "; charset="),
    (HELP, "\x80\xff"),
]


@pytest.mark.parametrize("number", range(len(UNREADABLE)))
async def test_what_is_signed_and_makes_no_sense_is_no_trouble_of_ours(world: World, number: int) -> None:
    body, content_type = UNREADABLE[number]
    before = world.rows()

    headers = [(name.encode(), value.encode()) for name, value in signed(body, SECRET).items()]
    answer = await post(world, body, [*headers, (b"Content-Type", content_type.encode("latin-1"))])  # type: ignore[list-item]

    assert answer.status_code < 500
    assert "Traceback" not in answer.text
    assert world.rows() == before


async def test_a_zipped_body_is_not_unpacked(world: World) -> None:
    body = gzip.compress(HELP)

    answer = await post(world, body, [*sign(body), ("Content-Encoding", "gzip")])

    assert answer.status_code == 400
    assert answer.content == b""


async def in_parts(size: int) -> AsyncIterator[bytes]:
    for at in range(0, size, 65_536):
        yield b"x" * min(65_536, size - at)


@pytest.mark.parametrize(("size", "status"), [(MEBIBYTE, 401), (MEBIBYTE + 1, 413), (3 * MEBIBYTE, 413)])
async def test_a_mebibyte_is_read_and_no_more(world: World, size: int, status: int) -> None:
    whole = await post(world, b"x" * size, [("Content-Type", FORM)])
    parts = await post(world, in_parts(size), [("Content-Type", FORM)])

    assert (whole.status_code, parts.status_code) == (status, status)


async def test_a_signed_mebibyte_is_answered(world: World) -> None:
    body = (HELP + b"&x=").ljust(MEBIBYTE, b"x")

    assert (await post(world, body, sign(body))).status_code == 200


@pytest.mark.parametrize("length", ["", "-1", "many", "1e3", "9" * 5000, "٣"])
async def test_a_length_that_is_none_is_not_believed(world: World, length: str) -> None:
    headers = [(name.encode(), value.encode()) for name, value in sign()]

    answer = await post(world, in_parts(7), [*headers, (b"Content-Length", length.encode())])  # type: ignore[list-item]

    assert answer.status_code in {401, 413}


@pytest.mark.parametrize("method", ["GET", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "FETCH"])
async def test_there_is_one_way_of_sending(world: World, method: str) -> None:
    answer = await post(world, HELP, sign(), method=method)

    assert answer.status_code == 405


@pytest.mark.parametrize(
    "path",
    ["/slack/events/", "/slack//events", "/Slack/Events", "/slack/events/x", "/slack/events%00", "/slack/events%2F"],
)
async def test_an_address_that_is_nearly_right_is_not_there(world: World, path: str) -> None:
    answer = await post(world, HELP, sign(), path=path)

    assert answer.status_code == 404


async def test_a_query_changes_nothing(world: World) -> None:
    answer = await post(world, HELP, sign(), path="/slack/events?text=mine&payload=%7B&text=x")

    assert answer.status_code == 200
