"""Many marks, one commit: what arrives while a commit is under way is written together by the next one."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from domain.watching import ThreadPlace

PAUSE_S: Final = 0.01
"""Before a commit that follows on another one: the more it gathers the fewer there are, and nobody notices."""

Write = Callable[[Mapping[ThreadPlace, datetime]], Awaitable[None]]


def _promise() -> "asyncio.Future[None]":
    return asyncio.get_running_loop().create_future()


@dataclass(slots=True)
class _Batch:
    dues: dict[ThreadPlace, datetime] = field(default_factory=dict)
    written: "asyncio.Future[None]" = field(default_factory=_promise)


@dataclass(slots=True)
class Marks:
    _next: _Batch | None = None
    _writing: "asyncio.Task[None] | None" = None

    async def add(self, thread: ThreadPlace, due: datetime, write: Write) -> None:
        """Returns after the commit that has it; raises what `write` raised for the whole batch."""
        batch = self._next = self._next or _Batch()
        known = batch.dues.get(thread)
        batch.dues[thread] = min(known, due) if known else due
        if self._writing is None:
            self._writing = asyncio.create_task(self._write_all(write))
        # Somebody who gives up must not take the others' mark along.
        await asyncio.shield(batch.written)

    async def _write_all(self, write: Write) -> None:
        try:
            while (batch := self._next) is not None:
                self._next = None
                try:
                    await write(batch.dues)
                except Exception as error:  # noqa: BLE001 - each of those who wait hears of it
                    batch.written.set_exception(error)
                    batch.written.exception()  # seen, also when nobody waits any more
                else:
                    batch.written.set_result(None)
                if self._next is not None:
                    await asyncio.sleep(PAUSE_S)
        finally:
            self._writing = None
