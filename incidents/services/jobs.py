"""Document jobs: leased, fenced, safe to run twice, dead with a reason after bounded attempts.

The row is the job. A claim is one filtered UPDATE: whoever changes the row has it, everybody else gets nothing.
Attempts rise before the work, so that a poison document cannot loop for ever. A finish is filtered by the lease, so
that a worker that was away too long cannot overwrite the work of its successor.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db.models import F, Q, QuerySet
from django.db.transaction import atomic

from incidents.core.vocabulary import Actor, JobState
from incidents.models import Document
from incidents.services import clock, events

BACK_OFF = (2, 5, 15, 60)
"""Seconds until the next try, by attempts made; the last one holds."""

OPEN = (JobState.QUEUED, JobState.RUNNING)
"""States of a job that is not over."""

FUTURE = timedelta(days=1)
"""A time further ahead than this comes from a clock that was wrong: such a job counts as due."""


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to make one document, until it runs out."""

    job: UUID
    token: UUID


def claimable() -> Q:
    """Jobs that may be taken now: queued, or running with a lease that ran out."""
    now = clock.now()
    lease_over = Q(lease_until__lte=now) | Q(lease_until__gt=now + FUTURE)
    return Q(attempts__lt=settings.JOB_MAX_ATTEMPTS) & (
        Q(state=JobState.QUEUED) | (Q(state=JobState.RUNNING) & lease_over)
    )


def due() -> QuerySet[Document]:
    """Jobs that may be taken now and whose time has come."""
    now = clock.now()
    return Document.objects.filter(claimable(), Q(next_at__lte=now) | Q(next_at__gt=now + FUTURE))


def claim(*, by: Actor, job: UUID) -> Lease | None:
    """Take a job: a lease, or None when somebody else has it or it is over. Leaves no event: the finish does."""
    del by
    token = uuid4()
    until = clock.now() + timedelta(seconds=settings.JOB_LEASE_SECONDS)
    taken = Document.objects.filter(claimable(), id=job).update(
        state=JobState.RUNNING, lease=token, lease_until=until, attempts=F("attempts") + 1, error_code=""
    )
    return Lease(job, token) if taken else None


def finish(*, by: Actor, lease: Lease, **made: Any) -> bool:
    """Write what was made and close the job; False when the lease was lost and the work does not count."""
    with atomic():
        rows = Document.objects.filter(id=lease.job, lease=lease.token, state=JobState.RUNNING)
        over = {"state": JobState.DONE, "lease": None, "lease_until": None, "finished_at": clock.now()}
        if not rows.update(**over, **made):
            return False
        document = Document.objects.select_related("case").get(id=lease.job)
        events.record(
            by=by, kind="document_made", case=document.case, document=str(document.id), sha256=document.sha256
        )
    return True


def release(*, by: Actor, lease: Lease, code: str, wait: float | None = None) -> None:
    """Give a job back after a failure: to be tried again after a pause, or dead when its attempts are used up."""
    with atomic():
        job = Document.objects.select_for_update().filter(id=lease.job, lease=lease.token).first()
        if job is None:
            return
        dead = job.attempts >= settings.JOB_MAX_ATTEMPTS
        pause = wait if wait is not None else BACK_OFF[min(job.attempts, len(BACK_OFF)) - 1]
        job.state = JobState.DEAD if dead else JobState.QUEUED
        job.next_at = clock.now() + timedelta(seconds=pause)
        job.lease = job.lease_until = None
        job.error_code = code
        job.save(update_fields=["state", "next_at", "lease", "lease_until", "error_code"])
        if dead:
            events.record(by=by, kind="document_dead", case=job.case, document=str(job.id), code=code)


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
