"""Keeps libraries from reading what this program never uses: 20 MB of memory and a third of a second of the start.

Imported before them; whoever imports them in another order gets the same answers, only later.
"""

import ast
import sys
from functools import cached_property
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType


class _OneByOne(ModuleType):
    """A package without its initialiser, which takes a name from the module that the initialiser would take it from."""

    def __init__(self, name: str, folder: str) -> None:
        super().__init__(name)
        self.__path__ = [folder]

    @cached_property
    def homes(self) -> dict[str, str]:
        """The modules by the names that are taken from them."""
        lines = ast.parse(Path(self.__path__[0], "__init__.py").read_text("utf-8")).body
        taken = (line for line in lines if isinstance(line, ast.ImportFrom))
        return {alias.name: str(line.module) for line in taken for alias in line.names}

    def __getattr__(self, name: str) -> object:
        if name.startswith("__") or name not in self.homes:
            raise AttributeError(name)
        return getattr(import_module(self.homes[name]), name)


def _read_one_by_one(library: str, *packages: str) -> None:
    spec = find_spec(library)
    if spec is None or library in sys.modules:
        return
    for place in spec.submodule_search_locations or ():
        for name in packages:
            sys.modules[name] = _OneByOne(name, place + name.removeprefix(library).replace(".", "/"))


def _log_without_rich() -> None:
    """`structlog` reads `rich` and with it `pygments` when they are there, for tracebacks that are not logged."""
    if "structlog" in sys.modules or "rich" in sys.modules:
        return
    sys.modules["rich"] = None  # type: ignore[assignment]  # "is not installed", as the import system has it
    try:
        import structlog  # noqa: F401, PLC0415
    finally:
        del sys.modules["rich"]


def _httpx_without_command_line() -> None:
    """It has one, for which it reads `click`, `rich` and `pygments` when they are there: 5 MB."""
    if "httpx" not in sys.modules:
        sys.modules["httpx._main"] = None  # type: ignore[assignment]  # "is not there", as the import system has it


def _nothing_to_look_for(library: str) -> None:
    """What is not installed is looked for in all folders each time that it is asked for; None says so at once."""
    if find_spec(library) is None:
        sys.modules[library] = None  # type: ignore[assignment]


# For the first country that is asked for it reads all 250, and the calendars of all religions.
_read_one_by_one("holidays", "holidays.countries", "holidays.groups", "holidays.calendars")
# Its command line comes with it, and with that another library for command lines and what restarts a server.
_read_one_by_one("uvicorn", "uvicorn")
_log_without_rich()
_httpx_without_command_line()
# httpx asks it several times a call which event loop runs: a tenth of the call.
_nothing_to_look_for("sniffio")
