"""Opens Salesforce: how the bot signs in is told by the environment."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import httpx
from pydantic import SecretStr

from bot.settings import SettingsInvalid
from crm.calls import Patience
from crm.protocol import Crm
from crm.salesforce import Salesforce
from crm.salesforce_access import Access, ClientCredentials, Grant, is_salesforce
from crm.salesforce_jwt import KeyInvalid, SignedAssertion, read_key
from domain.operating_model import OperatingModel


@dataclass(frozen=True, slots=True)
class Accesses:
    """`writing` is None where the user who reads writes as well."""

    reading: Access
    writing: Access | None = None


def accesses(env: Mapping[str, str], *, write_as: str | None) -> Accesses:
    """`write_as` is the operating model's. Raises SettingsInvalid."""
    login, problems = env.get("SALESFORCE_LOGIN_URL", ""), []
    if not is_salesforce(login):
        problems.append("SALESFORCE_LOGIN_URL should be your My Domain, like https://northwind.my.salesforce.com.")
    if not env.get("SALESFORCE_CLIENT_ID"):
        problems.append("SALESFORCE_CLIENT_ID is missing. It is the consumer key of the External Client App.")
    reads, writes = _reader(env, login), _writer(env, login, write_as)
    problems += dict.fromkeys(told for told in (reads, writes) if isinstance(told, str))
    if problems or isinstance(reads, str) or isinstance(writes, str):
        raise SettingsInvalid(problems)
    return Accesses(Access(login, reads), Access(login, writes) if writes else None)


@asynccontextmanager
async def opened_salesforce(
    model: OperatingModel, signed: Accesses, *, now: Callable[[], datetime], patience: Patience | None
) -> AsyncIterator[Salesforce]:
    version = model.crm.salesforce.api_version
    async with httpx.AsyncClient() as http:
        yield Salesforce(
            http,
            signed.reading,
            writing=signed.writing,
            fields=model.crm.fields,
            zone=model.timezone,
            pipeline=model.crm.pipeline,
            version=None if version == "newest" else version,
            now=now,
            patience=patience,
        )


async def look_at_writing(crm: Crm) -> None:
    """Raises CrmRefuses when the user of `crm.write_as` is not let in, and CrmUnavailable."""
    assert isinstance(crm, Salesforce)  # noqa: S101 - no other CRM has that key
    await crm.look_at_writing()


def _reader(env: Mapping[str, str], login: str) -> Grant | str:
    """How to sign in; a sentence when that cannot be told."""
    app, secret, file = (
        env.get(f"SALESFORCE_{name}", "") for name in ("CLIENT_ID", "CLIENT_SECRET", "PRIVATE_KEY_FILE")
    )
    if secret:
        return ClientCredentials(app, SecretStr(secret))
    if not file:
        return "SALESFORCE_CLIENT_SECRET is missing, and so is SALESFORCE_PRIVATE_KEY_FILE. One of the two signs in."
    if not env.get("SALESFORCE_USERNAME"):
        return "SALESFORCE_USERNAME is missing. With a private key it says in whose name the bot signs in."
    return _by_key(env, login, env["SALESFORCE_USERNAME"], "SALESFORCE_USERNAME")


def _writer(env: Mapping[str, str], login: str, write_as: str | None) -> Grant | str | None:
    """None when it is nobody else than the reader."""
    by_secret = bool(env.get("SALESFORCE_CLIENT_SECRET"))
    if write_as is None or (not by_secret and write_as == env.get("SALESFORCE_USERNAME")):
        return None
    if env.get("SALESFORCE_PRIVATE_KEY_FILE"):
        return _by_key(env, login, write_as, "crm.write_as")
    return (
        "SALESFORCE_PRIVATE_KEY_FILE is missing, which crm.write_as needs: by SALESFORCE_CLIENT_SECRET the bot is only "
        "ever the user whom its app runs as. Set it, or leave crm.write_as out."
    )


def _by_key(env: Mapping[str, str], login: str, username: str, named_by: str) -> SignedAssertion | str:
    try:
        key = read_key(Path(env["SALESFORCE_PRIVATE_KEY_FILE"]).read_bytes())
    except (OSError, KeyInvalid) as error:
        why = str(error) if isinstance(error, KeyInvalid) else "It cannot be read."
        return f"SALESFORCE_PRIVATE_KEY_FILE: {why}"
    return SignedAssertion(env.get("SALESFORCE_CLIENT_ID", ""), username, login, key, named_by=named_by)
