"""What a case lists beside its movements: accounts, wallets, claims, traces, suspects, reports, contacts."""

from django.db import models

from incidents.core import record_parts as parts
from incidents.models.fields import EncryptedJSONField, EncryptedTextField
from incidents.models.rows import PartRow


class Account(PartRow):
    """An account of the victim at an institution, with its API keys (never their secrets)."""

    part = parts.Account

    institution = models.TextField(null=True, blank=True)
    institution_name = models.TextField(null=True, blank=True)
    uid = EncryptedTextField(null=True, blank=True)
    registered_email = EncryptedTextField(null=True, blank=True)
    state = models.TextField(null=True, blank=True)
    two_factor = models.TextField(null=True, blank=True)
    api_keys = EncryptedJSONField(null=True, blank=True)

    class Meta(PartRow.Meta):
        ordering = ("position",)

    def __str__(self) -> str:
        return self.institution or self.institution_name or ""


class Wallet(PartRow):
    """One of the victim's own wallets."""

    part = parts.Wallet

    network = models.TextField(null=True, blank=True)
    address = models.TextField(null=True, blank=True)
    app = models.TextField(null=True, blank=True)

    class Meta(PartRow.Meta):
        ordering = ("position",)

    def __str__(self) -> str:
        return self.address or ""


class Suspect(PartRow):
    """Somebody named by the reporter: police dossier only."""

    part = parts.Suspect

    name_or_handle = EncryptedTextField(null=True, blank=True)
    suspected_by = EncryptedTextField(null=True, blank=True)
    because = EncryptedTextField(null=True, blank=True)

    class Meta(PartRow.Meta):
        ordering = ("position",)

    def __str__(self) -> str:
        return f"suspect {self.position}"


class Cause(PartRow):
    """A dated, revisable claim about how access was gained."""

    part = parts.Cause

    statement = EncryptedTextField(null=True, blank=True)
    status = models.TextField(null=True, blank=True)
    by = EncryptedTextField(null=True, blank=True)
    on = models.TextField(null=True, blank=True)

    class Meta(PartRow.Meta):
        ordering = ("position",)

    def __str__(self) -> str:
        return f"cause {self.position}"


class Indicator(PartRow):
    """A trace of the thief: a link, an address, a handle."""

    part = parts.Indicator

    kind = models.TextField(null=True, blank=True)
    value = EncryptedTextField(null=True, blank=True)
    value_index = models.CharField(max_length=64, null=True, blank=True, db_index=True)
    role = models.TextField(null=True, blank=True)
    first_seen = models.TextField(null=True, blank=True)
    note = EncryptedTextField(null=True, blank=True)

    class Meta(PartRow.Meta):
        ordering = ("position",)

    def __str__(self) -> str:
        return f"{self.kind} {self.position}"


class PoliceReport(PartRow):
    """A report to the police, as the reporter gives it."""

    part = parts.PoliceReport

    country = models.TextField(null=True, blank=True)
    authority = models.TextField(null=True, blank=True)
    document = models.TextField(null=True, blank=True)
    number = EncryptedTextField(null=True, blank=True)
    filed_on = models.TextField(null=True, blank=True)
    officer = EncryptedTextField(null=True, blank=True)
    unit = EncryptedTextField(null=True, blank=True)
    email = EncryptedTextField(null=True, blank=True)

    class Meta(PartRow.Meta):
        ordering = ("position",)

    def __str__(self) -> str:
        return f"police report {self.position}"


class Contact(PartRow):
    """One exchange of messages with an institution."""

    part = parts.Contact

    institution = models.TextField(null=True, blank=True)
    channel = models.TextField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_at_told = models.CharField(max_length=64, null=True, blank=True)
    reference = EncryptedTextField(null=True, blank=True)
    status = models.TextField(null=True, blank=True)
    hold_until = models.TextField(null=True, blank=True)
    note = EncryptedTextField(null=True, blank=True)

    class Meta(PartRow.Meta):
        ordering = ("position",)

    def __str__(self) -> str:
        return f"contact {self.position}"


class Letter(PartRow):
    """What the victim decided about one letter: dropped, or sent on which day."""

    part = parts.Letter

    kind = models.TextField(null=True, blank=True)
    institution = models.TextField(null=True, blank=True)
    dropped = models.BooleanField(null=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_at_told = models.CharField(max_length=64, null=True, blank=True)

    class Meta(PartRow.Meta):
        ordering = ("position",)

    def __str__(self) -> str:
        return f"{self.kind} {self.institution}"
