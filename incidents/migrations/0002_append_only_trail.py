from django.db import migrations

from incidents.models import trail_triggers


class Migration(migrations.Migration):
    dependencies = [("incidents", "0001_initial")]

    operations = [migrations.RunPython(trail_triggers.create, trail_triggers.drop)]
