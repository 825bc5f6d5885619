"""Signing in to Salesforce with a key instead of a secret: OAuth's JWT bearer flow, signed with RS256."""

import base64
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_pem_private_key

GRANT: Final = "urn:ietf:params:oauth:grant-type:jwt-bearer"
GOOD_FOR: Final = timedelta(minutes=3)
"""Salesforce refuses an assertion that is good for more than five, by its own clock."""
LEAST_BITS: Final = 2_048


class KeyInvalid(ValueError):  # noqa: N818 - told to whoever sets the bot up
    """The file holds no private key that RS256 can use. Says nothing of what it holds."""


@dataclass(frozen=True, slots=True)
class SignedAssertion:
    """In the name of `username`, a user who is pre-authorised for the app; `named_by` says where that stands."""

    client_id: str
    username: str
    login_url: str
    key: RSAPrivateKey = field(repr=False)
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    named_by: str = "SALESFORCE_USERNAME"

    def form(self) -> Mapping[str, str]:
        claims = {
            "iss": self.client_id,
            "sub": self.username,
            "aud": audience(self.login_url),
            "exp": int((self.now() + GOOD_FOR).timestamp()),
        }
        signed = b".".join((_part({"alg": "RS256", "typ": "JWT"}), _part(claims)))
        signature = _base64url(self.key.sign(signed, PKCS1v15(), SHA256()))
        return {"grant_type": GRANT, "assertion": b".".join((signed, signature)).decode()}

    def unknown(self) -> str:
        return "Salesforce does not know the bot: check SALESFORCE_CLIENT_ID."

    def unwelcome(self) -> str:
        return (
            "Salesforce does not let the bot in. Check that SALESFORCE_PRIVATE_KEY_FILE belongs to the certificate of "
            f"its External Client App, and that {self.named_by} is active and pre-authorised for it."
        )


def read_key(pem: bytes) -> RSAPrivateKey:
    """Of a file without a password. Raises KeyInvalid."""
    try:
        key = load_pem_private_key(pem, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise KeyInvalid("It is no private key in PEM, or it has a password.") from error
    if not isinstance(key, RSAPrivateKey) or key.key_size < LEAST_BITS:
        raise KeyInvalid(f"It should be an RSA key of {LEAST_BITS:,} bits or more.")
    return key


def audience(login_url: str) -> str:
    """A sandbox signs in at test.salesforce.com, whatever its own domain is."""
    host = urlsplit(login_url).hostname or ""
    is_sandbox = host == "test.salesforce.com" or ".sandbox." in host
    return f"https://{'test' if is_sandbox else 'login'}.salesforce.com"


def _part(told: Mapping[str, object]) -> bytes:
    return _base64url(json.dumps(told, separators=(",", ":")).encode())


def _base64url(raw: bytes) -> bytes:
    return base64.urlsafe_b64encode(raw).rstrip(b"=")
