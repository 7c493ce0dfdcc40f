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
    told: list[structlog.types.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        _stamp,
    ]
    structlog.configure(
        processors=[*told, structlog.processors.format_exc_info, render],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        # A line and its end are one write: what a library says in another thread never falls between them.
        logger_factory=structlog.WriteLoggerFactory(sys.stderr),
    )
    # What libraries say (APScheduler, waitress) is a line of the same form.
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*told, structlog.stdlib.add_logger_name],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                render,
            ],
        )
    )
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)


def _stamp(_logger: object, _name: str, event: structlog.types.EventDict) -> structlog.types.EventDict:
    event["at"] = now().isoformat(timespec="seconds")
    return event
