"""Which threads are known to wait or to have been judged: in memory, bounded, and only to spare the store.

Whatever is forgotten here is in the store. A thread waits there from its first message that may matter; until it is
due, later ones change nothing that whoever reads the thread would not see anyway, so they need no row of their own.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, NamedTuple, TypeVar

from domain.ids import ChannelId, MessageTs

QUIET: Final = timedelta(seconds=90)
"""After this long without a word a thread is read."""
MANY: Final = 10
"""Or at its tenth message."""

MARGIN: Final = timedelta(seconds=5)
"""By so much clocks of replicas may differ: another one may read a thread that much before it is due."""

MOST_WAITING: Final = 5_000
MOST_JUDGED: Final = 20_000

V = TypeVar("V")


class ThreadPlace(NamedTuple):
    channel: ChannelId
    ts: MessageTs
    """Of the first message."""


@dataclass(slots=True)
class _Waiting:
    due: datetime
    stored: datetime
    """When it is due by the store."""
    heard: int = 1


@dataclass(slots=True)
class Watching:
    stopped: frozenset[ChannelId] = frozenset()
    """Channels that somebody wants unwatched."""
    _waiting: dict[ThreadPlace, _Waiting] = field(default_factory=dict)
    _judged: dict[ThreadPlace, None] = field(default_factory=dict)

    def knows(self, thread: ThreadPlace) -> bool:
        """Whether everything said in it matters: it waits to be read, or was judged lately."""
        return thread in self._waiting or self.was_judged(thread)

    def was_judged(self, thread: ThreadPlace) -> bool:
        """Lately, as far as it is known here."""
        return thread in self._judged

    def hear(self, thread: ThreadPlace, at: datetime, *, is_new: bool = True) -> datetime | None:
        """When a thread is due in which something was said, or changed, if the store has to be told; else None."""
        waiting = self._waiting.get(thread)
        if waiting is None:
            return at + QUIET
        waiting.heard += is_new
        if is_new and waiting.heard == MANY:
            return at
        if at >= waiting.stored - MARGIN:
            return at + QUIET
        waiting.due = max(waiting.due, at + QUIET)
        return None

    def stored(self, thread: ThreadPlace, due: datetime) -> None:
        """The store has it that `thread` is due at `due`."""
        known = self._waiting.pop(thread, None)
        self._waiting[thread] = _Waiting(due, due, known.heard if known else 1)
        _keep_newest(self._waiting, MOST_WAITING)

    def due(self, thread: ThreadPlace) -> datetime | None:
        """As far as it is known here, which may be later than the store says."""
        waiting = self._waiting.get(thread)
        return waiting.due if waiting else None

    def judged(self, threads: Iterable[ThreadPlace]) -> None:
        for thread in threads:
            self._judged.pop(thread, None)
            self._judged[thread] = None
        _keep_newest(self._judged, MOST_JUDGED)

    def forget(self, *, before: datetime) -> None:
        """Threads that were due before then: they were read, by us or by another replica."""
        for thread in [thread for thread, waiting in self._waiting.items() if waiting.due < before]:
            del self._waiting[thread]

    @property
    def size(self) -> int:
        return len(self._waiting) + len(self._judged)


def _keep_newest(kept: dict[ThreadPlace, V], most: int) -> None:
    while len(kept) > most:
        del kept[next(iter(kept))]
