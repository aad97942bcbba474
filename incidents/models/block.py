"""The block list: what may no longer open cases here or be named by them, as keyed hashes, with reason and appeal."""

from django.db import models

from incidents.core.desk_vocabulary import BlockKind
from incidents.models.fields import EncryptedTextField
from incidents.models.rows import Row


class Block(Row):
    """One entry. What is blocked is known by its keyed hash alone."""

    kind = models.CharField(max_length=20, choices=[(k, k) for k in BlockKind])
    key = models.CharField(max_length=64)
    reason = EncryptedTextField()
    by = models.ForeignKey("incidents.User", null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    appeal = EncryptedTextField(null=True, blank=True)
    appealed_at = models.DateTimeField(null=True, blank=True)
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey("incidents.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("-at",)
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key"], condition=models.Q(lifted_at__isnull=True), name="one_block_in_force"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key[:8]}"
