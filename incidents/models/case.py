"""A case: one victim's report, from draft to closed."""

from typing import TYPE_CHECKING, Any

from django.db import models

from incidents.core.desk_vocabulary import WaitingFor
from incidents.core.vocabulary import CaseState
from incidents.models.fields import EncryptedJSONField, EncryptedTextField
from incidents.models.rows import Row

if TYPE_CHECKING:
    from incidents.models.accounts import Account


class CaseQuerySet(models.QuerySet["Case"]):
    """The ways cases are looked up."""

    def by_code_hash(self, code_hash: str) -> "CaseQuerySet":
        """The case that a hashed access code opens (at most one)."""
        return self.filter(code_hash=code_hash)


class Case(Row):
    """One victim's report. Personal facts are encrypted, public ones (kind, times, country) are not."""

    accounts: "models.Manager[Account]"

    reference = models.CharField(max_length=20, unique=True)
    state = models.CharField(max_length=20, default=CaseState.DRAFT, choices=[(s, s) for s in CaseState])
    version = models.PositiveIntegerField(default=0, help_text="number of submissions; 0 is a draft never submitted")
    changes = models.PositiveIntegerField(default=0, help_text="rises with every write: two devices at once are seen")
    incident_row = models.ForeignKey(
        "incidents.Incident", null=True, blank=True, on_delete=models.SET_NULL, related_name="cases"
    )
    code_hash = models.CharField(max_length=64, unique=True, null=True, blank=True)
    email_index = models.CharField(max_length=64, null=True, blank=True, db_index=True)
    letters_released = models.BooleanField(null=True, help_text="the victim's choice where letters are held back")
    email_confirmed_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(
        null=True, blank=True, help_text="when staff took it out of the unconfirmed lane"
    )
    assignee = models.ForeignKey(
        "incidents.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="cases"
    )
    waiting_for = models.CharField(max_length=20, blank=True, default="", choices=[(w, w) for w in WaitingFor])
    waiting_since = models.DateTimeField(null=True, blank=True)
    raised_at = models.DateTimeField(null=True, blank=True, help_text="an answer came that nobody has read yet")
    lead = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="joined",
        help_text="the case it is worked on together with; both stay whole",
    )
    reissue_off = models.BooleanField(default=False, help_text="the victim's wish: never a new code from staff")
    mails_off = models.JSONField(default=list, blank=True, help_text="kinds of mail its owner switched off")
    retention_warned_at = models.DateTimeField(null=True, blank=True)
    typed = EncryptedJSONField(null=True, blank=True, help_text="what was typed and is not in the record yet")
    score = models.IntegerField(default=0)
    score_reasons = models.JSONField(default=list, help_text="codes of the rules that made the score")
    score_changes_at = models.DateTimeField(null=True, blank=True, db_index=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)

    incident = models.JSONField(null=True, blank=True)
    language = models.TextField(null=True, blank=True)
    country = models.TextField(null=True, blank=True)
    time_zone = models.TextField(null=True, blank=True)
    victim = EncryptedJSONField(null=True, blank=True)
    reporter = EncryptedJSONField(null=True, blank=True)
    other_holders = EncryptedJSONField(null=True, blank=True)
    safety = EncryptedJSONField(null=True, blank=True)
    estimate = EncryptedJSONField(null=True, blank=True)
    kind = models.TextField(null=True, blank=True)
    discovered_at = models.DateTimeField(null=True, blank=True)
    discovered_at_told = models.CharField(max_length=64, null=True, blank=True)
    window = EncryptedJSONField(null=True, blank=True)
    window_from = models.DateTimeField(null=True, blank=True)
    window_to = models.DateTimeField(null=True, blank=True)
    ongoing = models.BooleanField(null=True)
    narrative = EncryptedTextField(null=True, blank=True)
    consents = models.JSONField(null=True, blank=True)
    extra = EncryptedJSONField(null=True, blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["state", "-score"])]

    def __str__(self) -> str:
        return self.reference

    def consents_to(self, what: str) -> bool:
        """Whether the victim agreed to this; absent is no."""
        given: dict[str, Any] = self.consents or {}
        return given.get(what) is True
