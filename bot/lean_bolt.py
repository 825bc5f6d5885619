"""Imports Bolt without `aiohttp.web`, a server that it could also run on: 2 MB of memory, a twentieth of the start.

Imported before anything that imports Bolt; whoever imports Bolt earlier gets the same Bolt, only more of it.
"""

import sys
from types import ModuleType
from typing import Final

SERVER: Final = "aiohttp.web"


class _NamesOnly(ModuleType):
    """For Bolt's annotations, which are all that it asks of the server until somebody starts it."""

    def __getattr__(self, name: str) -> type:
        if name.startswith("__"):
            raise AttributeError(name)
        return object


def _import_bolt() -> None:
    if SERVER in sys.modules or "slack_bolt.async_app" in sys.modules:
        return
    sys.modules[SERVER] = _NamesOnly(SERVER)
    try:
        import slack_bolt.async_app  # noqa: F401, PLC0415
    finally:
        del sys.modules[SERVER]  # who wants the server finds the real one


_import_bolt()
