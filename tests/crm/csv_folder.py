"""A folder of CSV files for the tests, and what stands in it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from crm.csv_files import CsvFiles
from crm.protocol import CrmRefuses, Page, Record
from domain.ids import DealId
from domain.operating_model import OperatingModel

HEAD = "id,name,owner,stage,created_at,modified_at,currency,Amount,Close Date,next_step\n"
ONE = "d1,Acme,o1,Qualified,2026-10-01T08:00:00Z,2026-11-20T08:00:00Z,EUR,1200.50,2026-12-24,Call Ada\n"
TWO = "d2,Bolt,ada@northwind.example,won,2026-10-02,,usd,,,\n"
HISTORY_HEAD = "deal,field,value,at,by,source\n"
OWNERS = "id,name,email,active\no1,Rita,rita@northwind.example,\no2,Ada,Ada@northwind.example,true\no3,Old,,no\n"

MODEL: dict[str, Any] = {
    "version": 1,
    "company": "Northwind",
    "timezone": "America/New_York",
    "channels": {"triage": "C0TRIAGE", "updates": "C0UPDATES"},
    "people": {"admins": ["U0ADA"], "triage_owners": ["U0THEO"]},
    "crm": {
        "kind": "csv",
        "fields": {"amount": "Amount", "close_date": "Close Date", "next_step": "next_step"},
        "csv": {"folder": ".", "stages": {"qualified": "open", "won": "won", "lost": "lost"}},
    },
    "workflows": {
        "forecast": {
            "name": "Forecast",
            "meeting": {"name": "Call", "day": "mon", "at": "09:30", "channel": "C0CALL"},
            "done_means": "All is current.",
        }
    },
}


def a_model(**csv: object) -> OperatingModel:
    crm = MODEL["crm"]
    return OperatingModel.model_validate(MODEL | {"crm": crm | {"csv": crm["csv"] | csv}})


class Folder:
    """The files of a company, and the bot's look at them ten minutes after they were written."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.now = datetime.now(UTC) + timedelta(minutes=10)
        self.model = a_model()
        self.known: list[DealId] = []

    def write(self, *, deals: str | bytes | None = None, **others: str | bytes) -> None:
        for name, content in {"deals": deals, **others}.items():
            if content is not None:
                written = content.encode() if isinstance(content, str) else content
                (self.path / f"{name}.csv").write_bytes(written)

    def crm(self) -> CsvFiles:
        async def known() -> list[DealId]:
            return self.known

        return CsvFiles(self.model, self.path, known=known, now=lambda: self.now)

    async def pages(self, cursor: str | None = None) -> list[Page]:
        return [page async for page in self.crm().changed(cursor)]

    async def records(self) -> list[Record]:
        return [record for page in await self.pages() for record in page.records]

    async def refusal(self) -> list[str]:
        """The faults, without the sentence above them."""
        with pytest.raises(CrmRefuses) as refused:
            await self.pages()
        first, *faults = refused.value.for_user.split("\n")
        return faults or [first]


def many(number: int) -> str:
    return HEAD + "".join(
        f"d{each:05},Deal {each},o1,qualified,2026-10-01,2026-11-{1 + each * 7 % 28:02},EUR,{each},,\n"
        for each in range(number)
    )
