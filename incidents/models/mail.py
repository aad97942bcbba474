"""Mail that is to be sent, and the links in it. A mail is a job: its row outlives a mail server that is away."""

from django.db import models

from incidents.core.desk_vocabulary import LinkPurpose, MailKind
from incidents.models.fields import EncryptedTextField
from incidents.models.job import JobRow
from incidents.models.rows import Row


class Mail(JobRow):
    """One mail to one address: a kind, a language, until it is sent the secret of its link; nothing of a case."""

    case = models.ForeignKey("incidents.Case", null=True, blank=True, on_delete=models.CASCADE, related_name="mails")
    kind = models.CharField(max_length=20, choices=[(k, k) for k in MailKind])
    to = EncryptedTextField(null=True, blank=True)
    to_index = models.CharField(max_length=64, db_index=True, blank=True, default="")
    secret = EncryptedTextField(null=True, blank=True, help_text="goes into the mail's link; emptied once sent")
    language = models.CharField(max_length=35)

    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("created_at",)
        indexes = [models.Index(fields=["state", "next_at"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"


class MailLink(Row):
    """A link that was mailed: its hash, what it is for, the browser that asked for it, until when it holds."""

    case = models.ForeignKey("incidents.Case", null=True, blank=True, on_delete=models.CASCADE, related_name="links")
    purpose = models.CharField(max_length=20, choices=[(p, p) for p in LinkPurpose])
    email_index = models.CharField(max_length=64, db_index=True)
    token_hash = models.CharField(max_length=64, unique=True)
    browser_hash = models.CharField(max_length=64, blank=True, default="")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("created_at",)

    def __str__(self) -> str:
        return f"{self.purpose} link"
