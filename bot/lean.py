"""Keeps two libraries from reading what this program never uses: 17 MB of memory and a third of a second of the start.

Imported before them; whoever imports them in another order gets the same answers, only later.
"""

import sys
from importlib.util import find_spec
from types import ModuleType


def _read_countries_one_by_one() -> None:
    """`holidays` reads its 250 countries for the first that is asked for.

    A package without that initialiser stands in for it; each country's module is imported by its full name.
    """
    name = "holidays.countries"
    spec = find_spec("holidays")
    if spec is not None and name not in sys.modules:
        package = ModuleType(name)
        package.__path__ = [f"{place}/countries" for place in spec.submodule_search_locations or ()]
        sys.modules[name] = package


def _log_without_rich() -> None:
    """`structlog` reads `rich` and with it `pygments` when they are there, for tracebacks that are not logged."""
    if "structlog" in sys.modules or "rich" in sys.modules:
        return
    sys.modules["rich"] = None  # type: ignore[assignment]  # "is not installed", as the import system has it
    try:
        import structlog  # noqa: F401, PLC0415
    finally:
        del sys.modules["rich"]


_read_countries_one_by_one()
_log_without_rich()
