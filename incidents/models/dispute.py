"""An objection to a letter by somebody whom it names or who was held because of it; two of the staff decide."""

from django.db import models

from incidents.core.desk_vocabulary import DisputeState
from incidents.models.fields import EncryptedTextField
from incidents.models.rows import Row


class Dispute(Row):
    """One objection to one document."""

    document = models.ForeignKey("incidents.Document", on_delete=models.CASCADE, related_name="disputes")
    state = models.CharField(max_length=10, default=DisputeState.OPEN, choices=[(s, s) for s in DisputeState])
    role = models.CharField(max_length=30, help_text="who objects: a word of the table")
    name = EncryptedTextField(null=True, blank=True)
    contact = EncryptedTextField(null=True, blank=True)
    text = EncryptedTextField(null=True, blank=True)
    opened_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("opened_at",)

    def __str__(self) -> str:
        return f"dispute {self.id}"


class DisputeVote(Row):
    """What one member of staff decided about an objection, and why."""

    dispute = models.ForeignKey(Dispute, on_delete=models.CASCADE, related_name="votes")
    user = models.ForeignKey("incidents.User", on_delete=models.PROTECT, related_name="+")
    upholds = models.BooleanField(help_text="True: the letter is withdrawn")
    reason = EncryptedTextField(null=True, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ("at",)
        constraints = [models.UniqueConstraint(fields=["dispute", "user"], name="one_vote_per_person")]

    def __str__(self) -> str:
        return f"vote {self.id}"
