"""A new access code for somebody who lost theirs: two people, a day's wait, announced everywhere."""

from django.db import models

from incidents.models.rows import Row


class CodeReissue(Row):
    """One request for a new code, from asking to picking up; it can be stopped at any moment before that."""

    case = models.ForeignKey("incidents.Case", on_delete=models.CASCADE, related_name="reissues")
    asked_by = models.ForeignKey("incidents.User", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    ground = models.CharField(max_length=40, help_text="how the person was recognised: a word of the table")
    approved_by = models.ForeignKey("incidents.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    not_before = models.DateTimeField(null=True, blank=True)
    pickup_hash = models.CharField(max_length=64, unique=True, null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)
    stopped_by = models.CharField(max_length=60, blank=True, default="", help_text="kind and id of who stopped it")

    class Meta:
        ordering = ("-asked_at",)
        constraints = [
            models.CheckConstraint(
                condition=models.Q(approved_by__isnull=True) | ~models.Q(approved_by=models.F("asked_by")),
                name="reissue_by_two",
            )
        ]

    def __str__(self) -> str:
        return f"reissue {self.id}"
