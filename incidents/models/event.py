"""The audit trail: one line per thing done, chained by hashes; ids only, no personal data."""

from django.db import models

from incidents.models.rows import Row


class Event(Row):
    """One line of the trail. Never changed, never deleted: triggers in both databases see to it."""

    number = models.BigIntegerField(unique=True)
    at = models.DateTimeField()
    kind = models.CharField(max_length=60)
    case_id = models.UUIDField(null=True, blank=True, db_index=True)
    actor = models.CharField(max_length=60)
    details = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ("number",)

    def __str__(self) -> str:
        return f"{self.number} {self.kind}"


class EventHead(models.Model):
    """The end of the chain: one row, locked while a line is added, authenticated with a key outside the database."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    number = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="0" * 64)
    mac = models.CharField(max_length=64, default="")

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_event_head")]

    def __str__(self) -> str:
        return str(self.number)
