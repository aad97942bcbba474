"""What a reader says of a file's columns is sealed (its titles may be cells of a first row); staff accept proposals."""

from django.db import migrations, models
from django.db.models import Q

import incidents.models.fields


def seal(apps, schema_editor):
    """Row by row, through the field: a value is sealed for its place."""
    statements = apps.get_model("incidents", "Statement")
    for row in statements.objects.exclude(mapping_in_clear=None).iterator():
        row.mapping = row.mapping_in_clear
        row.save(update_fields=["mapping"])


class Migration(migrations.Migration):
    dependencies = [("incidents", "0005_statements")]

    operations = [
        migrations.RenameField("statement", "mapping", "mapping_in_clear"),
        migrations.AddField(
            "statement",
            "mapping",
            incidents.models.fields.EncryptedJSONField(
                blank=True, help_text="column -> meaning, for a format nobody knows", null=True
            ),
        ),
        migrations.RunPython(seal, migrations.RunPython.noop),
        migrations.RemoveField("statement", "mapping_in_clear"),
        migrations.AddField(
            "formatproposal",
            "accepted_at",
            models.DateTimeField(
                blank=True, help_text="staff looked: such files are read so without a question", null=True
            ),
        ),
        migrations.AddField(
            "formatproposal",
            "differed",
            models.PositiveIntegerField(default=0, help_text="how often somebody read such a file otherwise"),
        ),
        migrations.AddConstraint(
            "formatproposal",
            models.CheckConstraint(
                condition=Q(("accepted_at", None), ("dismissed_at", None), _connector="OR"),
                name="accepted_or_dismissed",
            ),
        ),
    ]
