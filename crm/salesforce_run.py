"""How far a sync with Salesforce has come: told in a cursor, from which any process goes on."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from crm.salesforce_calls import Row, asked
from crm.salesforce_fields import read_moment
from crm.salesforce_history import moment_of
from crm.salesforce_soql import moment, quoted

LOOK_BACK: Final = timedelta(minutes=10)
"""A change is stamped when its transaction begins to write and can be seen when it ends: at most ten minutes later."""
ORDER: Final = "SystemModstamp, Id"


@dataclass(frozen=True, slots=True)
class Run:
    """One sync, from `since` (None: from the beginning) to all that had changed when it `began`.

    `at` and `last` are the stamp and the id of the deal that came last, `came` how many came. `shape` stands for what
    is asked of each deal: when that changes, what came before is of no use.
    """

    shape: str
    began: datetime
    since: datetime | None = None
    at: datetime | None = None
    last: str = ""
    came: int = 0

    @classmethod
    def going_on(cls, cursor: str | None, *, shape: str, now: datetime) -> "Run":
        """A new one from the beginning where the cursor is none of ours, or of another shape."""
        new = cls(shape, now)
        try:
            told = json.loads(cursor or "{}")
        except ValueError:
            return new
        if not isinstance(told, dict) or told.get("shape") != shape:
            return new
        since, began, at = (_moment(told, name) for name in ("since", "began", "at"))
        last, came = told.get("last"), told.get("came")
        if began and at and isinstance(last, str) and isinstance(came, int):
            return cls(shape, began, since, at, last, came)
        return replace(new, since=since)

    def where(self) -> str:
        """What has not come yet. Id decides between deals of one stamp, which an import has by the thousand."""
        if self.at:
            stamp = moment(self.at)
            return f"SystemModstamp > {stamp} OR (SystemModstamp = {stamp} AND Id > {quoted(self.last)})"
        return self.where_changed()

    def where_changed(self) -> str:
        return f"SystemModstamp >= {moment(self.since)}" if self.since else ""

    def after(self, rows: list[Row]) -> "Run":
        if not rows:
            return self
        last = rows[-1]
        return replace(self, at=moment_of(last, "SystemModstamp"), last=asked(last, "Id"), came=self.came + len(rows))

    def cursor(self) -> str:
        told: dict[str, object] = {"shape": self.shape, "began": self.began.isoformat()}
        if self.since:
            told["since"] = self.since.isoformat()
        if self.at:
            told |= {"at": self.at.isoformat(), "last": self.last, "came": self.came}
        return json.dumps(told)

    def over(self) -> str:
        """The cursor of the next run. The newest stamp counts as well, in case our clock is ahead of Salesforce's."""
        since = min(self.began, self.at) - LOOK_BACK if self.at else self.since
        return json.dumps({"shape": self.shape} | ({"since": since.isoformat()} if since else {}))

    def again(self) -> str:
        """The cursor of this run from its beginning, for when what came cannot be trusted."""
        return json.dumps({"shape": self.shape} | ({"since": self.since.isoformat()} if self.since else {}))


def _moment(told: Mapping[str, Any], name: str) -> datetime | None:
    said = told.get(name)
    at = read_moment(said) if isinstance(said, str) else None
    return at if at and 1970 <= at.year < 9999 else None  # ours are
