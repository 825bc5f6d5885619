"""Opens the CRM that the operating model names, with the keys from the environment.

Only what it takes for that one is imported: the others are 15 MB.
"""

import os
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pydantic import SecretStr

from crm.protocol import Crm
from domain.ids import DealId
from domain.operating_model import OperatingModel
from domain.operating_model.company import CrmKind

if TYPE_CHECKING:
    from crm.calls import Patience

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
            from bot.crm_hubspot import key_and_address  # noqa: PLC0415

            key_and_address(_read(environ))
        case CrmKind.SALESFORCE:
            from bot.crm_salesforce import accesses  # noqa: PLC0415

            accesses(_read(environ), write_as=model.crm.write_as)
        case CrmKind.CSV | CrmKind.DEMO:
            pass


@asynccontextmanager
async def opened_crm(
    model: OperatingModel,
    base: Path,
    *,
    now: Callable[[], datetime],
    known: Known = _nobody,
    demo: DemoCrm | None = None,
    environ: Environment | None = None,
    patience: "Patience | None" = None,
) -> AsyncIterator[Crm | None]:
    """The CRM that the operating model names; None when that is the demo's, and this is not the demo.

    `base` is the operating model's folder. Nothing is asked of the CRM yet. Raises SettingsInvalid.
    """
    match model.crm.kind:
        case CrmKind.DEMO if demo is None:
            yield None
        case CrmKind.HUBSPOT | CrmKind.DEMO:
            from bot.crm_hubspot import key_and_address, opened_hubspot  # noqa: PLC0415

            token, url = (demo.token.get_secret_value(), demo.url) if demo else key_and_address(_read(environ))
            async with opened_hubspot(model, token, url, now=now, patience=patience) as hubspot:
                yield hubspot
        case CrmKind.SALESFORCE:
            from bot.crm_salesforce import accesses, opened_salesforce  # noqa: PLC0415

            signed = accesses(_read(environ), write_as=model.crm.write_as)
            async with opened_salesforce(model, signed, now=now, patience=patience) as salesforce:
                yield salesforce
        case CrmKind.CSV:
            from crm.csv_files import CsvFiles  # noqa: PLC0415

            yield CsvFiles(model, base, known=known, now=now)


def _read(environ: Environment | None) -> Environment:
    return {name: value.strip() for name, value in (environ if environ is not None else os.environ).items()}
