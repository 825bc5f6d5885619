"""A company whose people are asked about their deals: a small pipeline in the sandbox's CRM, and what Rita is asked."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import httpx

from bot.assembly import Bot
from flows.crm_sync import Synced, sync
from flows.nudging import ask
from flows.readiness import judge
from tests.conftest import EXAMPLE
from tests.doors.running import Company, company
from tests.filling import Fill
from tests.plugins.secret_watch import AMOUNT_NEVER_LOGGED, NEVER_LOGGED
from tests.sandbox.crm_calling import Json, control, hubspot
from tests.seen import Message, View
from tests.workspace import RITA, Outcome, Workspace

PIPELINE: Final = "31415926"
RITAS_ID: Final = "70010001"
INTRODUCED: Final = "91000001"
JOINT_OFFER: Final = "91000002"
NEXT_STEP: Final = f"Call the champion on Thursday, {NEVER_LOGGED}"


def asking_model(folder: Path) -> Path:
    """The example, with a small pipeline of which the review asks people."""
    text = EXAMPLE.read_text()
    for old, new in (
        ("pipeline: default", f'pipeline: "{PIPELINE}"\n  owners: {{rita.moreno@northwind.example: {RITA}}}'),
        ("stages: [qualified, proposal, negotiation]", "stages: [Introduced, Joint offer]"),
        ("control: inspection               # flag", "control: prompt  # flag"),
    ):
        assert old in text, old
        text = text.replace(old, new, 1)
    file = folder / "operating-model.yml"
    file.write_text(text)
    return file


@dataclass(frozen=True)
class Asked:
    """Rita owns deal `id`, and `message` asks her about it."""

    company: Company
    crm: httpx.AsyncClient
    id: str
    message: Message

    @property
    def workspace(self) -> Workspace:
        return self.company.workspace

    @property
    def bot(self) -> Bot:
        return self.company.bot

    async def opened(self, *, user: str = RITA) -> View:
        """The form of *Update now*."""
        pressed = await self.workspace.press(self.message, "Update now", user)
        assert pressed.ok, pressed
        return await self.workspace.modal(user, containing="Update the deal")

    async def saves(self, **values: Fill) -> Outcome:
        return await self.workspace.fill_and_submit(RITA, {k.replace("_", " "): v for k, v in values.items()})

    async def told(self, words: str) -> View:
        """What the form says in the end."""
        return await self.workspace.modal(RITA, containing=words)

    async def holds(self, name: str) -> str:
        """What the CRM holds, by its own name for the field."""
        fields = (await self.record())["fields"]
        return str(next(one["value"] for one in fields if one["name"] == name) or "")

    async def record(self) -> Json:
        answer = await self.crm.get("/_control/crm/deal", params={"deal": self.id})
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    async def change(self, **values: str) -> None:
        """Somebody else does, in the CRM itself."""
        await control(self.crm, "change", deal=self.id, values=values)

    async def call(self, what: str, **fields: object) -> Json:
        return await control(self.crm, what, **fields)


@asynccontextmanager
async def asked(store_url: str, folder: Path, **values: Any) -> AsyncIterator[Asked]:
    """`values` are HubSpot's of Rita's deal, which lacks a next step."""
    here = company(store_url, model=asking_model(folder), crm=True, has_deals=False)
    async with here as running, hubspot(running.workspace) as crm:
        made = {
            "dealname": f"Kestrel – {NEVER_LOGGED}",
            "hubspot_owner_id": RITAS_ID,
            "pipeline": PIPELINE,
            "dealstage": INTRODUCED,
            "closedate": "2026-12-18",
            "amount": AMOUNT_NEVER_LOGGED,
            "hs_manual_forecast_category": "PIPELINE",
        }
        added = await control(crm, "add", values=made | values, user=RITA)
        deps = running.bot.deps
        assert deps.crm is not None
        assert isinstance(await sync(deps, deps.crm, at=deps.clock()), Synced)
        await judge(deps, at=deps.clock())
        assert await ask(deps, at=deps.clock()) == 1
        message = await running.workspace.message_in(RITA, containing="Kestrel")
        await running.quiet()  # nobody presses a button within the millisecond in which it is kept where it stands
        yield Asked(running, crm, added["id"], message)
