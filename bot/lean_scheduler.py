"""Imports APScheduler without a search through all that is installed for plugins: a fiftieth of the start.

Imported before anything that imports APScheduler; whoever imports it earlier gets the same one, only later.
"""

import importlib.metadata
import sys


def _no_plugins(**_: str) -> tuple[()]:
    """It has them for triggers, stores and executors that are asked for by name, as none is here."""
    return ()


def _import_scheduler() -> None:
    if "apscheduler.schedulers.base" in sys.modules:
        return
    search = importlib.metadata.entry_points
    importlib.metadata.entry_points = _no_plugins  # type: ignore[assignment]
    try:
        import apscheduler.schedulers.asyncio  # noqa: F401, PLC0415
    finally:
        importlib.metadata.entry_points = search


_import_scheduler()
