"""What was logged meanwhile, by whomever."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import structlog

from bot.logs import set_up_logging


@dataclass
class Logs(logging.Handler):
    """Every line that was logged, by structlog or the standard library."""

    lines: list[str] = field(default_factory=list)
    incidents: int = 0

    def __post_init__(self) -> None:
        super().__init__(logging.WARNING)

    __hash__ = object.__hash__

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))

    def __call__(self, _logger: object, _name: str, event: structlog.typing.EventDict) -> str:
        self.incidents += event.get("event") == "a gesture failed"
        self.lines.append(str(event))
        raise structlog.DropEvent

    def forget(self) -> None:
        self.lines.clear()
        self.incidents = 0


@contextmanager
def listening() -> Iterator[Logs]:
    """As in production: libraries that would log the bodies of requests are kept quiet."""
    logs, before = Logs(), structlog.get_config()
    set_up_logging("INFO")
    root = logging.getLogger()
    root.addHandler(logs)
    processors: list[Any] = [structlog.processors.add_log_level, structlog.processors.format_exc_info, logs]
    structlog.configure(processors=processors, wrapper_class=structlog.BoundLogger, cache_logger_on_first_use=False)
    try:
        yield logs
    finally:
        structlog.configure(**before)
        root.removeHandler(logs)
