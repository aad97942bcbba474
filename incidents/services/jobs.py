"""Document jobs: claimed, finished, given back, revived. What they share with every other job is in ``leases``."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import F, QuerySet
from django.db.transaction import atomic

from incidents.core.vocabulary import Actor, JobState
from incidents.models import Document
from incidents.services import clock, events
from incidents.services.leases import Lease, Queue

BACK_OFF = (2, 5, 15, 60)
"""Seconds until the next try, by attempts made; the last one holds."""

OPEN = (JobState.QUEUED, JobState.RUNNING)
"""States of a job that is not over."""

QUEUE = Queue(Document, lambda: settings.JOB_MAX_ATTEMPTS, BACK_OFF)


def due() -> QuerySet[Document]:
    """Jobs that may be taken now and whose time has come."""
    return QUEUE.due()


def claim(*, by: Actor, job: UUID) -> Lease | None:
    """Take a job: a lease, or None when somebody else has it or it is over. Leaves no event: the finish does."""
    del by
    return QUEUE.claim(job)


def finish(*, by: Actor, lease: Lease, **made: Any) -> bool:
    """Write what was made and close the job; False when the lease was lost and the work does not count."""
    with atomic():
        if not QUEUE.close(lease, finished_at=clock.now(), **made):
            return False
        document = Document.objects.select_related("case").get(id=lease.job)
        events.record(
            by=by, kind="document_made", case=document.case, document=str(document.id), sha256=document.sha256
        )
    return True


def release(*, by: Actor, lease: Lease, code: str) -> None:
    """Give a job back after a failure: to be tried again after a pause, or dead when its attempts are used up."""
    with atomic():
        job = QUEUE.give_back(lease, code=code)
        if job is not None and job.state == JobState.DEAD:
            _tell_dead(by, job)


def postpone(*, by: Actor, lease: Lease, seconds: float) -> None:
    """Give a job back untouched: what it waits for is not there yet, and the attempt does not count."""
    del by
    Document.objects.filter(id=lease.job, lease=lease.token).update(
        state=JobState.QUEUED,
        attempts=F("attempts") - 1,
        lease=None,
        lease_until=None,
        next_at=clock.now() + timedelta(seconds=seconds),
    )


def revive(*, by: Actor, job: UUID) -> bool:
    """Let a dead job be tried again, from the first attempt."""
    with atomic():
        if not Document.objects.filter(id=job, state=JobState.DEAD).update(
            state=JobState.QUEUED, attempts=0, next_at=clock.now(), error_code=""
        ):
            return False
        document = Document.objects.select_related("case").get(id=job)
        events.record(by=by, kind="document_revived", case=document.case, document=str(job))
    return True


def bury(*, by: Actor) -> int:
    """Jobs whose workers died too often are dead; how many."""
    return QUEUE.bury(lambda job: _tell_dead(by, job))


def _tell_dead(by: Actor, job: Document) -> None:
    events.record(by=by, kind="document_dead", case=job.case, document=str(job.id), code=job.error_code)
