"""Lets stories that wait begin early: beside them others compute; at the end, among themselves, they idle."""

import os
from typing import Final

import pytest

THAT_WAIT: Final = frozenset(
    f"test_{about}.py"
    for about in (
        *("delivery", "graceful_stop", "late_update", "seeds", "socket_mode"),
        *("twice", "update_now", "watching_through_a_kill", "when_it_fails"),
    )
)
"""Modules whose tests take several times as long as they compute: time-outs, pauses, other processes."""
FEWEST: Final = 4
"""Workers that have something to do meanwhile."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """In the order in which xdist hands them out; what is deselected is gone by now."""
    items[:] = in_order(items, int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1")))


def in_order(items: list[pytest.Item], workers: int) -> list[pytest.Item]:
    """Each worker is given a stretch of the list; whoever is through takes from the end of another's.

    The first begins with the browser's tests, the second and the last with those that wait.
    """
    if workers < FEWEST:
        return items
    waiting = [item for item in items if item.path.name in THAT_WAIT]
    others = [item for item in items if item.path.name not in THAT_WAIT]
    half, stretch = len(waiting) // 2, len(items) // workers
    second, last = stretch, stretch * (workers - 1) - half
    return [*others[:second], *waiting[:half], *others[second:last], *waiting[half:], *others[last:]]
