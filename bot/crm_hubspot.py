"""Opens HubSpot, or the CRM in miniature that speaks like it, with a key."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from urllib.parse import urlsplit

from bot.settings import SettingsInvalid
from crm.calls import Patience
from crm.hubspot import HUBSPOT, HubSpot, connect
from domain.operating_model import OperatingModel
from domain.texts import is_link


def key_and_address(env: Mapping[str, str]) -> tuple[str, str]:
    """Raises SettingsInvalid."""
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


@asynccontextmanager
async def opened_hubspot(
    model: OperatingModel, token: str, url: str, *, now: Callable[[], datetime], patience: Patience | None
) -> AsyncIterator[HubSpot]:
    async with connect(token, url) as http:
        yield HubSpot(
            http,
            fields=model.crm.fields,
            zone=model.timezone,
            version=model.crm.hubspot.api_version,
            now=now,
            patience=patience,
        )


def _is_safe(url: str) -> bool:
    """Encrypted, or to this machine."""
    return is_link(url) and (
        urlsplit(url).scheme == "https" or urlsplit(url).hostname in {"127.0.0.1", "localhost", "::1"}
    )
