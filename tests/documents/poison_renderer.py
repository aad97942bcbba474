"""The real render process with poisonous work: run as ``python -m tests.documents.poison_renderer``."""

import ctypes
import os
import sys
import time
from datetime import UTC, datetime
from typing import Any

from incidents.documents.render_server import main

HTML = '<!doctype html><html lang="en"><head><title>t</title></head><body>{}</body></html>'


def crash(_value: str) -> None:
    ctypes.string_at(0)


def leave(_value: str) -> None:
    os._exit(3)


def sleep(_value: str) -> None:
    time.sleep(600)


def spin(_value: str) -> None:
    while True:
        pass


def memory(_value: str) -> None:
    bytearray(50 * 1024**3)


def error(_value: str) -> None:
    raise ValueError("Jane Doe lives in Musterstrasse 12")


def noise(_value: str) -> None:
    sys.stdout.write("not a message")
    sys.stdout.flush()
    os.write(1, b"nor this")


def environment(_value: str) -> tuple[bytes, int]:
    return repr(sorted(os.environ)).encode(), 0


def modules(_value: str) -> tuple[bytes, int]:
    return repr(sorted(sys.modules)).encode(), 0


def html(value: str) -> tuple[bytes, int]:
    from incidents.documents.pdf import print_pdf

    printed = print_pdf(HTML.format(value), made_at=datetime(2026, 1, 1, tzinfo=UTC))
    return printed.content, printed.pages


POISONS = (crash, leave, sleep, spin, memory, error, noise, environment, modules, html)


def work(job: dict[str, Any]) -> tuple[bytes, int]:
    """What the job's poison does; harmless without one."""
    poison = {found.__name__: found for found in POISONS}.get(job["poison"])
    return (poison(job.get("value", "")) if poison else None) or (b"fine", 1)


if __name__ == "__main__":
    main(work)
