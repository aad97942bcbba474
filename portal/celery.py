"""The Celery application: ``celery -A portal.celery worker`` and ``beat``."""

import os
import socket
import warnings
from typing import Any

from celery import Celery
from celery.exceptions import SecurityWarning
from celery.signals import setup_logging, worker_ready
from django.conf import settings
from kombu.exceptions import OperationalError

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
# Celery warns root of pickled messages; here only JSON is taken.
warnings.filterwarnings("ignore", category=SecurityWarning)

app = Celery("portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@setup_logging.connect
def log_as_the_portal_does(**_: Any) -> None:
    """Django has set the logs already; Celery's own would print what ours leave out."""


@worker_ready.connect
def sweep_at_start(**_: Any) -> None:
    """A worker that comes back asks at once for what was left undone."""
    app.send_task(settings.SWEEP_TASK)


def worker_replies(seconds: float) -> bool:
    """Does the worker of this machine reply within so many seconds?"""
    name = f"celery@{socket.gethostname()}"
    try:
        return bool(app.control.ping(destination=[name], timeout=seconds))
    except (OSError, OperationalError):
        return False
