"""Logs: one JSON object a line, ids only; an identity, telephone or card number never gets through (trust T22)."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

_NUMBERS = re.compile(
    r"(?<![0-9])[0-9]{17}[0-9Xx](?![0-9])"  # an identity number, whatever letters stand around it
    r"|(?<![0-9A-Za-z])(?:[0-9]{15,19}|1[3-9][0-9]{9})(?![0-9A-Za-z])"  # not within our own hexadecimal ids
)


def set_up_logs(level: str = "INFO") -> None:
    """Set up logging for this process, ours and the libraries'."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _mask,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_MaskingFormatter("%(levelname)s %(name)s %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)


def mask_numbers(text: str) -> str:
    """Return the text with long numbers replaced by asterisks."""
    return _NUMBERS.sub(lambda found: "*" * len(found.group()), text)


def _mask(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    return {key: _masked(value) for key, value in event.items() if key not in {"exc_info", "stack_info"}}


def _masked(value: object) -> object:
    """Return a value whose text is masked; an exception gives its kind alone: its words may quote a page."""
    if isinstance(value, BaseException):
        return type(value).__name__
    if isinstance(value, dict):
        return {mask_numbers(str(key)): _masked(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_masked(entry) for entry in value]
    if value is None or isinstance(value, bool | float):
        return value
    text = mask_numbers(str(value))
    return value if isinstance(value, int) and text == str(value) else text


class _MaskingFormatter(logging.Formatter):
    """Formats one record with its numbers masked; tracebacks are left out: their lines may hold data."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, without traceback and with long numbers as asterisks."""
        record.exc_info, record.exc_text, record.stack_info = None, None, None
        return mask_numbers(super().format(record))
