"""Structured logs: one JSON object a line, on standard output and in files, without secrets and persons."""

import logging
import re
import sys
from collections.abc import Sequence
from http import HTTPStatus
from pathlib import Path
from typing import TextIO

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from serving.log_files import LogFiles

SECRETS = re.compile(
    r"[\w.+-]+@[\w-]+(\.[\w-]+)+"
    r"|\b(apo|whsec)_[A-Za-z0-9_-]{20,}"
    r"|\beyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*"
    r"|(?i:\bbearer\s+\S+)"
    r"|\w+://[^\s/@]+:[^\s/@]+@"
)
"""E-mails, tokens and passwords in URLs. Nobody logs them; a message of a library might."""

MARKS = ("@", "apo_", "whsec_", "eyj", "bearer")
"""Without any of them, in small letters, nothing of that is there; looking for them costs a tenth."""

TALKATIVE = ("httpx",)
"""Libraries that write down every address they call, though addresses of webhooks are secrets of clients."""

KNOWN: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
]
PROCESSORS: list[Processor] = [*KNOWN, structlog.stdlib.ProcessorFormatter.wrap_for_formatter]
"""Of a logger of ours; where the line goes is decided once for the process."""


def write_logs_as_json(service: str, stream: TextIO = sys.stdout, directory: Path | None = None) -> None:
    """For the process: its own logs and those of libraries; with a `directory`, in files there too."""
    handlers: list[logging.Handler] = [logging.StreamHandler(stream)]
    if directory is not None:
        handlers.append(LogFiles(directory, service))
    lines = _json_lines(service)
    for handler in handlers:
        handler.setFormatter(lines)
    root = logging.getLogger()
    root.handlers = handlers
    root.setLevel(logging.INFO)
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)


def write_logs_to_files(service: str, directory: Path, loggers: Sequence[str]) -> None:
    """Of these loggers alone, in files alone: for a process whose standard output is for people."""
    handler = LogFiles(directory, service)
    handler.setFormatter(_json_lines(service))
    for name in loggers:
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [handler], False
        logger.setLevel(logging.INFO)


def logger_named(name: str) -> structlog.stdlib.BoundLogger:
    """Its keyword arguments become fields of the line."""
    logger: structlog.stdlib.BoundLogger = structlog.wrap_logger(
        logging.getLogger(name), processors=PROCESSORS, wrapper_class=structlog.stdlib.BoundLogger
    )
    return logger


def outcome(status: int) -> str:
    """Of an answer of HTTP, by its status."""
    if status < HTTPStatus.BAD_REQUEST:
        return "ok"
    return "refused" if status < HTTPStatus.INTERNAL_SERVER_ERROR else "failed"


class _JsonLines(structlog.stdlib.ProcessorFormatter):
    """A record that goes to several places is formatted once."""

    def format(self, record: logging.LogRecord) -> str:
        line: str | None = record.__dict__.get("json_line")
        if line is None:
            line = record.__dict__["json_line"] = super().format(record)
        return line


def _json_lines(service: str) -> logging.Formatter:
    def with_service(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
        return {"service": service, **event}

    return _JsonLines(
        foreign_pre_chain=KNOWN,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            without_secrets,
            with_service,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
    )


def without_secrets(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    return {
        name: _without_secrets(value) if isinstance(value, str) else value for name, value in event.items()
    }


def _without_secrets(value: str) -> str:
    lowered = value.lower()
    return SECRETS.sub("[hidden]", value) if any(mark in lowered for mark in MARKS) else value
