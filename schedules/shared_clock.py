"""The clock that replicas share: the store's time, carried on between two looks by each machine's own clock."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from time import monotonic


class SharedClock:
    """Gives the store's time, so that no replica is early with a job or stamps a row with a time of its own.

    `own` counts seconds from anywhere: what it shows does not matter, only that it runs evenly between two looks.
    """

    def __init__(self, store_time: Callable[[], Awaitable[datetime]], own: Callable[[], float] = monotonic) -> None:
        self._store_time = store_time
        self._own = own
        self._zero: datetime | None = None
        """When `own` showed 0, by the store's time."""

    def __call__(self) -> datetime:
        if self._zero is None:
            raise RuntimeError("a shared clock has to look at the store's once before it shows the time")
        return self._zero + timedelta(seconds=self._own())

    async def look(self) -> None:
        """Sets itself by the store's time. Raises StoreUnavailable, and then goes on as it was."""
        asked = self._own()
        shown = await self._store_time()
        answered = self._own()
        earliest, latest = shown - timedelta(seconds=answered), shown - timedelta(seconds=asked)
        # An answer that took long says little: whoever agrees with it goes on, so that time hardly ever jumps.
        if self._zero is None or not earliest <= self._zero <= latest:
            self._zero = earliest + (latest - earliest) / 2
