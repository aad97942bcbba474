"""A lost second factor: asked for by one administrator, approved by another."""

from django.db import models

from incidents.models.rows import Row


class FactorReset(Row):
    """One request to take the second factor off an account, so that a new one can be set."""

    user = models.ForeignKey("incidents.User", on_delete=models.CASCADE, related_name="factor_resets")
    asked_by = models.ForeignKey("incidents.User", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    approved_by = models.ForeignKey("incidents.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-asked_at",)
        constraints = [
            models.CheckConstraint(
                condition=models.Q(approved_by__isnull=True) | ~models.Q(approved_by=models.F("asked_by")),
                name="factor_reset_by_two",
            )
        ]

    def __str__(self) -> str:
        return f"factor reset {self.id}"
