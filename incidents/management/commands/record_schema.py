"""Print the JSON Schema of the case record: ``record_schema``."""

from typing import Any

from incidents.core.record import json_schema
from incidents.management.base import JsonCommand


class Command(JsonCommand):
    """What docs/record.schema.json holds."""

    help = "Print the JSON Schema of the case record."
    needs_database = False

    def run(self, **options: Any) -> None:
        self.emit_pretty(json_schema())
