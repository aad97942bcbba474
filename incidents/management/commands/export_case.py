"""Print a case as JSON or its movements as CSV: ``export_case REFERENCE [--format json|csv]``."""

from typing import Any

from django.core.management.base import CommandParser

from incidents.core.vocabulary import OPERATOR
from incidents.management.base import DONE, JsonCommand
from incidents.services import exporting


class Command(JsonCommand):
    """The record as it came in, with what the portal derived beside it; or the movements as rows."""

    help = "Print the record of a case."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("reference", metavar="REFERENCE")
        parser.add_argument("--format", choices=["json", "csv"], default="json")

    def run(self, **options: Any) -> int:
        if options["format"] == "csv":
            self.stdout.write(exporting.movements_csv(by=OPERATOR, reference=options["reference"]), ending="")
        else:
            self.emit_pretty(exporting.record(by=OPERATOR, reference=options["reference"]))
        return DONE
