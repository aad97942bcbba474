"""Evidence: an uploaded original, kept byte for byte under its fingerprint."""

from django.db import models

from incidents.core import record_parts
from incidents.models.fields import EncryptedJSONField, EncryptedTextField
from incidents.models.rows import PartRow


class Evidence(PartRow):
    """What is said of a file (as in the record) and what the portal measured of it."""

    part = record_parts.Evidence

    file = EncryptedTextField(null=True, blank=True)
    title = EncryptedTextField(null=True, blank=True)
    captured_at = models.DateTimeField(null=True, blank=True)
    captured_at_told = models.CharField(max_length=64, null=True, blank=True)
    source = models.TextField(null=True, blank=True)
    grade = models.TextField(null=True, blank=True)
    sha256 = models.TextField(null=True, blank=True)

    stored_as = models.CharField(max_length=120, blank=True, default="", help_text="<case>/<sha256>; empty: no file")
    preview_as = models.CharField(max_length=130, blank=True, default="", help_text="the copy without metadata")
    measured_sha256 = models.CharField(max_length=64, blank=True, default="")
    media_type = models.CharField(max_length=120, blank=True, default="")
    size = models.BigIntegerField(null=True, blank=True)
    scan = models.CharField(max_length=20, blank=True, default="", help_text="clean, infected; empty: not scanned")
    proposed = EncryptedJSONField(null=True, blank=True, help_text="facts read out of the file, to be confirmed")
    received_at = models.DateTimeField()

    class Meta(PartRow.Meta):
        ordering = ("position",)

    @property
    def files(self) -> list[str]:
        """The names of what is stored of it."""
        return [name for name in (self.stored_as, self.preview_as) if name]

    def __str__(self) -> str:
        return f"exhibit {self.position + 1}"
