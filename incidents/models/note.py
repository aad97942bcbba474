"""What staff write to each other about a case, and how far each of them has read it."""

from django.db import models

from incidents.models.fields import EncryptedTextField
from incidents.models.rows import Row


class Note(Row):
    """A note of one member of staff, for the others."""

    case = models.ForeignKey("incidents.Case", on_delete=models.CASCADE, related_name="notes")
    author = models.ForeignKey("incidents.User", null=True, on_delete=models.SET_NULL, related_name="+")
    text = EncryptedTextField()
    written_at = models.DateTimeField()

    class Meta:
        ordering = ("written_at",)

    def __str__(self) -> str:
        return f"note {self.id}"


class Look(Row):
    """The last line of the trail that one member of staff had seen when looking at a case."""

    case = models.ForeignKey("incidents.Case", on_delete=models.CASCADE, related_name="looks")
    user = models.ForeignKey("incidents.User", on_delete=models.CASCADE, related_name="looks")
    event_number = models.BigIntegerField(default=0)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "user"], name="one_look_per_person")]

    def __str__(self) -> str:
        return f"look {self.event_number}"
