"""The way out to the task queue: services name jobs here, the tasks fill in how they are sent.

Losing a message is no loss: the row is the job, and the sweep publishes it again.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db.transaction import on_commit
from django.utils.timezone import now

from incidents.models import Document

logger = logging.getLogger(__name__)

_sender: list[Callable[[UUID], None]] = []


def register(send: Callable[[UUID], None]) -> None:
    """Fill in how a job's id reaches a worker; called once, by the tasks."""
    _sender[:] = [send]


@contextmanager
def held_back() -> Iterator[None]:
    """Within this, jobs are rows and nothing more: whoever opened them makes them at once."""
    senders = list(_sender)
    _sender.clear()
    try:
        yield
    finally:
        _sender[:] = senders


def publish(jobs: Iterable[UUID]) -> None:
    """After the commit, hand the jobs to the queue; a broker that is away is no error."""
    ids = list(jobs)
    if _sender:
        on_commit(lambda: send(ids), robust=True)


def send(jobs: list[UUID]) -> None:
    """Hand jobs to the queue now; stops at the first that cannot be sent (the sweep comes round)."""
    for number, job in enumerate(jobs):
        try:
            for sender in _sender:
                sender(job)
        except Exception as error:
            logger.warning("%d jobs not sent: %s", len(jobs) - number, type(error).__name__)
            return
        Document.objects.filter(id=job).update(enqueued_at=now())
