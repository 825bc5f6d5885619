"""How far the reading of the company's files has come: what was read, in which layout, and up to which deal."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final, NamedTuple

from crm.csv_reading import Sight

FORM: Final = 1
"""Of the cursor. One of another form counts as lost."""


class Position(NamedTuple):
    """The last deal of a page. Deals come in this order, which stays the same as long as the files do."""

    modified: str
    deal: str


START: Final = Position("", "")


@dataclass(frozen=True, slots=True)
class Seen:
    """A file as it was read: how it looked from outside, and what its content adds up to."""

    sight: Sight
    digest: str


@dataclass(frozen=True, slots=True)
class Cursor:
    """`files` are by what they are for; one that is not there is left out. `after` is None when all was told."""

    layout: str
    files: Mapping[str, Seen]
    after: Position | None = None

    def text(self) -> str:
        return json.dumps({"form": FORM, **asdict(self)}, separators=(",", ":"))

    @classmethod
    def read(cls, text: str | None) -> "Cursor | None":
        """None for what is no cursor of ours."""
        try:
            told: dict[str, Any] = json.loads(text or "")
            files = {
                str(name): Seen(Sight(**seen["sight"]), str(seen["digest"])) for name, seen in told["files"].items()
            }
            after = None if told["after"] is None else Position(*map(str, told["after"]))
            return cls(told["layout"], files, after) if told["form"] == FORM else None
        except (ValueError, TypeError, KeyError, AttributeError):
            return None

    def is_about(self, other: "Cursor") -> bool:
        """Whether both are about the same content, read in the same way."""
        return self.layout == other.layout and self._digests() == other._digests()

    def _digests(self) -> dict[str, str]:
        return {name: seen.digest for name, seen in self.files.items()}
