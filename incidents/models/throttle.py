"""Counters behind the limits: how often something happened within a stretch of time."""

from django.db import models


class Throttle(models.Model):
    """One counter: of what (a keyed hash, never an address in clear), in which stretch."""

    key = models.CharField(max_length=64)
    since = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "since"], name="one_counter_per_stretch")]

    def __str__(self) -> str:
        return f"{self.key[:8]} {self.count}"
