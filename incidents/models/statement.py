"""A statement: an export of an exchange or wallet that is read into rows, and what was made of each row."""

from django.db import models

from incidents.models.fields import AmountField, EncryptedJSONField, EncryptedTextField
from incidents.models.job import JobRow
from incidents.models.rows import Row


class Statement(JobRow):
    """One table in one uploaded file, and the job of reading it."""

    case = models.ForeignKey("incidents.Case", on_delete=models.CASCADE, related_name="statements")
    evidence = models.ForeignKey("incidents.Evidence", on_delete=models.CASCADE, related_name="statements")
    part = models.PositiveIntegerField(default=0, help_text="which table of the file, where it is an archive")
    name = EncryptedTextField(null=True, blank=True, help_text="the member's name in an archive")
    format = models.CharField(max_length=80, blank=True, default="")
    institution = models.CharField(max_length=120, blank=True, default="")
    encoding = models.CharField(max_length=40, blank=True, default="")
    delimiter = models.CharField(max_length=4, blank=True, default="")
    zone = models.CharField(max_length=60, blank=True, default="", help_text="the zone its times are in")
    zone_from = models.CharField(max_length=20, blank=True, default="", help_text="header, file_name or reader")
    mapping = EncryptedJSONField(null=True, blank=True, help_text="column -> meaning, for a format nobody knows")
    needs = models.CharField(max_length=20, blank=True, default="", help_text="what the reader is asked: zone, mapping")
    rows_total = models.PositiveIntegerField(default=0)
    rows_read = models.PositiveIntegerField(default=0, help_text="grows while it is read")
    rows_skipped = models.PositiveIntegerField(default=0)
    rows_ruined = models.PositiveIntegerField(default=0)
    counts = models.JSONField(
        default=dict, blank=True, help_text="how many rows there are of each kind, and left out for each reason"
    )
    warnings = models.JSONField(default=list, blank=True, help_text="codes")
    reviewed_at = models.DateTimeField(null=True, blank=True)

    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("created_at",)
        constraints = [models.UniqueConstraint(fields=["evidence", "part"], name="one_statement_per_table")]
        indexes = [models.Index(fields=["state", "next_at"])]

    def __str__(self) -> str:
        return f"statement {self.id}"


class StatementRow(Row):
    """One row of a statement: what a list needs in columns, the whole of it sealed."""

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="rows", db_index=False)
    case = models.ForeignKey("incidents.Case", on_delete=models.CASCADE, related_name="statement_rows")
    line = models.PositiveIntegerField(help_text="1-based, in the file")
    kind = models.CharField(max_length=30, blank=True, default="", help_text="empty: skipped or ruined")
    why = models.CharField(max_length=40, blank=True, default="", help_text="why it was skipped, a code")
    at = models.DateTimeField(null=True, blank=True)
    asset = models.CharField(max_length=40, blank=True, default="")
    amount = AmountField(null=True, blank=True)
    market = models.CharField(max_length=80, blank=True, default="")
    same_key = models.CharField(
        max_length=64, blank=True, default="", help_text="equal in two files: the same movement"
    )
    same_as = models.UUIDField(null=True, blank=True, help_text="the row it repeats; both sources are kept")
    suggested = models.BooleanField(default=False)
    reasons = models.CharField(max_length=200, blank=True, default="", help_text="codes, with spaces between")
    chosen = models.BooleanField(default=False)
    movement = models.UUIDField(null=True, blank=True, help_text="the movement of the case that it became")
    sealed = EncryptedTextField(help_text="JSON: the movement and the raw line")

    class Meta:
        ordering = ("line",)
        indexes = [
            models.Index(fields=["statement", "line"]),
            models.Index(fields=["statement", "kind", "why", "line"]),
            models.Index(fields=["statement", "line"], condition=models.Q(suggested=True), name="suggested_rows"),
            models.Index(fields=["statement", "line", "movement"], condition=models.Q(chosen=True), name="chosen_rows"),
            models.Index(fields=["statement", "chosen"], condition=models.Q(movement__isnull=False), name="tied_rows"),
            models.Index(fields=["case", "same_key"], condition=models.Q(movement__isnull=False), name="told_rows"),
        ]
        """Rows come in the file's order, and these grow at their ends; what is in no order is kept for few rows."""

    def __str__(self) -> str:
        return f"line {self.line}"


class FormatProposal(Row):
    """A mapping that a reader made for a file nobody knew: used for the next such file, seen by staff.

    Column names and meanings alone, nothing of what stood in the rows.
    """

    header_key = models.CharField(max_length=64, unique=True)
    headers = models.JSONField()
    mapping = models.JSONField()
    zone = models.CharField(max_length=60, blank=True, default="")
    used = models.PositiveIntegerField(default=1)
    differed = models.PositiveIntegerField(default=0, help_text="how often somebody read such a file otherwise")
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    accepted_at = models.DateTimeField(
        null=True, blank=True, help_text="staff looked: such files are read so without a question"
    )
    dismissed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-last_at",)
        constraints = [
            models.CheckConstraint(
                condition=models.Q(accepted_at=None) | models.Q(dismissed_at=None), name="accepted_or_dismissed"
            )
        ]

    def __str__(self) -> str:
        return f"proposal {self.header_key[:8]}"
