"""Files of CSV as a CRM: what something else exports, read as a whole whenever it changed, and never written to."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from typing import Final, TypeVar

from crm.csv_cursor import START, Cursor, Seen
from crm.csv_layout import Layout
from crm.csv_reading import BeingWritten, Faults, Sight, digest_of, is_cut_off, is_rested, open_table
from crm.csv_rows import Rows
from crm.csv_staging import Staging
from crm.protocol import CrmRefuses, CrmUnavailable, Denied, Page, Written
from domain.crm_field import FieldMeta, Option
from domain.deal import STAGE, Stage
from domain.ids import DealId, OwnerId
from domain.operating_model import OperatingModel
from domain.operating_model.words import EMAIL
from domain.owner import Owner

CANNOT_WRITE: Final = (
    "The deals come from files, which the bot only reads. "
    "Change the deal where the files are exported from; the bot sees it with the next export."
)
DEALS, HISTORY, OWNERS = "deals", "history", "owners"

T = TypeVar("T")


class NothingLeft(CrmUnavailable):
    """An export that failed looks like a company that lost all its deals at once."""

    def __init__(self, file: str) -> None:
        told = f"{file} names no deal any more. Nothing was changed; look whether its export has failed."
        super().__init__(f"{file} names no deal any more", for_user=told)


async def _nobody() -> Collection[DealId]:
    return ()


class CsvFiles:
    """Fulfils `Crm`.

    `base` is the operating model's folder, from which on the files' one is named. `known` tells the deals that came
    before: those of them that are not in the files any more count as deleted. Files are read in threads.
    """

    def __init__(
        self,
        model: OperatingModel,
        base: Path,
        *,
        known: Callable[[], Awaitable[Collection[DealId]]] = _nobody,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        csv = model.crm.csv
        folder = base / csv.folder
        self._paths = {DEALS: folder / csv.deals, HISTORY: folder / csv.history, OWNERS: folder / csv.owners}
        self._needed = {DEALS} | (csv.model_fields_set & {HISTORY, OWNERS})
        self._stages = [Stage(name, name, model.crm.pipeline, standing) for name, standing in csv.stages.items()]
        self._layout = Layout(model)
        self._known, self._now = known, now
        self._people: tuple[dict[str, Sight], list[Owner]] | None = None
        self._reading = asyncio.Lock()
        """One after the other is no slower for a disk, and leaves no thread that reads on where the first failed."""

    async def stages(self) -> list[Stage]:
        return list(self._stages)

    async def owners(self) -> list[Owner]:
        """Those of the owners' file, and whoever else the deals name."""
        async with self._reading:
            return await asyncio.to_thread(self._read_owners)

    async def fields(self) -> list[FieldMeta]:
        async with self._reading:
            return await asyncio.to_thread(self._read_fields)

    async def changed(self, cursor: str | None) -> AsyncIterator[Page]:
        """Every deal when the files are others than at `cursor`, the least recently modified first."""
        before, after = Cursor.read(cursor), START
        now = await asyncio.to_thread(self._look, before)
        if before is not None and before.is_about(now):
            if before.after is None:
                yield Page((), now.text(), total=0)
                return
            after = before.after
        stop = Event()
        async with _staging() as staging:
            await _to_its_end(stop, self._fill, staging, now, stop)
            total = left = await _to_its_end(stop, staging.count, after)
            gone = await self._gone(staging, stop)
            while True:
                records, after = await _to_its_end(stop, staging.page, after)
                left -= len(records)
                if left <= 0:
                    yield Page(records, now.text(), gone, total)
                    return
                yield Page(records, replace(now, after=after).text(), total=total)

    async def as_of(self) -> datetime | None:
        """When the deals were written: an export that has stopped is read again and again, and tells nothing new."""
        with suppress(OSError):
            if sight := await asyncio.to_thread(Sight.of, self._paths[DEALS]):
                return sight.modified_at
        return None

    async def write(self, deal: DealId, values: Mapping[str, str], *, seen: Mapping[str, str]) -> Written:  # noqa: ARG002
        return Denied({"": CANNOT_WRITE})

    async def _gone(self, staging: Staging, stop: Event) -> list[DealId]:
        known = await self._known()
        if known and not await _to_its_end(stop, staging.count, START):
            raise NothingLeft(self._paths[DEALS].name)
        return await _to_its_end(stop, staging.gone, known)

    def _look(self, before: Cursor | None) -> Cursor:
        """A file that looks as it did is not read again for its digest."""
        files: dict[str, Seen] = {}
        for use, sight in self._sights().items():
            seen = before.files.get(use) if before else None
            with _readable(self._paths[use]):
                files[use] = seen if seen and seen.sight == sight else Seen(sight, digest_of(self._paths[use]))
        return Cursor(self._layout.digest, files)

    def _sights(self) -> dict[str, Sight]:
        """Of the files that are there. Raises BeingWritten where one is plainly not at its end yet."""
        sights: dict[str, Sight] = {}
        for use, path in self._paths.items():
            with _readable(path):
                if (sight := Sight.of(path)) is not None:
                    sights[use] = sight
                    if is_cut_off(path) and not is_rested(path, at=self._now()):
                        raise BeingWritten(path.name)
                elif use in self._needed:
                    raise CrmRefuses(f"There is no {path}. Put the file there, or say under crm.csv where it is.")
        return sights

    @contextmanager
    def _untouched(self, sights: Mapping[str, Sight]) -> Iterator[None]:
        """For reading files: raises BeingWritten when they look different afterwards."""
        try:
            yield
        except CrmRefuses:
            self._compare(sights)  # whoever reads half of a file finds faults in it
            raise
        self._compare(sights)

    def _compare(self, sights: Mapping[str, Sight]) -> None:
        for use, path in self._paths.items():
            if Sight.of(path) != sights.get(use):
                raise BeingWritten(path.name)

    def _fill(self, staging: Staging, now: Cursor, stop: Event) -> None:
        faults, path, at = Faults(), self._paths[DEALS], self._now()
        history = self._paths[HISTORY] if HISTORY in now.files else None
        with self._untouched({use: seen.sight for use, seen in now.files.items()}), _readable(path):
            # Of two with one address whoever is still there has the deals: somebody who left and came back, say.
            listed = sorted(self._listed(faults), key=lambda owner: owner.active)
            people = {owner.email.casefold(): owner.id for owner in listed if owner.email}
            rows = Rows(self._layout, faults, people)
            staging.read(rows, path, history, faults, at=at, stopped=stop.is_set)

    def _tell_all(self, faults: Faults) -> None:
        """Raises CrmRefuses if there are any, with those of the other files and rows as well."""
        if faults:
            with Staging() as staging:
                self._fill(staging, self._look(None), Event())
        faults.raise_if_any()

    def _listed(self, faults: Faults) -> list[Owner]:
        """Those of the owners' file; nobody where there is none."""
        path = self._paths[OWNERS]
        if Sight.of(path) is None:
            return []
        with _readable(path), open_table(path, faults, at=self._now()) as table:
            return list(Rows(self._layout, faults, {}).owners(table))
        return []

    def _read_owners(self) -> list[Owner]:
        sights = self._sights()
        if self._people is None or self._people[0] != sights:
            with self._untouched(sights):
                self._people = sights, self._found_owners()
        return self._people[1]

    def _found_owners(self) -> list[Owner]:
        faults, path = Faults(), self._paths[DEALS]
        listed = self._listed(faults)
        called: set[str] = set()
        with _readable(path), open_table(path, faults, at=self._now()) as table:
            called.update(Rows(self._layout, faults, {}).owner_cells(table))
        self._tell_all(faults)
        there = {"", *(owner.id for owner in listed), *(owner.email.casefold() for owner in listed if owner.email)}
        others = sorted(cell for cell in called if cell not in there and cell.casefold() not in there)
        return listed + [Owner(OwnerId(cell), cell, cell if EMAIL.fullmatch(cell) else None) for cell in others]

    def _read_fields(self) -> list[FieldMeta]:
        """Those that the deals have a column for."""
        faults, path, layout = Faults(), self._paths[DEALS], self._layout
        sights = self._sights()
        places: dict[str, int] = {}
        with self._untouched(sights):
            with _readable(path), open_table(path, faults, at=self._now()) as table:
                places = table.places(layout.fields, frozenset())
            self._tell_all(faults)
        stages = [Option(stage.id, stage.label) for stage in self._stages]
        return [
            FieldMeta(
                field=word,
                label=column,
                kind=layout.kinds[word],
                options=stages if word == STAGE else (),
                updateable=False,
                tracked=HISTORY in sights,
            )
            for word, column in layout.fields.items()
            if word in places
        ]


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError:
        raise BeingWritten(path.name) from None  # it was there a moment ago
    except OSError as error:
        raise CrmRefuses(f"{path} cannot be read: {error.strerror}.") from None


@asynccontextmanager
async def _staging() -> AsyncIterator[Staging]:
    """Closed in a thread: to give a gigabyte back to the disk takes a while."""
    staging = Staging()
    try:
        yield staging
    finally:
        await _to_its_end(Event(), staging.close)


async def _to_its_end(stop: Event, work: Callable[..., T], *about: object) -> T:
    """Runs `work` in a thread. No thread can be cancelled: whoever is waits until it has let go of what it uses."""
    running = asyncio.ensure_future(asyncio.to_thread(work, *about))
    try:
        return await asyncio.shield(running)
    except asyncio.CancelledError:
        stop.set()
        await asyncio.wait([running])
        if not running.cancelled():
            running.exception()  # looked at, or asyncio would complain that nobody did
        raise
