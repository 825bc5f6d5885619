"""Signing in to Salesforce with a key: what the org reads in the assertion, and keys that are none."""

import base64
import json
from datetime import UTC, datetime
from urllib.parse import parse_qs

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
)

from crm.calls import Calls
from crm.protocol import CrmRefuses
from crm.salesforce_access import Access, sign_in
from crm.salesforce_jwt import KeyInvalid, SignedAssertion, audience, read_key

LOGIN = "https://northwind.my.salesforce.com"
NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65_537, 2_048)


def pem(key, encryption=None) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, encryption or NoEncryption())


def read(part: str) -> dict[str, object]:
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))


def calls_to(answer) -> Calls:
    return Calls(httpx.AsyncClient(transport=httpx.MockTransport(answer)))


def access(key) -> Access:
    return Access(LOGIN, SignedAssertion("an-id", "bot@northwind.example", LOGIN, key, lambda: NOW))


async def test_the_org_can_tell_who_asks_and_that_nobody_else_signed_it(key):
    asked = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append({name: values[0] for name, values in parse_qs(request.content.decode()).items()})
        return httpx.Response(200, json={"access_token": "t", "instance_url": LOGIN})

    session = await sign_in(calls_to(answer), access(read_key(pem(key))))

    (form,) = asked
    head, claims, signature = form["assertion"].split(".")
    raw = base64.urlsafe_b64decode(signature + "=" * (-len(signature) % 4))
    key.public_key().verify(raw, f"{head}.{claims}".encode(), PKCS1v15(), SHA256())
    assert form["grant_type"] == "urn:ietf:params:oauth:grant-type:jwt-bearer"
    assert read(head) == {"alg": "RS256", "typ": "JWT"}
    assert read(claims) == {
        "iss": "an-id",
        "sub": "bot@northwind.example",
        "aud": "https://login.salesforce.com",
        "exp": int(NOW.timestamp()) + 180,
    }
    assert session.instance == LOGIN


async def test_a_refused_assertion_says_what_to_look_at(key):
    refused = httpx.Response(400, json={"error": "invalid_grant", "error_description": "user hasn't approved"})

    with pytest.raises(CrmRefuses, match="SALESFORCE_USERNAME"):
        await sign_in(calls_to(lambda _: refused), access(key))


def test_what_is_no_key_for_rs256_is_refused_without_being_quoted(key):
    small = rsa.generate_private_key(65_537, 1_024)  # noqa: S505 - it is refused
    wrong = [
        b"",
        b"a-secret",
        pem(small),
        pem(key, BestAvailableEncryption(b"x")),
        pem(ec.generate_private_key(ec.SECP256R1())),
    ]

    for content in wrong:
        with pytest.raises(KeyInvalid) as told:
            read_key(content)
        assert "a-secret" not in str(told.value)


def test_a_key_does_not_print(key):
    assert "RSAPrivateKey" not in repr(access(key))


@pytest.mark.parametrize(
    ("login_url", "host"),
    [
        ("https://northwind.my.salesforce.com", "login"),
        ("https://login.salesforce.com", "login"),
        ("https://test.salesforce.com", "test"),
        ("https://northwind--dev.sandbox.my.salesforce.com", "test"),
    ],
)
def test_the_audience_is_salesforces_own(login_url, host):
    assert audience(login_url) == f"https://{host}.salesforce.com"
