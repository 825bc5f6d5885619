"""Opens the CRM that the operating model names, with the keys from the environment."""

import os
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import httpx
from pydantic import SecretStr

from bot.settings import SettingsInvalid
from crm.calls import Patience
from crm.csv_files import CsvFiles
from crm.hubspot import HUBSPOT, HubSpot, connect
from crm.protocol import Crm
from crm.salesforce import Salesforce
from crm.salesforce_access import Access, ClientCredentials, Grant, is_salesforce
from crm.salesforce_jwt import KeyInvalid, SignedAssertion, read_key
from domain.ids import DealId
from domain.operating_model import OperatingModel
from domain.operating_model.company import CrmKind
from domain.texts import is_link

VARIABLES: Final = (
    "HUBSPOT_TOKEN",
    "HUBSPOT_API_URL",
    "SALESFORCE_LOGIN_URL",
    "SALESFORCE_CLIENT_ID",
    "SALESFORCE_CLIENT_SECRET",
    "SALESFORCE_PRIVATE_KEY_FILE",
    "SALESFORCE_USERNAME",
)

Environment = Mapping[str, str]

Known = Callable[[], Awaitable[Collection[DealId]]]
"""The deals that came before and are there."""


@dataclass(frozen=True, slots=True)
class DemoCrm:
    """The CRM that comes with the demo, with a key of its own: nobody's real one can come this way."""

    url: str
    token: SecretStr = field(default_factory=lambda: SecretStr(f"pat-demo-{secrets.token_hex(12)}"))


async def _nobody() -> Collection[DealId]:
    return ()


def check_crm_settings(model: OperatingModel, environ: Environment | None = None) -> None:
    """For before anything starts. Raises SettingsInvalid."""
    match model.crm.kind:
        case CrmKind.HUBSPOT:
            _hubspot(_read(environ))
        case CrmKind.SALESFORCE:
            _salesforce(_read(environ))
        case CrmKind.CSV | CrmKind.DEMO:
            pass


def _read(environ: Environment | None) -> Environment:
    return {name: value.strip() for name, value in (environ if environ is not None else os.environ).items()}


@asynccontextmanager
async def opened_crm(
    model: OperatingModel,
    base: Path,
    *,
    now: Callable[[], datetime],
    known: Known = _nobody,
    demo: DemoCrm | None = None,
    environ: Environment | None = None,
    patience: Patience | None = None,
) -> AsyncIterator[Crm | None]:
    """The CRM that the operating model names; None when that is the demo's, and this is not the demo.

    `base` is the operating model's folder. Nothing is asked of the CRM yet. Raises SettingsInvalid.
    """
    env = _read(environ)
    match model.crm.kind:
        case CrmKind.DEMO if demo is None:
            yield None
        case CrmKind.HUBSPOT | CrmKind.DEMO:
            token, url = (demo.token.get_secret_value(), demo.url) if demo else _hubspot(env)
            async with connect(token, url) as http:
                yield HubSpot(
                    http,
                    fields=model.crm.fields,
                    zone=model.timezone,
                    version=model.crm.hubspot.api_version,
                    now=now,
                    patience=patience,
                )
        case CrmKind.SALESFORCE:
            access, version = _salesforce(env), model.crm.salesforce.api_version
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
        case CrmKind.CSV:
            yield CsvFiles(model, base, known=known, now=now)


def _hubspot(env: Environment) -> tuple[str, str]:
    """The token and the address. Raises SettingsInvalid."""
    token, url = env.get("HUBSPOT_TOKEN", ""), env.get("HUBSPOT_API_URL") or HUBSPOT
    problems = []
    if not token:
        problems.append("HUBSPOT_TOKEN is missing. It is a service key: Settings, Integrations, Service Keys.")
    elif not token.isascii() or not token.isprintable() or " " in token:
        problems.append("HUBSPOT_TOKEN is no service key: it holds characters that no key has.")
    if not _is_safe(url):
        problems.append("HUBSPOT_API_URL should begin with https://. Leave it out for HubSpot itself.")
    if problems:
        raise SettingsInvalid(problems)
    return token, url


def _salesforce(env: Environment) -> Access:
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


def _grant(env: Environment, login: str) -> Grant | str:
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


def _is_safe(url: str) -> bool:
    """Encrypted, or to this machine."""
    return is_link(url) and (
        urlsplit(url).scheme == "https" or urlsplit(url).hostname in {"127.0.0.1", "localhost", "::1"}
    )
