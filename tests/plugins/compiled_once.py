"""Lets SQLAlchemy compile a statement once for all stores of a kind that a process opens.

Each store keeps what it compiled for itself. The bot opens one and is soon through with compiling; the tests open
thousands, and a seventh of their time was compiling the same statements again.
"""

from typing import Any, Final

from sqlalchemy import Connection, event
from sqlalchemy.engine import Engine


class ByKindOfStore(dict[Any, Any]):
    """What SQLAlchemy compiled, by a key that begins with the engine's own dialect; here, with the dialect's class."""

    def get(self, key: Any, default: Any = None) -> Any:
        return super().get((type(key[0]), *key[1:]), default)

    def __setitem__(self, key: Any, compiled: Any) -> None:
        super().__setitem__((type(key[0]), *key[1:]), compiled)


COMPILED: Final = ByKindOfStore()


@event.listens_for(Engine, "engine_connect")
def share_what_is_compiled(connection: Connection) -> None:
    connection.execution_options(compiled_cache=COMPILED)
