"""Structured logs: one JSON object a line on standard output, without secrets and persons."""

import logging
import re
import sys
from typing import TextIO

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

SECRETS = re.compile(
    r"[\w.+-]+@[\w-]+(\.[\w-]+)+"
    r"|\bapo_[A-Za-z0-9_-]{20,}"
    r"|\beyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*"
    r"|(?i:\bbearer\s+\S+)"
    r"|\w+://[^\s/@]+:[^\s/@]+@"
)
"""E-mails, tokens and passwords in URLs. Nobody logs them; a message of a library might."""

KNOWN: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
]
PROCESSORS: list[Processor] = [*KNOWN, structlog.stdlib.ProcessorFormatter.wrap_for_formatter]
"""Of a logger of ours; where the line goes is decided once for the process."""


def write_logs_as_json(stream: TextIO = sys.stdout) -> None:
    """For the process: its own logs and those of libraries."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=KNOWN,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                without_secrets,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.INFO)


def without_secrets(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    return {
        name: SECRETS.sub("[hidden]", value) if isinstance(value, str) else value
        for name, value in event.items()
    }
