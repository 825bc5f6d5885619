"""Steps that the stories of the flow tests share, and a look at what they left behind."""

from collections import Counter
from datetime import date, datetime
from functools import cache
from itertools import count
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Select
from sqlmodel import SQLModel

from domain.decision import DecisionDraft
from domain.draft import ReportDraft
from domain.ids import NoteId, ReportId, UserId
from domain.note import NoteDraft, ReleaseNote
from domain.outcome import Refused
from domain.post import PostKind
from domain.report import Report, Status, Verb
from flows import intake, shipping, triage
from flows.deps import Deps
from flows.moving import Decided
from store import posts, reports
from store.columns import table_of
from store.engine import Transaction
from store.supporters import supporters_of
from store.tables import PostRow, ReceiptRow
from tests.conftest import RITA, THEO

ON_SQLITE = pytest.mark.parametrize("store_url", ["sqlite"], indirect=True)
"""For stories in which the engine makes no difference."""

NEW_YORK = ZoneInfo("America/New_York")

RISK = "Implementation risk is required in the deal form before I can know it"

_deliveries = count(1)

WORDS: dict[Verb, dict[str, Any]] = {
    Verb.FIX: {"owner": THEO},
    Verb.REJECT: {"words": "It is used.", "change_mind": "Numbers."},
    Verb.DEFER: {"words": "After the migration.", "revisit_on": date(2026, 12, 7)},
    Verb.ASK: {"question": "Which page?"},
    Verb.ANSWER: {"words": "The deal page."},
    Verb.APPEAL: {"words": "It is worse now."},
    Verb.REOPEN: {"words": "It still asks."},
}


def a_delivery() -> str:
    return f"delivery-{next(_deliveries)}"


def in_new_york(*moment: int) -> datetime:
    return datetime(*moment, tzinfo=NEW_YORK)  # type: ignore[misc, arg-type]


async def a_report(
    deps: Deps, text: str = "Risk is required before I can know it", *, by: UserId = RITA, **parts: Any
) -> Report:
    filed = await intake.file_report(deps, ReportDraft(text, **parts), by=by, delivery=a_delivery())
    assert isinstance(filed, intake.Filed)
    return filed.report


async def decide(
    deps: Deps, report: ReportId, verb: Verb, *, by: UserId = THEO, delivery: str = "", **parts: Any
) -> Any:
    draft = DecisionDraft(report, verb, **(WORDS.get(verb, {}) | parts))
    return await triage.decide(deps, draft, by=by, delivery=delivery or a_delivery())


async def decided(deps: Deps, report: ReportId, verb: Verb, *, by: UserId = THEO, **parts: Any) -> Decided:
    outcome = await decide(deps, report, verb, by=by, **parts)
    assert isinstance(outcome, Decided), outcome
    return outcome


async def supported(deps: Deps, report: ReportId, *people: UserId) -> None:
    for person in people:
        assert isinstance(await intake.support(deps, report, by=person, delivery=a_delivery()), intake.Supporting)


async def ship(
    deps: Deps, report: ReportId, *also: ReportId, by: UserId = THEO, delivery: str = "", **parts: Any
) -> Any:
    draft = NoteDraft(report, "Risk comes later", "The deal page asks for it after the demo.", resolves=also, **parts)
    return await shipping.ship(deps, draft, by=by, delivery=delivery or a_delivery())


async def shipped(deps: Deps, report: ReportId, *also: ReportId, by: UserId = THEO, **parts: Any) -> ReleaseNote:
    outcome = await ship(deps, report, *also, by=by, **parts)
    assert isinstance(outcome, shipping.Shipped), outcome
    return outcome.note


async def a_shipped_note(deps: Deps, *supporters: UserId, **parts: Any) -> tuple[Report, ReleaseNote]:
    """A report, its supporters, and the note of its fix."""
    report = await a_report(deps, **parts)
    await supported(deps, report.id, *supporters)
    await decided(deps, report.id, Verb.FIX)
    return report, await shipped(deps, report.id)


async def confirm(deps: Deps, note: NoteId, *, by: UserId = RITA, delivery: str = "") -> Any:
    return await shipping.confirm(deps, note, by=by, delivery=delivery or a_delivery())


async def say_still_broken(
    deps: Deps, note: NoteId, words: str = "It still asks.", *, by: UserId = RITA, delivery: str = ""
) -> Any:
    return await shipping.say_still_broken(deps, note, words, by=by, delivery=delivery or a_delivery())


async def now(deps: Deps, report: ReportId) -> Report:
    """The report as it stands."""
    async with deps.store.read() as tx:
        return await reports.get_report(tx, report)


async def status(deps: Deps, report: ReportId) -> Status:
    return (await now(deps, report)).status


async def supporters(deps: Deps, report: ReportId) -> list[UserId]:
    async with deps.store.read() as tx:
        return (await supporters_of(tx, [report]))[report]


def refused(outcome: object, *, about: str = "") -> bool:
    return isinstance(outcome, Refused) and outcome.about == about


class Owed(NamedTuple):
    """One post: what it shows, where, and under which of our posts it stands."""

    kind: PostKind
    subject: str
    place: str
    under: tuple[PostKind, str] | None = None


async def owed(deps: Deps) -> Counter[Owed]:
    """How often each post was owed so far. A later count minus an earlier one is what was owed in between."""
    async with deps.store.read() as tx:
        rows = await _rows(tx, PostRow)
    by_id = {row["id"]: row for row in rows}

    def key(row: dict[str, Any]) -> tuple[PostKind, str]:
        return PostKind(row["kind"]), row["subject"]

    return Counter(
        {
            Owed(*key(row), row["place"], key(by_id[row["parent_id"]]) if row["parent_id"] else None): row["wanted"]
            for row in rows
        }
    )


async def everything(deps: Deps, *, newest: int | None = None) -> dict[str, list[dict[str, Any]]]:
    """The rows of every workspace but the receipts of Slack's deliveries: what a refusal must leave as it was.

    `newest` looks at no more than so many of each table.
    """
    models = [mapper.class_ for mapper in SQLModel._sa_registry.mappers if mapper.class_ is not ReceiptRow]
    async with deps.store.read() as tx:
        return {str(model.__tablename__): await _rows(tx, model, newest) for model in models}


async def _rows(tx: Transaction, model: type[SQLModel], newest: int | None = None) -> list[dict[str, Any]]:
    found = await tx.execute(_newest_first(model, newest))
    return [dict(row) for row in found.mappings()][::-1]


@cache
def _newest_first(model: type[SQLModel], newest: int | None) -> Select[Any]:
    """Built once: there are fifty tables."""
    table = table_of(model)
    return table.select().order_by(*(column.desc() for column in table.primary_key.columns)).limit(newest)


async def posted(deps: Deps, kind: PostKind, place: str, *, channel: str, ts: str | None) -> None:
    """Stands the latest post of `kind` to `place` in Slack, as delivery does."""
    table = posts.posts
    async with deps.begin() as tx:
        latest = table.select().where(table.c.kind == kind.value, table.c.place == place).order_by(table.c.id.desc())
        row = (await tx.execute(latest.limit(1))).mappings().one()
        await tx.execute(
            table.update().where(table.c.id == row["id"]).values(channel=channel, ts=ts, state="posted", shown=1)
        )
