"""Erase a case for good, files included: ``erase_case REFERENCE --yes``."""

from typing import Any

from django.core.management.base import CommandParser

from incidents.core.vocabulary import OPERATOR
from incidents.management.base import BAD_INPUT, DONE, JsonCommand
from incidents.services import erasing


class Command(JsonCommand):
    """What stays: ids, states, counts, times and hashes (docs/privacy.md)."""

    help = "Erase everything a case says, and its files. It cannot be undone."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("reference", metavar="REFERENCE")
        parser.add_argument("--yes", action="store_true", help="really; without it nothing happens")

    def run(self, **options: Any) -> int:
        if not options["yes"]:
            self.say("Nothing was erased. Repeat with --yes: it cannot be undone.")
            return BAD_INPUT
        self.emit(erasing.erase(by=OPERATOR, reference=options["reference"]))
        return DONE
