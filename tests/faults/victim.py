"""`adoption serve`, less patient, that kills itself at a named point: what the harness starts in place of the command.

Nothing of this is in the product: functions are wrapped here, in this process, before the command runs. Points are
`gesture`, `claim` and `record` with `.before_commit` and `.after_commit`, and `post`, `update`, `look` with `.before`
and `.after`. What it reads from the environment:
`FAULTS_DIE_AT` a point and how often it is passed (`post.after:3`), `FAULTS_DIED` a file to which it writes that it
did, `FAULTS_CLOCK` a file with the seconds by which its clock is wrong.
"""

import os
import signal
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from functools import partial, wraps
from pathlib import Path
from typing import Any, Final

CALL_S: Final = 1.0
"""After which delivery gives a call up. Together with the doubt longer than the longest hang, as in production."""
DOUBT_S: Final = 1.5
LEASE_S: Final = 4.0

PLACE_S: Final = 0.02
LIMIT: Final = 12_000
"""Calls a minute of one method: the budgets are counted, and are not what a run waits for."""


class Fate:
    """Ends the process without a word when a point is passed for the n-th time."""

    def __init__(self, written: str, died: Path) -> None:
        self._point, _, nth = written.partition(":")
        self._left = int(nth or 1)
        self._died = died

    def strike(self, point: str) -> None:
        if point != self._point:
            return
        self._left -= 1
        if self._left == 0:
            with self._died.open("a") as told:
                told.write(f"{point}\n")
            os.kill(os.getpid(), signal.SIGKILL)


def die_around(fate: Fate, owner: Any, name: str, point: str) -> None:
    original = getattr(owner, name)

    @wraps(original)
    async def around(*args: Any, **kwargs: Any) -> Any:
        fate.strike(f"{point}.before")
        result = await original(*args, **kwargs)
        fate.strike(f"{point}.after")
        return result

    setattr(owner, name, around)


def die_around_commits(fate: Fate) -> None:
    """A transaction is named by what was done in it: posts claimed, endings recorded, or a gesture that owes posts."""
    from flows.deps import Deps
    from store import claims, endings
    from store.engine import Transaction

    done: defaultdict[int, set[str]] = defaultdict(set)

    def noting(owner: Any, name: str, what: str, counts: Callable[[Any], bool]) -> None:
        original = getattr(owner, name)

        @wraps(original)
        async def noted(tx: Transaction, *args: Any, **kwargs: Any) -> Any:
            result = await original(tx, *args, **kwargs)
            if counts(result):
                done[id(tx)].add(what)
            return result

        setattr(owner, name, noted)

    noting(claims, "claim", "claim", bool)
    noting(endings, "end", "record", lambda _: True)
    begin = Deps.begin

    @asynccontextmanager
    async def begun(self: Deps) -> AsyncIterator[Transaction]:
        async with begin(self) as tx:
            try:
                yield tx
            finally:
                names = done.pop(id(tx), {"gesture"} if tx.owes else set())
            for name in sorted(names):
                fate.strike(f"{name}.before_commit")
        for name in sorted(names):
            fate.strike(f"{name}.after_commit")

    Deps.begin = begun  # type: ignore[method-assign]


def wrong_clock(file: Path) -> datetime:
    try:
        wrong_by = float(file.read_text() or 0)
    except FileNotFoundError:
        wrong_by = 0.0
    return datetime.now(UTC) + timedelta(seconds=wrong_by)


def hurry() -> None:
    """The waits of production, shortened in proportion: a run takes seconds."""
    from bot import assembly
    from delivery.client import open_client
    from delivery.pacing import Pace

    pace = Pace(
        place_s=PLACE_S,
        posts_a_minute=LIMIT,
        updates_a_minute=LIMIT,
        first_pause_s=0.1,
        longest_pause_s=1.0,
        doubt_s=DOUBT_S,
        lease_s=LEASE_S,
        call_s=CALL_S + 0.5,
        poll_s=0.5,
    )
    clock = partial(wrong_clock, Path(os.environ["FAULTS_CLOCK"]))

    assembly.assembled = partial(assembly.assembled, clock=clock, pace=pace)
    # The default is delivery's; calls while a person waits name a time-out of their own.
    open_client.__wrapped__.__kwdefaults__["timeout_s"] = CALL_S  # type: ignore[attr-defined]


def main() -> None:
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.cli import main as adoption
    from delivery import sending

    fate = Fate(os.environ.get("FAULTS_DIE_AT", ""), Path(os.environ["FAULTS_DIED"]))
    die_around_commits(fate)
    die_around(fate, AsyncWebClient, "chat_postMessage", "post")
    die_around(fate, AsyncWebClient, "chat_update", "update")
    die_around(fate, sending, "look_up", "look")
    hurry()
    adoption(["serve"])


if __name__ == "__main__":
    main()
