"""Logging: one fixed sentence and ids per line, as text for people or as JSON for machines."""

import logging
import sys
from typing import Final, Literal

import structlog

QUIET: Final = (
    "slack_bolt",
    "slack_bolt.AsyncApp",
    "slack_sdk",
    "aiosqlite",
    "apscheduler",
    "uvicorn.access",
    "alembic",
    "asyncio",
)
"""Libraries that say too much, or that would log the bodies of requests."""


def set_up_logging(level: str = "INFO", style: Literal["text", "json"] = "text") -> None:
    number = logging.getLevelNamesMapping()[level]
    render: structlog.typing.Processor = (
        structlog.processors.JSONRenderer()
        if style == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), pad_event_to=40)
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            render,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s", stream=sys.stderr)
    for name in QUIET:
        logger = logging.getLogger(name)
        logger.setLevel(logging.ERROR)
        # Bolt sets the level of its loggers by itself; a filter stays.
        logger.addFilter(lambda record: record.levelno >= logging.ERROR)
