"""Check the audit trail: ``verify_audit``. Quiet and 0 when it is whole, else 1 and what is wrong."""

from dataclasses import asdict
from typing import Any

from incidents.management.base import DONE, NEGATIVE, JsonCommand
from incidents.services import audit


class Command(JsonCommand):
    """One JSON line for each flaw: {number, code}."""

    help = "Check that no line of the audit trail was edited, removed, moved or cut off."

    def run(self, **options: Any) -> int:
        del options
        status = DONE
        for flaw in audit.verify():
            self.emit(asdict(flaw))
            status = NEGATIVE
        return status
