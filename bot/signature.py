"""Is a request from Slack? Its signature over the raw body, and its age.

docs.slack.dev/authentication/verifying-requests-from-slack
"""

import hashlib
import hmac
import re
from typing import Final

from pydantic import SecretStr

OLDEST_S: Final = 300
"""An older request is a replay."""

_TIMESTAMP: Final = re.compile(r"[0-9]{1,12}")


def is_from_slack(body: bytes, *, timestamp: str, signature: str, secret: SecretStr, now: float) -> bool:
    """Looked at before anything reads the body: what is malformed and unsigned gets no further. `now` is in seconds."""
    if not _TIMESTAMP.fullmatch(timestamp) or abs(now - int(timestamp)) > OLDEST_S:
        return False
    base = b"v0:" + timestamp.encode() + b":" + body
    expected = "v0=" + hmac.new(secret.get_secret_value().encode(), base, hashlib.sha256).hexdigest()
    return hmac.compare_digest(expected.encode(), signature.encode())
