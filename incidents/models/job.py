"""The columns of a job: every kind of row that a worker takes by lease has them (services/leases.py)."""

from django.db import models

from incidents.core.vocabulary import JobState
from incidents.models.rows import Row


class JobRow(Row):
    """A row that is a job: where it is, who has it until when, how often it was tried and when it is due again."""

    state = models.CharField(max_length=10, default=JobState.QUEUED, choices=[(s, s) for s in JobState])
    attempts = models.PositiveIntegerField(default=0)
    lease = models.UUIDField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    next_at = models.DateTimeField()
    error_code = models.CharField(max_length=60, blank=True, default="")
    created_at = models.DateTimeField()

    class Meta:
        abstract = True
