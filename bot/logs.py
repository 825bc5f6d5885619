"""Logging: one fixed sentence and ids per line, as text for people or as JSON for machines."""

import logging
import sys
from collections.abc import Mapping
from hashlib import blake2s
from typing import Any, Final, Literal
from uuid import uuid4

import structlog

QUIET: Final = (
    "slack_bolt",
    "slack_bolt.AsyncApp",
    "slack_sdk",
    "httpx",
    "httpcore",
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


def gesture_id(body: Mapping[str, Any]) -> str:
    """Eight characters by which a gesture is found again in the log; the same for each delivery of it.

    Slack's own names are hashed: with a trigger id somebody could open a form.
    """
    view = body.get("view")
    name = body.get("event_id") or body.get("trigger_id") or (view.get("id") if isinstance(view, Mapping) else None)
    return blake2s(name.encode(), digest_size=4).hexdigest() if isinstance(name, str) else uuid4().hex[:8]


def current_gesture() -> str:
    """The id under which the log speaks of what is being done now."""
    return str(structlog.contextvars.get_contextvars().get("gesture") or uuid4().hex[:8])
