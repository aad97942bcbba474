"""Messages between the victim and the support staff. They are read behind the access code; mails never carry them."""

from django.db import models

from incidents.models.fields import EncryptedTextField
from incidents.models.rows import Row


class Message(Row):
    """One message; ``author`` is empty when the victim wrote it."""

    case = models.ForeignKey("incidents.Case", on_delete=models.CASCADE, related_name="messages")
    author = models.ForeignKey("incidents.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    from_staff = models.BooleanField()
    template = models.CharField(max_length=60, blank=True, default="", help_text="the template it was written from")
    text = EncryptedTextField()
    check_code = models.CharField(max_length=20, unique=True, null=True, blank=True)
    answers = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="answered_by")
    sent_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("sent_at",)
        indexes = [models.Index(fields=["case", "sent_at"])]

    def __str__(self) -> str:
        return f"message {self.id}"
