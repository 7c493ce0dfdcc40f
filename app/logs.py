"""Structured logs: one event a line, JSON in production, readable text in the demo.

What is logged is decided where it happens.
"""

import logging
import sys

import structlog

from app.clock import now


def configure(log_format: str = "json", level: int = logging.INFO) -> None:
    """Set up structlog for this process. log_format: json or text. A line break inside a value never starts a line."""
    render: structlog.types.Processor
    if log_format == "json":
        render = structlog.processors.JSONRenderer(ensure_ascii=False)
    else:
        render = structlog.processors.LogfmtRenderer(key_order=["at", "level", "event"])
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            _stamp,
            structlog.processors.format_exc_info,
            render,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


def _stamp(_logger: object, _name: str, event: structlog.types.EventDict) -> structlog.types.EventDict:
    event["at"] = now().isoformat(timespec="seconds")
    return event
