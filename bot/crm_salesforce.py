"""Opens Salesforce: how the bot signs in is told by the environment."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

import httpx
from pydantic import SecretStr

from bot.settings import SettingsInvalid
from crm.calls import Patience
from crm.salesforce import Salesforce
from crm.salesforce_access import Access, ClientCredentials, Grant, is_salesforce
from crm.salesforce_jwt import KeyInvalid, SignedAssertion, read_key
from domain.operating_model import OperatingModel


def access_to(env: Mapping[str, str]) -> Access:
    """Raises SettingsInvalid."""
    login, problems = env.get("SALESFORCE_LOGIN_URL", ""), []
    if not is_salesforce(login):
        problems.append("SALESFORCE_LOGIN_URL should be your My Domain, like https://northwind.my.salesforce.com.")
    if not env.get("SALESFORCE_CLIENT_ID"):
        problems.append("SALESFORCE_CLIENT_ID is missing. It is the consumer key of the External Client App.")
    grant = _grant(env, login)
    if isinstance(grant, str):
        problems.append(grant)
    if problems or isinstance(grant, str):
        raise SettingsInvalid(problems)
    return Access(login, grant)


@asynccontextmanager
async def opened_salesforce(
    model: OperatingModel, access: Access, *, now: Callable[[], datetime], patience: Patience | None
) -> AsyncIterator[Salesforce]:
    version = model.crm.salesforce.api_version
    async with httpx.AsyncClient() as http:
        yield Salesforce(
            http,
            access,
            fields=model.crm.fields,
            zone=model.timezone,
            pipeline=model.crm.pipeline,
            version=None if version == "newest" else version,
            now=now,
            patience=patience,
        )


def _grant(env: Mapping[str, str], login: str) -> Grant | str:
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
    try:
        return SignedAssertion(app, env["SALESFORCE_USERNAME"], login, read_key(Path(file).read_bytes()))
    except (OSError, KeyInvalid) as error:
        why = str(error) if isinstance(error, KeyInvalid) else "It cannot be read."
        return f"SALESFORCE_PRIVATE_KEY_FILE: {why}"
