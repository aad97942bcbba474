"""The command lines of web, worker and beat, said once for the supervisor and for containers."""

import os
import sys

PYTHON = [sys.executable, "-m"]
CELERY = [*PYTHON, "celery", "--quiet", "-A", "portal.celery"]


def web_command(bind: str = "") -> list[str]:
    """Gunicorn; where it listens is in its settings unless said here."""
    return [*PYTHON, "gunicorn", "portal.wsgi", "-c", "python:portal.web_server", *(["--bind", bind] if bind else [])]


def worker_command() -> list[str]:
    """A Celery worker that keeps to itself: no gossip, which did not survive broker restarts."""
    processes = os.environ.get("RECOURSE_WORKER_PROCESSES") or str(min(2, os.cpu_count() or 1))
    return [*CELERY, "worker", "--without-gossip", "--without-mingle", "--concurrency", processes]


def beat_command() -> list[str]:
    """The clock; one of it is enough, two do no harm."""
    return [*CELERY, "beat"]
