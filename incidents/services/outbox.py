"""The way out to the task queue: services name jobs here, the tasks fill in how they are sent.

Losing a message is no loss: the row is the job, and the sweep publishes it again.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db.transaction import on_commit
from django.utils.timezone import now

from incidents.models import Document, Mail, Statement

logger = logging.getLogger(__name__)

Rows = type[Document] | type[Mail] | type[Statement]

_senders: dict[Rows, Callable[[UUID], None]] = {}


def register(rows: Rows, send: Callable[[UUID], None]) -> None:
    """Fill in how the id of such a job reaches a worker; called once for each kind, by the tasks."""
    _senders[rows] = send


@contextmanager
def held_back() -> Iterator[None]:
    """Within this, jobs are rows and nothing more: whoever opened them makes them at once."""
    senders = dict(_senders)
    _senders.clear()
    try:
        yield
    finally:
        _senders.update(senders)


def publish(jobs: Iterable[UUID], rows: Rows = Document) -> None:
    """After the commit, hand the jobs to the queue; a broker that is away is no error."""
    ids = list(jobs)
    if rows in _senders:
        on_commit(lambda: send(ids, rows), robust=True)


def send(jobs: list[UUID], rows: Rows = Document) -> None:
    """Hand jobs to the queue now; stops at the first that cannot be sent (the sweep comes round)."""
    for number, job in enumerate(jobs):
        try:
            if rows in _senders:
                _senders[rows](job)
        except Exception as error:
            logger.warning("%d jobs not sent: %s", len(jobs) - number, type(error).__name__)
            return
        if rows is Document:
            Document.objects.filter(id=job).update(enqueued_at=now())
