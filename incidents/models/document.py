"""A document: a file made from one record, and the job of making it."""

from django.db import models

from incidents.core.vocabulary import DocumentKind
from incidents.models.fields import EncryptedTextField
from incidents.models.job import JobRow


class Document(JobRow):
    """One paper of a case. The same inputs make it once: the constraint says so, whoever asks twice."""

    case = models.ForeignKey("incidents.Case", on_delete=models.CASCADE, related_name="documents")
    submission = models.ForeignKey("incidents.Submission", on_delete=models.CASCADE, related_name="documents")
    position = models.PositiveIntegerField(default=0)
    kind = models.CharField(max_length=30, choices=[(k, k) for k in DocumentKind])
    letter = models.CharField(max_length=10, blank=True, default="")
    strength = models.CharField(max_length=10, blank=True, default="")
    institution = models.CharField(max_length=120, blank=True, default="")
    language = models.CharField(max_length=35)
    folder = models.CharField(max_length=140, help_text="one per recipient")
    file_name = models.CharField(max_length=255)
    input_hash = models.CharField(max_length=64, help_text="over everything that goes into the file")
    replaces = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="replaced_by")

    enqueued_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    stored_as = models.CharField(max_length=140, blank=True, default="")
    media_type = models.CharField(max_length=80, blank=True, default="")
    sha256 = models.CharField(max_length=64, blank=True, default="", db_index=True)
    size = models.BigIntegerField(null=True, blank=True)
    pages = models.PositiveIntegerField(null=True, blank=True)
    seconds = models.FloatField(null=True, blank=True)
    code = models.CharField(
        max_length=20, unique=True, null=True, blank=True, help_text="printed on it, to check it by"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_why = models.CharField(max_length=40, blank=True, default="", help_text="a code, no sentence")
    note = EncryptedTextField(null=True, blank=True)

    class Meta:
        ordering = ("submission__version", "position")
        constraints = [
            models.UniqueConstraint(
                fields=["case", "kind", "letter", "institution", "language", "input_hash"], name="one_job_per_input"
            )
        ]
        indexes = [models.Index(fields=["state", "next_at"]), models.Index(fields=["state", "lease_until"])]

    def __str__(self) -> str:
        return self.file_name
