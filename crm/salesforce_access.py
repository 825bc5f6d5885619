"""Signing in to Salesforce: with what, where, and to which addresses a token may travel."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Protocol
from urllib.parse import urlsplit

from pydantic import SecretStr

from crm.calls import Calls, payload
from crm.protocol import CrmRefuses, CrmUnavailable

TOKEN_PATH: Final = "/services/oauth2/token"  # noqa: S105 - a path
_HOST: Final = re.compile(r"(?:[a-z0-9-]+\.)+(?:salesforce|force)\.com")
_IDENTITY: Final = re.compile(r"/id/(00D\w{12,15})/(005\w{12,15})$")


class Grant(Protocol):
    """By what Salesforce knows us: one of the flows of OAuth for programs without a person."""

    def form(self) -> Mapping[str, str]:
        """What is sent to get a token, anew each time."""

    def unknown(self) -> str:
        """To whoever set the bot up, when Salesforce does not know it."""

    def unwelcome(self) -> str:
        """When it knows the bot, and does not let it in."""


@dataclass(frozen=True, slots=True)
class ClientCredentials:
    client_id: str
    client_secret: SecretStr

    def form(self) -> Mapping[str, str]:
        return {
            "grant_type": "client_credentials",
            "client_id": self.client_id,
            "client_secret": self.client_secret.get_secret_value(),
        }

    def unknown(self) -> str:
        return "Salesforce does not know the bot: check SALESFORCE_CLIENT_ID and SALESFORCE_CLIENT_SECRET."

    def unwelcome(self) -> str:
        return (
            "Salesforce does not let the bot in. Switch on the client-credentials flow of its External Client App, "
            "and choose an active user to run as."
        )


@dataclass(frozen=True, slots=True)
class Access:
    """To an External Client App at the company's own domain, `login_url`.

    `any_host` is for tests, whose org has another address than Salesforce's.
    """

    login_url: str
    grant: Grant
    any_host: bool = False


@dataclass(frozen=True, slots=True)
class Session:
    """`instance` is where the org answers, without a slash at the end; `user` is in whose name."""

    token: SecretStr
    instance: str
    org: str = ""
    user: str = ""


async def sign_in(calls: Calls, access: Access) -> Session:
    """Raises CrmRefuses, with what to look at, and CrmUnavailable."""
    login_url = access.login_url.rstrip("/")
    if not is_salesforce(login_url, any_host=access.any_host):
        raise CrmRefuses("SALESFORCE_LOGIN_URL should be your own Salesforce domain: https://….my.salesforce.com.")
    answer = await calls.read(  # a token more changes nothing, so it may be asked for again
        "POST",
        login_url + TOKEN_PATH,
        expect={400, 401, 403},
        data=dict(access.grant.form()),
    )
    said = payload(answer)
    if not answer.is_success:
        raise CrmRefuses(why_not(str(said.get("error", "")), access.grant))
    return _session(said, any_host=access.any_host)


def _session(said: dict[str, object], *, any_host: bool) -> Session:
    token, instance, identity = (said.get(name) for name in ("access_token", "instance_url", "id"))
    if not isinstance(token, str) or not isinstance(instance, str):
        raise CrmUnavailable("signing in: an answer without a token or an address")
    if not is_salesforce(instance, any_host=any_host):
        raise CrmRefuses("Salesforce named an address that is not its own. The bot sends its token nowhere else.")
    ids = _IDENTITY.search(identity) if isinstance(identity, str) else None
    return Session(SecretStr(token), instance.rstrip("/"), *(ids.groups() if ids else ()))


def is_salesforce(url: str, *, any_host: bool = False) -> bool:
    """Whether a token may be sent to `url`: encrypted, and to one of Salesforce's own domains."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    if any_host:
        return bool(parts.hostname)
    bare = not parts.path.strip("/") and not parts.query and not parts.fragment and "@" not in parts.netloc
    return parts.scheme == "https" and port in {None, 443} and bare and bool(_HOST.fullmatch(parts.hostname or ""))


def why_not(error: str, grant: Grant) -> str:
    """`error` is the word of OAuth, which holds nothing secret; its description may."""
    match error:
        case "invalid_client_id" | "invalid_client" | "invalid_client_credentials":
            return grant.unknown()
        case "invalid_grant" | "unsupported_grant_type" | "unauthorized_client" | "invalid_app_access":
            return grant.unwelcome()
        case _:
            return "Salesforce does not let the bot in. Check SALESFORCE_LOGIN_URL and the settings of its app."
