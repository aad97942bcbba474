"""Logs that can be shown to anyone: UTC, one line an entry, no query strings, no codes, no e-mail addresses.

A traceback keeps its places in the code but not the exception's own text, which may quote a person's data.
"""

import json
import logging
import re
import time
import traceback
from typing import Any

QUERY = re.compile(r"\?[^\s\"']+")
EMAIL = re.compile(r"[^\s@<>\"'/]+@[^\s@<>\"']+\.[^\s@<>\"']+")
CODE = re.compile(r"\b[0-9A-Za-z]{4}(?:[-\s][0-9A-Za-z]{4}){5,}\b|\b(?=[A-Za-z]*\d)[0-9A-Za-z]{26,}\b")


def redacted(text: str) -> str:
    """A log line without what does not belong there.

    >>> redacted("Not Found: /case/?code=ABCD asked by ann@example.org")
    'Not Found: /case/?… asked by …@…'
    >>> redacted("opened 7K2M-9QRT-AB3D-XY7Z-1234-5678-9ABC")
    'opened ****'
    """
    return CODE.sub("****", EMAIL.sub("…@…", QUERY.sub("?…", text)))


class PlainFormatter(logging.Formatter):
    """Time, level, origin, message; line ends inside a message are written as \\n."""

    converter = staticmethod(time.gmtime)

    def format(self, record: logging.LogRecord) -> str:
        message = redacted(record.getMessage())
        if record.exc_info and record.exc_info[0]:
            message += " | " + self.places(record.exc_info)
        moment = self.formatTime(record, "%Y-%m-%dT%H:%M:%SZ")
        return f"{moment} {record.levelname} {record.name} {json.dumps(message, ensure_ascii=False)[1:-1]}"

    @staticmethod
    def places(exc_info: Any) -> str:
        """The exception's type and where it passed, innermost last."""
        frames = traceback.extract_tb(exc_info[2])[-8:]
        path = " > ".join(f"{'/'.join(frame.filename.split('/')[-2:])}:{frame.lineno}" for frame in frames)
        return f"{exc_info[0].__name__} at {path}"


def logging_config(level: str) -> dict[str, Any]:
    """Everything to stderr; request lines of single clients are not worth an entry."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"plain": {"()": "portal.logs.PlainFormatter"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django": {"handlers": ["stderr"], "level": level, "propagate": False},
            "django.request": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
            "django.server": {"handlers": [], "level": "ERROR", "propagate": False},
            "celery": {"level": "WARNING"},
            "py.warnings": {"level": "ERROR"},
            "weasyprint": {"level": "ERROR"},
            "fontTools": {"level": "ERROR"},
            "pikepdf": {"level": "ERROR"},
        },
    }
