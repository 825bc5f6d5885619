"""Reads files of CSV line by line, whatever wrote them, and gathers what is wrong with them, all at once."""

import csv
import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import chain
from pathlib import Path
from typing import IO, Final

from crm.protocol import CrmRefuses, CrmUnavailable

LONGEST_LINE: Final = 1_000_000
LINES_NAMED: Final = 3
"""Of the lines with one and the same fault those that are told; the others are counted."""
FAULTS_NAMED: Final = 20
RESTED: Final = timedelta(minutes=1)
"""A file that ends in the middle of a line is complete when nobody touched it for so long: some programs end it so."""
DELIMITERS: Final = ",;\t"
BOM: Final = b"\xef\xbb\xbf"


class BeingWritten(CrmUnavailable):
    """A file changes while we look at it, or ends where no file ends."""

    def __init__(self, file: str) -> None:
        told = f"{file} is being written at this moment. Nothing of it was taken over; it is read next time."
        super().__init__(f"{file} is being written", for_user=told)


@dataclass(slots=True)
class Faults:
    """What is wrong with the files. The same fault on a million lines takes no more room than on three.

    No cell is quoted: what is told may end in a log, and the line says where to look.
    """

    _found: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    _more: dict[tuple[str, str], int] = field(default_factory=dict)

    def note(self, file: str, line: int, what: str) -> None:
        kind = (file, what)
        lines = self._found.setdefault(kind, [])
        if len(lines) < LINES_NAMED:
            lines.append(line)
        else:
            self._more[kind] = self._more.get(kind, 0) + 1

    def __bool__(self) -> bool:
        return bool(self._found)

    def raise_if_any(self) -> None:
        """Raises CrmRefuses with all of them."""
        if not self._found:
            return
        told = [self._sentence(kind, lines) for kind, lines in self._found.items()]
        if len(told) > FAULTS_NAMED:
            told[FAULTS_NAMED:] = [f"… and {len(told) - FAULTS_NAMED:,} more."]
        raise CrmRefuses("\n".join(["Nothing was taken over from the files, as there are faults in them:", *told]))

    def _sentence(self, kind: tuple[str, str], lines: list[int]) -> str:
        file, what = kind
        others = [f"{line:,}" for line in lines[1:]]
        if more := self._more.get(kind):
            others.append(f"{more:,} more")
        *first, last = others or [""]
        also = f" (also on {' and '.join(filter(None, [', '.join(first), last]))})" if others else ""
        return f"{file}:{lines[0]}: {what}{also}."


@dataclass(frozen=True, slots=True)
class Sight:
    """A file from outside: as long as it looks the same, nobody has written to it."""

    size: int
    modified_ns: int
    changed_ns: int
    inode: int

    @property
    def modified_at(self) -> datetime:
        return datetime.fromtimestamp(self.modified_ns / 10**9, UTC)

    @classmethod
    def of(cls, path: Path) -> "Sight | None":
        """None where there is no file."""
        try:
            found = path.stat()
        except FileNotFoundError:
            return None
        return cls(found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)


def is_rested(path: Path, *, at: datetime) -> bool:
    """Whether nobody has touched the file for a while."""
    return at - datetime.fromtimestamp(path.stat().st_mtime, UTC) >= RESTED


def is_cut_off(path: Path) -> bool:
    """Whether the last line has no end."""
    with path.open("rb") as file:
        if not file.seek(0, 2):
            return False
        file.seek(-1, 2)
        return file.read(1) not in b"\r\n"


def digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class Broken(Exception):  # noqa: N818 - what the file is from `line` on
    """After this fault nothing can be said about the rest of the file."""

    def __init__(self, line: int, what: str) -> None:
        super().__init__(what)
        self.line, self.what = line, what


class OpenQuote(Broken):
    """The file ends within quotes that were opened on `line`."""


class Table:
    """One file, read once from its beginning. What is Broken in it is raised by whatever reads on."""

    def __init__(self, file: IO[bytes], name: str, faults: Faults) -> None:
        self.name, self._faults, self._file = name, faults, file
        self._ended = False
        self._cells = self._all_cells()
        self._width = 0

    def places(self, columns: Mapping[str, str], required: frozenset[str]) -> dict[str, int]:
        """Where each of our words stands, by the name of its column in any case; notes what is required and absent.

        Comes first: it reads the line that names the columns.
        """
        heads = [cell.strip().casefold() for cell in self._head()]
        self._width = len(heads)
        found: dict[str, int] = {}
        for word, column in columns.items():
            at = [place for place, head in enumerate(heads) if head == column.casefold()]
            if at:
                found[word] = at[0]
            if len(at) > 1:
                self._faults.note(self.name, 1, f"two columns are called {column}")
            if not at and word in required:
                self._faults.note(
                    self.name,
                    1,
                    f"there is no column {column}; the operating model says under crm what columns are called",
                )
        return found

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Each with the line on which it begins. Empty ones are left out; those of another length are noted."""
        for line, cells in self._cells:
            if not any(cells):
                continue
            if len(cells) == self._width:
                yield line, cells
            else:
                self._faults.note(self.name, line, f"{len(cells)} cells, where the first line has {self._width}")

    def _head(self) -> list[str]:
        for _, cells in self._cells:
            if any(cells):
                return cells
        raise Broken(1, "the file is empty; its first line must name the columns")

    def _all_cells(self) -> Iterator[tuple[int, list[str]]]:
        lines, skipped = self._lines(), 0
        first = next(lines, "")
        if first.lower().startswith("sep="):  # Excel's way of naming the delimiter
            first, skipped = next(lines, ""), 1
        reader = csv.reader(chain([first], lines), delimiter=_delimiter(first), strict=True)
        while True:
            line = reader.line_num + skipped + 1
            try:
                cells = next(reader, None)
            except csv.Error:
                if self._ended:
                    raise OpenQuote(line, "a quote is opened in this row and never closed") from None
                what = "the quotes or the line ends of this row do not fit; within quotes, a quote is written twice"
                raise Broken(line, what) from None
            if cells is None:
                return
            yield line, cells

    def _lines(self) -> Iterator[str]:
        number = 0
        while raw := self._file.readline(LONGEST_LINE):
            number += 1
            if number == 1:
                raw = raw.removeprefix(BOM)
            if len(raw) == LONGEST_LINE:
                raise Broken(number, "a line of more than a million characters; this cannot be a CSV file")
            try:
                text = raw.decode()
            except UnicodeDecodeError:
                raise Broken(number, "not UTF-8; save the file in that encoding") from None
            if "\0" in text:
                raise Broken(number, "not text; save the file as CSV in UTF-8")
            yield text
        self._ended = True


@contextmanager
def open_table(path: Path, faults: Faults, *, at: datetime) -> Iterator[Table]:
    """What ends the reading is noted as well. Raises BeingWritten, and CrmRefuses for a file that cannot be read."""
    try:
        with path.open("rb") as file:
            yield Table(file, path.name, faults)
    except OpenQuote as cut:
        if not is_rested(path, at=at):
            raise BeingWritten(path.name) from None
        faults.note(path.name, cut.line, cut.what)
    except Broken as broken:
        faults.note(path.name, broken.line, broken.what)


def _delimiter(head: str) -> str:
    """The one that parts the first line into most cells."""

    def cells(delimiter: str) -> int:
        try:
            return len(next(csv.reader([head], delimiter=delimiter), []))
        except csv.Error:
            return 0

    return max(DELIMITERS, key=cells)
