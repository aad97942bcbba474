"""A submission: the record of a case as it was at one version, kept for ever as it was."""

from django.db import models

from incidents.models.fields import EncryptedTextField
from incidents.models.rows import Row


class Submission(Row):
    """One version of a case: what its papers were made from."""

    case = models.ForeignKey("incidents.Case", on_delete=models.CASCADE, related_name="submissions")
    version = models.PositiveIntegerField()
    record = EncryptedTextField(help_text="canonical JSON of the record, derived facts included")
    fingerprint = models.CharField(max_length=64, help_text="SHA-256 of the record without derived facts")
    made_at = models.DateTimeField()
    papers = models.JSONField(default=list, help_text="ids of its documents in order, those carried over included")

    class Meta:
        ordering = ("version",)
        constraints = [models.UniqueConstraint(fields=["case", "version"], name="one_submission_per_version")]

    def __str__(self) -> str:
        return f"version {self.version}"
