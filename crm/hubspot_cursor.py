"""How far a sync of HubSpot has come, as a small text that goes on in another process."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

FORMAT: Final = 1


@dataclass(frozen=True, slots=True)
class Run:
    """A sync that is under way. `began` is where the next one starts from.

    `after` is the last deal's id of the pages that were read. Once `sweeping`, all deals are there, and what is left is
    the list of the deleted ones.
    """

    began: datetime
    after: str = "0"
    total: int | None = None
    sweeping: bool = False

    def come_to(self, ids: Sequence[str], *, left: int) -> "Run":
        """After a page of `ids`, of `left` from its first one on."""
        after = ids[-1] if ids else self.after
        return replace(self, after=after, total=left if self.total is None else self.total, sweeping=left == len(ids))


@dataclass(frozen=True, slots=True)
class Cursor:
    """`of` names what is read (account, fields, time zone): of another one it is of no use.

    `since` is None when everything is read.
    """

    of: str
    since: datetime | None = None
    run: Run | None = None

    def text(self) -> str:
        told: dict[str, Any] = {"v": FORMAT, "of": self.of, "since": self.since and self.since.isoformat()}
        if self.run:
            told["run"] = {
                "began": self.run.began.isoformat(),
                "after": self.run.after,
                "total": self.run.total,
                "sweeping": self.run.sweeping,
            }
        return json.dumps(told, separators=(",", ":"))

    def begun(self, at: datetime) -> tuple["Cursor", Run]:
        """With the run that is under way, or a new one that begins `at`."""
        run = self.run or Run(at)
        return replace(self, run=run), run

    def finished(self) -> "Cursor":
        return replace(self, since=self.run.began, run=None) if self.run else self


def read_cursor(text: str | None, *, of: str) -> Cursor:
    """What is no cursor, or is one of something else, begins with everything."""
    try:
        told = json.loads(text or "")
        if told["v"] != FORMAT or told["of"] != of:
            return Cursor(of)
        return Cursor(of, _moment(told["since"]) if told["since"] else None, _run(told.get("run")))
    except (ValueError, TypeError, KeyError, RecursionError):
        return Cursor(of)


def _run(told: Any) -> Run | None:
    if told is None:
        return None
    after, total, sweeping = told["after"], told["total"], told["sweeping"]
    if not isinstance(after, str) or not isinstance(total, int | None) or not isinstance(sweeping, bool):
        raise TypeError
    if not (after.isascii() and after.isdigit()):
        raise ValueError
    return Run(_moment(told["began"]), after, total, sweeping)


def _moment(text: str) -> datetime:
    """Raises ValueError, also for a time without a zone."""
    found = datetime.fromisoformat(text)
    if found.tzinfo is None:
        raise ValueError
    return found
