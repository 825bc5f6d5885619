"""A store full of deals and their history, of which every criterion of the example model is missed by some."""

import json
import random
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any, NamedTuple

from bench.by_driver import Rows, carry_out, in_postgres, in_sqlite, is_sqlite
from bench.processes import ROOT
from bot.holiday_calendar import working_time_of
from bot.model_file import load_model
from domain.deal import Stage, Standing
from domain.ids import TeamId, UserId
from domain.roster import Roster
from flows.deps import Deps, Workspace
from store import crm_catalogue, migrate
from store.engine import Store, open_store

TEAM = TeamId("T0NORTHWIND")
NOW = datetime(2026, 11, 23, 13, 30, tzinfo=UTC)
"""Monday, 08:30 in New York: an hour before the example's forecast call."""
FIRST_ID = 18_000_000_001
AT_ONCE = 10_000
CHANGES = 10
"""Of each deal; a few of its fields changed once, the next step all the other times."""
WON_OF = 21
"""One deal of so many is won, all others are open: the handoff has something to look at."""
STAGES = [
    Stage("appointmentscheduled", "Meeting", "default", Standing.OPEN, 0.1),
    Stage("qualifiedtobuy", "Qualified", "default", Standing.OPEN, 0.3),
    Stage("presentationscheduled", "Proposal", "default", Standing.OPEN, 0.5),
    Stage("contractsent", "Negotiation", "default", Standing.OPEN, 0.8),
    Stage("renewal", "Renewal", "default", Standing.OPEN, 0.6),
    Stage("closedwon", "Signed", "default", Standing.WON, 1.0),
]
OPEN, WON = STAGES[:-1], STAGES[-1]


class DealTold(NamedTuple):
    """A row of `deals`, in the order of its columns."""

    team_id: str
    id: str
    name: str
    owner: str
    pipeline: str
    stage: str
    standing: str
    amount: float
    currency: str
    close_date: date | None
    created_at: datetime
    modified_at: datetime
    values: str
    changed_at: str
    link: str
    seen_at: datetime
    deleted_at: None = None


class ChangeTold(NamedTuple):
    """A row of `deal_changes`, in the order of its columns."""

    team_id: str
    deal: str
    field: str
    at: datetime
    nth: int
    value: str
    by: str
    source: str


def deps_of(store: Store) -> Deps:
    model = load_model(ROOT / "operating-model.example.yml")
    workspace = Workspace(TEAM, UserId("U0ADOPTION"), "https://northwind.slack.com/")
    return Deps(store, model, Roster.of(model, {}), working_time_of(model), workspace, clock=lambda: NOW)


def deals(first: int, many: int) -> Iterator[tuple[DealTold, list[ChangeTold]]]:
    """The same for the same numbers, whoever asks."""
    for number in range(first, first + many):
        yield _deal(number, random.Random(number))


def _deal(number: int, dice: random.Random) -> tuple[DealTold, list[ChangeTold]]:
    deal, owner = str(FIRST_ID + number), str(500 + number % 200)
    stage = WON if number % WON_OF == WON_OF - 1 else dice.choice(OPEN)
    created = NOW - timedelta(dice.randrange(60, 300), dice.randrange(86_400))
    values = _values(stage, dice)
    at = {name: NOW - timedelta(int(40 * dice.random() ** 2), dice.randrange(86_400)) for name in values}
    if dice.random() < 0.02:
        at.pop("next_step", None)  # the CRM's history does not reach back so far
    past = [
        ChangeTold(TEAM, deal, "next_step", created + timedelta(hours=hours), 0, f"Step {hours}", owner, "person")
        for hours in range(CHANGES - len(at))
    ]
    past += [ChangeTold(TEAM, deal, name, when, 0, values[name], owner, "person") for name, when in at.items()]
    told = DealTold(
        TEAM,
        deal,
        f"Customer {number} - Lanes",
        owner,
        stage.pipeline,
        stage.id,
        stage.standing.value,
        float(values["amount"]),
        "USD",
        date.fromisoformat(values["close_date"]) if "close_date" in values else None,
        created,
        max(at.values()),
        json.dumps(values),
        json.dumps({name: when.isoformat() for name, when in at.items()}),
        f"https://app.hubspot.com/contacts/24680135/record/0-3/{deal}",
        NOW,
    )
    return told, past


def _values(stage: Stage, dice: random.Random) -> dict[str, str]:
    days = -dice.randrange(40) if stage is WON else dice.randrange(-15, 180)
    values = {
        "stage": stage.id,
        "amount": str(dice.randrange(1_000, 90_000)),
        "close_date": (NOW.date() + timedelta(days)).isoformat() if dice.random() < 0.95 else "",
        "next_step": dice.choice(["Call with their CFO"] * 16 + ["tbd", "", "n/a"]),
        "forecast_category": dice.choice(["PIPELINE", "PIPELINE", "BEST_CASE", "COMMIT", ""]),
        "champion": dice.choice(["Ann Osei", "Joe Lind", "Unknown", ""]),
        "implementation_risk": dice.choice(["low", "high", ""]),
        "promised_outcomes": dice.choice(["Fewer empty trucks", ".", ""]),
    }
    return {name: value for name, value in values.items() if value}


async def fill(address: str, first: int, many: int) -> None:
    """Adds so many deals, as one who reads them from a file would: faster than any sync."""
    store = open_store(address, TEAM)
    await migrate.upgrade(store)
    async with store.begin() as tx:
        await crm_catalogue.keep_stages(tx, STAGES)
    await store.close()
    put = _put_in_sqlite if is_sqlite(address) else _put_in_postgres
    coming = deals(first, many)
    while some := list(islice(coming, AT_ONCE)):
        await put(address, [deal for deal, _ in some], [change for _, past in some for change in past])
    # What an engine does by itself some time after so many rows came.
    await carry_out(address, "ANALYZE" if is_sqlite(address) else "VACUUM ANALYZE")


async def _put_in_sqlite(address: str, told: Rows, past: Rows) -> None:
    with in_sqlite(address) as file:
        for table, rows in (("deals", told), ("deal_changes", past)):
            marks = ", ".join("?" * len(rows[0]))
            file.executemany(f"INSERT INTO {table} VALUES ({marks})", map(_as_sqlite, rows))  # noqa: S608
        file.commit()


def _as_sqlite(row: Sequence[Any]) -> list[Any]:
    return [
        one.strftime("%Y-%m-%d %H:%M:%S.%f") if isinstance(one, datetime) else str(one) if type(one) is date else one
        for one in row
    ]


async def _put_in_postgres(address: str, told: Rows, past: Rows) -> None:
    async with in_postgres(address) as server:
        await server.copy_records_to_table("deals", records=told)
        await server.copy_records_to_table("deal_changes", records=past)
