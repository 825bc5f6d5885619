"""Makes deals, changes and owners of the rows of the company's files; what is wrong with one is noted with its line."""

from collections.abc import Callable, Iterator, Mapping
from operator import itemgetter
from typing import Final, NamedTuple

from crm.csv_layout import (
    REQUIRED_OF_HISTORY,
    REQUIRED_OF_OWNERS,
    Layout,
    end_of_moment,
    moment,
)
from crm.csv_reading import Faults, Table
from domain.deal import STAGE
from domain.ids import OwnerId
from domain.owner import Owner

SWITCHES: Final = {"": True, "true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
PIPELINES_NAMED: Final = 5

People = Mapping[str, OwnerId]
"""Ids of owners by their e-mail addresses, casefolded."""

Note = Callable[[str], None]


class DealRow(NamedTuple):
    """What deals.csv says of a deal. `created_by` is the end of the day where it names only a day."""

    id: str
    name: str
    owner: str | None
    pipeline: str
    stage: str
    created_at: str
    created_by: str
    modified_at: str
    currency: str | None
    link: str
    values: dict[str, str]


ChangeRow = tuple[str, str, str, str, str | None, str]
"""Deal, moment, our word for the field, value, by whom, source."""


class Rows:
    """Reads tables as one company writes them."""

    def __init__(self, layout: Layout, faults: Faults, people: People) -> None:
        self._layout, self._faults, self._people = layout, faults, people

    def deals(self, table: Table) -> Iterator[tuple[int, DealRow]]:
        """Those of the company's pipeline, each with its line."""
        layout, ours, others = self._layout, 0, dict[str, None]()
        places = table.places(layout.deal_columns, layout.required)
        if not layout.required <= places.keys():
            return
        for line, cells in table.rows():
            row = {word: cells[place].strip() for word, place in places.items()}
            pipeline = row.get("pipeline") or layout.pipeline
            if pipeline.casefold() != layout.pipeline.casefold():
                if len(others) < PIPELINES_NAMED:
                    others[pipeline] = None
                continue
            ours += 1
            if deal := self._deal(row, self._noting(table, line)):
                yield line, deal
        if others and not ours:
            what = (
                f"every deal is in another pipeline than {layout.pipeline}, like {', '.join(others)}; name one of them"
            )
            self._faults.note(table.name, 1, f"{what} under crm.pipeline")

    def _deal(self, row: dict[str, str], note: Note) -> DealRow | None:
        """None when anything of it is wrong."""
        layout, fine = self._layout, True

        def wrong(word: str, what: str) -> None:
            nonlocal fine
            fine = False
            note(f"{layout.deal_columns[word]} is {what if row[word] else 'empty'}")

        def read(word: str, reader: Callable[[str], str]) -> str:
            try:
                return reader(row[word])
            except ValueError as error:
                wrong(word, str(error))
                return ""

        if not row["id"]:
            wrong("id", "empty")
        if row[STAGE].casefold() not in layout.stages:
            wrong(STAGE, "none of the stages under crm.csv.stages")
        if row.get("link", "") and not row["link"].startswith(("https://", "http://")):
            wrong("link", "no address that begins with https://")
        created_at = read("created_at", lambda text: moment(text, layout.zone).isoformat())
        modified_at = row.get("modified_at") and read("modified_at", lambda text: moment(text, layout.zone).isoformat())
        values = {word: read(word, layout.readers[word]) for word in layout.fields if row[word]}
        if not fine:
            return None
        return DealRow(
            id=row["id"],
            name=row["name"] or row["id"],
            owner=self._owner(row.get("owner", "")),
            pipeline=layout.pipeline,
            stage=layout.stages[row[STAGE].casefold()],
            created_at=created_at,
            created_by=end_of_moment(row["created_at"], layout.zone).isoformat(),
            modified_at=modified_at or "",
            currency=row.get("currency", "").upper() or None,
            link=row.get("link", ""),
            values=values,
        )

    def changes(self, table: Table) -> Iterator[ChangeRow]:
        """Those of fields that the model names, whatever the deal."""
        layout = self._layout
        places = table.places(layout.history_columns, REQUIRED_OF_HISTORY)
        if not places.keys() >= REQUIRED_OF_HISTORY:
            return
        required = itemgetter(*(places[word] for word in ("deal", "field", "value", "at")))
        by, source = places.get("by"), places.get("source")
        strange = familiar = False
        for line, cells in table.rows():
            deal, field, value, at = map(str.strip, required(cells))
            word = layout.words.get(field.casefold())
            if word is None:
                strange = True
                continue
            familiar = True
            try:
                yield (
                    deal,
                    moment(at, layout.zone).isoformat(),
                    word,
                    layout.readers[word](value) if value else "",
                    None if by is None else self._owner(cells[by].strip()),
                    "" if source is None else cells[source].strip().casefold(),
                )
            except ValueError as error:
                self._faults.note(table.name, line, f"{self._blamed(at, word)} is {error}")
        if strange and not familiar:
            self._faults.note(table.name, 1, "no change is about a field that is named under crm.fields")

    def _blamed(self, at: str, word: str) -> str:
        """Of a change that cannot be read the column at fault."""
        try:
            moment(at, self._layout.zone)
        except ValueError:
            return str(self._layout.history_columns["at"])
        return f"the new value of {self._layout.fields.get(word, word)}"

    def owners(self, table: Table) -> Iterator[Owner]:
        places = table.places(self._layout.owner_columns, REQUIRED_OF_OWNERS)
        if not places.keys() >= REQUIRED_OF_OWNERS:
            return
        seen: set[str] = set()
        for line, cells in table.rows():
            row = {word: cells[place].strip() for word, place in places.items()}
            active = SWITCHES.get(row.get("active", "").casefold())
            if not row["id"]:
                self._faults.note(table.name, line, f"{self._layout.owner_columns['id']} is empty")
            elif row["id"] in seen:
                self._faults.note(table.name, line, "an owner with this id stands further up already")
            elif active is None:
                self._faults.note(table.name, line, f"{self._layout.owner_columns['active']} is neither true nor false")
            else:
                seen.add(row["id"])
                yield Owner(OwnerId(row["id"]), row["name"] or row["id"], row.get("email") or None, active)

    def owner_cells(self, table: Table) -> Iterator[str]:
        """What the deals say of their owners, over and over."""
        place = table.places({"owner": self._layout.deal_columns["owner"]}, frozenset()).get("owner")
        if place is not None:
            yield from (cells[place].strip() for _, cells in table.rows())

    def _owner(self, text: str) -> OwnerId | None:
        """Some exports name the owner by e-mail address."""
        return self._people.get(text.casefold(), OwnerId(text)) if text else None

    def _noting(self, table: Table, line: int) -> Note:
        return lambda what: self._faults.note(table.name, line, what)
