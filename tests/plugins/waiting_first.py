"""Lets stories that wait begin early: beside them others compute; at the end, among themselves, they idle."""

import os
from collections.abc import Collection
from typing import Final

import pytest

FOR_TIME: Final = frozenset(
    f"test_{about}.py"
    for about in (
        *("answers_lost", "late_update", "senders_together", "slack_says_no"),
        *("twice", "update_now", "when_it_fails"),
    )
)
"""Modules whose tests wait for time-outs and pauses."""
FOR_PROCESSES: Final = frozenset(
    f"test_{about}.py"
    for about in (
        *("command_line", "digest_in_slack", "doctor", "doctor_crm", "graceful_stop"),
        *("run_crm_sync", "seeds", "socket_mode", "watching_through_a_kill"),
    )
)
"""Modules whose tests wait for other processes. Side by side they need one server that forks those, not one each."""
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
    waiting, forking = _of(items, FOR_TIME), _of(items, FOR_PROCESSES)
    others = [item for item in items if item.path.name not in FOR_TIME | FOR_PROCESSES]
    stretch = len(items) // workers
    second, last = stretch, stretch * (workers - 1) - len(waiting)
    return [*others[:second], *waiting, *others[second:last], *forking, *others[last:]]


def _of(items: list[pytest.Item], modules: Collection[str]) -> list[pytest.Item]:
    return [item for item in items if item.path.name in modules]
