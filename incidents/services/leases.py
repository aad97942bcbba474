"""Jobs as rows: leased, fenced, safe to run twice, dead with a reason after bounded attempts.

The row is the job. A claim is one filtered UPDATE: whoever changes the row has it, everybody else gets nothing.
Attempts rise before the work, so that a poisonous job cannot loop for ever. Closing is filtered by the lease, so
that a worker that was away too long cannot overwrite the work of its successor.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Generic, TypeVar
from uuid import UUID, uuid4

from django.conf import settings
from django.db.models import F, Q, QuerySet
from django.db.transaction import atomic

from incidents.core.vocabulary import JobState
from incidents.models import Document, Mail, Statement
from incidents.models.fields import for_update
from incidents.services import clock

FUTURE = timedelta(days=1)
"""A time further ahead than this comes from a clock that was wrong: such a job counts as due."""

Job = TypeVar("Job", Document, Mail, Statement)


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to do one job, until it runs out."""

    job: UUID
    token: UUID


class LeaseLost(Exception):
    """Somebody else has the job by now: what this worker has made since does not count."""


@dataclass(frozen=True)
class Queue(Generic[Job]):
    """The jobs of one kind: their rows, the most attempts, seconds until the next try by attempts made."""

    rows: type[Job]
    most: Callable[[], int]
    back_off: Sequence[float]

    def claimable(self) -> Q:
        """Jobs that may be taken now: queued, or running with a lease that ran out."""
        now = clock.now()
        lease_over = Q(lease_until__lte=now) | Q(lease_until__gt=now + FUTURE)
        return Q(attempts__lt=self.most()) & (Q(state=JobState.QUEUED) | (Q(state=JobState.RUNNING) & lease_over))

    def due(self) -> QuerySet[Job]:
        """Jobs that may be taken now and whose time has come."""
        now = clock.now()
        return self.rows._default_manager.filter(self.claimable(), Q(next_at__lte=now) | Q(next_at__gt=now + FUTURE))

    def claim(self, job: UUID, *, only_due: bool = False) -> Lease | None:
        """Take a job: a lease, or None when somebody else has it, it is over, or (``only_due``) its time has not come.

        Where what fails is likely to fail again at once, only what is due is taken: messages that piled up for one job
        do not use up its attempts in a row.
        """
        token = uuid4()
        rows = self.due() if only_due else self.rows._default_manager.filter(self.claimable())
        taken = rows.filter(id=job).update(
            state=JobState.RUNNING, lease=token, lease_until=_until(), attempts=F("attempts") + 1, error_code=""
        )
        return Lease(job, token) if taken else None

    def _held(self, lease: Lease) -> QuerySet[Job]:
        """The job's row as long as the lease is the one it runs under, else none."""
        return self.rows._default_manager.filter(id=lease.job, lease=lease.token, state=JobState.RUNNING)

    def hold(self, lease: Lease, **made: Any) -> None:
        """Prolong a lease, first thing in each transaction of a long job, so that nobody writes beside its successor.

        Raises LeaseLost.
        """
        if not self._held(lease).update(lease_until=_until(), **made):
            raise LeaseLost

    def close(self, lease: Lease, **made: Any) -> bool:
        """Write what was made and close the job; False when the lease was lost and the work does not count."""
        given = for_update(self.rows(id=lease.job), made)
        return bool(self._held(lease).update(**{"state": JobState.DONE, "lease": None, "lease_until": None} | given))

    def again(self, jobs: Sequence[UUID], **changed: Any) -> None:
        """Queue jobs anew, wherever they are: whoever has one loses its lease."""
        fresh = {"state": JobState.QUEUED, "attempts": 0, "lease": None, "lease_until": None, "error_code": ""}
        self.rows._default_manager.filter(id__in=jobs).update(**{**fresh, "next_at": clock.now(), **changed})

    def give_back(self, lease: Lease, *, code: str) -> Job | None:
        """To be tried again after a pause, or dead when its attempts are used up: the row as it stands then.

        None when the lease was lost. Call it inside a transaction.
        """
        job = self.rows._default_manager.select_for_update().filter(id=lease.job, lease=lease.token).first()
        if job is None:
            return None
        pause = self.back_off[min(job.attempts, len(self.back_off)) - 1]
        job.state = JobState.DEAD if job.attempts >= self.most() else JobState.QUEUED
        job.next_at = clock.now() + timedelta(seconds=pause)
        job.lease = job.lease_until = None
        job.error_code = code
        job.save(update_fields=["state", "next_at", "lease", "lease_until", "error_code"])
        return job

    def bury(self, tell: Callable[[Job], object]) -> int:
        """Close jobs whose attempts are used up and whose last worker died; ``tell`` runs in each one's transaction."""
        now, buried = clock.now(), 0
        spent = Q(state=JobState.RUNNING, lease_until__lte=now) | Q(state=JobState.QUEUED)
        for job in self.rows._default_manager.filter(spent, attempts__gte=self.most()).select_related("case"):
            job.error_code = job.error_code or "worker_died"
            over = {"state": JobState.DEAD, "lease": None, "lease_until": None, "error_code": job.error_code}
            with atomic():
                if self.rows._default_manager.filter(spent, id=job.id, attempts=job.attempts).update(**over):
                    tell(job)
                    buried += 1
        return buried


def _until() -> datetime:
    """When a lease that is given or prolonged now runs out."""
    return clock.now() + timedelta(seconds=settings.JOB_LEASE_SECONDS)
