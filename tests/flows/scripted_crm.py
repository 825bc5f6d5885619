"""A CRM in memory: the test writes its deals, and says when it stops answering."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from crm.protocol import Changed, Crm, CrmUnavailable, Gone, Page, Record, Saved, Written
from domain.crm_field import FieldKind, FieldMeta, Option
from domain.deal import Stage, Standing
from domain.deal_history import Change
from domain.ids import DealId, OwnerId
from domain.owner import Owner
from tests.conftest import MONDAY

QUALIFIED = Stage("qualifiedtobuy", "Qualified", "default", Standing.OPEN, 0.4)
WON = Stage("contractsent", "Signed", "default", Standing.WON, 1.0)
LOST = Stage("closedwon", "Lost", "default", Standing.LOST, 0.0)
"""Ids say nothing: they stay when a stage is given another meaning."""

OTHER_FIELDS = [
    "stage",
    "close_date",
    "next_step",
    "implementation_risk",
    "champion",
    "promised_outcomes",
    "kickoff_date",
]

RITA_OWNS, RAVI_OWNS = OwnerId("501"), OwnerId("502")


def a_record(number: int = 1, stage: Stage = QUALIFIED, *, modified: datetime | None = None, **values: str) -> Record:
    created = MONDAY - timedelta(days=60)
    return Record(
        id=DealId(f"d{number:05}"),
        name=f"Deal {number}",
        owner=RITA_OWNS,
        pipeline=stage.pipeline,
        stage=stage.id,
        created_at=created,
        modified_at=modified or created,
        values={"stage": stage.id, **values},
        currency="USD",
        link=f"https://crm.example/deals/{number}",
    )


async def _go_on() -> None:
    """What usually happens between two pages: nothing."""


@dataclass
class ScriptedCrm(Crm):
    """`journal` has a line for each time that a deal was written or deleted; a cursor is how many lines were read.

    `pages_left` is how many pages it still answers before it is away, `look_back` how many lines before the cursor it
    repeats, `between` what happens before each page, `asked` the cursors with which it was asked. `forgot` is true when
    it can do nothing with the next cursor. `written_at` is when its files were, if it has any.
    """

    page_size: int = 2
    look_back: int = 0
    pages_left: int | None = None
    forgot: bool = False
    written_at: datetime | None = None
    between: Callable[[], Awaitable[None]] = _go_on
    records: dict[DealId, Record] = field(default_factory=dict)
    journal: list[DealId] = field(default_factory=list)
    asked: list[str | None] = field(default_factory=list)
    all_stages: list[Stage] = field(default_factory=lambda: [QUALIFIED, WON, LOST])
    all_owners: list[Owner] = field(
        default_factory=lambda: [
            Owner(RITA_OWNS, "Rita", "rita@northwind.example"),
            Owner(RAVI_OWNS, "Ravi", None, active=False),
        ]
    )
    all_fields: list[FieldMeta] = field(
        default_factory=lambda: [
            FieldMeta("amount", "Amount", FieldKind.NUMBER),
            FieldMeta(
                "forecast_category",
                "Forecast category",
                FieldKind.CHOICE,
                (Option("COMMIT", "Commit"), Option("MAYBE", "Maybe", offered=False)),
                tracked=False,
            ),
            *(FieldMeta(word, word, FieldKind.TEXT) for word in OTHER_FIELDS),
        ]
    )

    def put(self, *records: Record) -> None:
        for record in records:
            self.records[record.id] = record
            self.journal.append(record.id)

    def change(
        self, number: int, *, at: datetime, told: bool = True, times: Sequence[str] = (), **values: str
    ) -> Record:
        """Sets values. Its history tells of it if `told`; also, that it was `times` before within the same moment."""
        before = self.records[DealId(f"d{number:05}")]
        new = [
            Change(name, value, at, RITA_OWNS) for name, final in values.items() for value in (*times, final) if told
        ]
        kept = {name: value for name, value in {**before.values, **values}.items() if value}
        record = replace(before, values=kept, modified_at=at, stage=kept["stage"], history=(*before.history, *new))
        self.put(record)
        return record

    def delete(self, number: int) -> None:
        deal = DealId(f"d{number:05}")
        del self.records[deal]
        self.journal.append(deal)

    async def stages(self) -> list[Stage]:
        return self.all_stages

    async def owners(self) -> list[Owner]:
        return self.all_owners

    async def fields(self) -> list[FieldMeta]:
        return self.all_fields

    async def changed(self, cursor: str | None) -> AsyncIterator[Page]:
        self.asked.append(cursor)
        if self.forgot:
            cursor, self.forgot = None, False
        anew = cursor is None
        for start, end in self._turns(max(0, int(cursor or 0) - self.look_back)):
            await self.between()
            if self.pages_left == 0:
                raise CrmUnavailable
            if self.pages_left is not None:
                self.pages_left -= 1
            lines = list(dict.fromkeys(self.journal[start:end]))
            gone = [deal for deal in lines if deal not in self.records and cursor is not None]
            yield Page([self.records[deal] for deal in lines if deal in self.records], str(end), gone, anew=anew)
            anew = False

    def _turns(self, start: int) -> Iterator[tuple[int, int]]:
        """What is written while it is being read comes too."""
        while start < len(self.journal):
            end = min(start + self.page_size, len(self.journal))
            yield start, end
            start = end

    async def as_of(self) -> datetime | None:
        return self.written_at

    async def write(self, deal: DealId, values: Mapping[str, str], *, seen: Mapping[str, str]) -> Written:
        record = self.records.get(deal)
        if record is None:
            return Gone()
        now = {name: record.values.get(name, "") for name in values}
        if any(now[name] != seen.get(name, "") for name in values):
            return Changed(now)
        self.put(replace(record, values={**record.values, **values}))
        return Saved(dict(values))
