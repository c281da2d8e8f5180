"""The log: one JSON object a line on stderr, without what people wrote and without secrets.

An error is logged by its kind and where it came from, never by its message: the databases' name the values of the row, and
Python's what could not be read.
"""

import logging
import sys
from pathlib import Path
from traceback import extract_tb
from types import TracebackType
from typing import Any

import structlog
from structlog.typing import EventDict, WrappedLogger

from data_model.settings import PROJECT_DIR

LONGEST_CHAIN = 5
_ErrorInfo = tuple[type[BaseException], BaseException, TracebackType | None]


def begin_logging() -> None:
    """Sends every logger of the process through one handler, also those that libraries have set up for themselves."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(json_lines())
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    for logger in list(logging.root.manager.loggerDict.values()):
        if isinstance(logger, logging.Logger):
            logger.handlers.clear()
            logger.propagate = True
    for noisy in ("httpx", "uvicorn.access"):  # whose lines hold addresses with names and filters in them
        logging.getLogger(noisy).setLevel(logging.WARNING)


def json_lines() -> logging.Formatter:
    """Line ends and control characters within a message are escaped, so nobody forges a second line."""
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
        ],
        processors=[
            _error_without_message,
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.JSONRenderer(),
        ],
    )


def _error_without_message(_logger: WrappedLogger, _method: str, line: EventDict) -> EventDict:
    """Replaces `exc_info` by the kinds of the error and of those that led to it, and the frames that they went through."""
    info: Any = line.pop("exc_info", None) or line["_record"].exc_info
    line["_record"].exc_text = None
    if isinstance(info, BaseException):
        info = (type(info), info, info.__traceback__)
    if isinstance(info, tuple) and info[1] is not None:
        line["error"] = _chain(info)
    return line


def _chain(info: _ErrorInfo) -> list[dict[str, object]]:
    error: BaseException | None = info[1]
    found: list[dict[str, object]] = []
    while error is not None and len(found) < LONGEST_CHAIN:
        frames = [f"{_place(frame.filename)}:{frame.lineno} {frame.name}" for frame in extract_tb(error.__traceback__)]
        kind = type(error)
        found.append({"kind": f"{kind.__module__}.{kind.__qualname__}", "frames": frames})
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return found


def _place(file_name: str) -> str:
    path = Path(file_name)
    if path.is_relative_to(PROJECT_DIR):
        return path.relative_to(PROJECT_DIR).as_posix()
    return path.as_posix().rpartition("site-packages/")[2]
