"""An incident: an event that hurt many people, opened by the operator."""

from django.db import models

from incidents.models.rows import Row


class Incident(Row):
    """A leak or a wave; cases may belong to it."""

    slug = models.SlugField(max_length=120, unique=True)
    name = models.CharField(max_length=200)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-opened_at",)

    def __str__(self) -> str:
        return self.name
