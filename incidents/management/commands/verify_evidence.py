"""Check every stored file and every chain: ``verify_evidence``. 0 when all are whole, else 1."""

from dataclasses import asdict
from typing import Any

from incidents.management.base import DONE, NEGATIVE, JsonCommand
from incidents.services import fingerprints

FILES = frozenset({"evidence", "document"})


class Command(JsonCommand):
    """One JSON line for each thing that is not what it was: {kind, id, case, code}."""

    help = "Work out the SHA-256 of every original and every paper anew and compare; check the chain of each original."

    def run(self, **options: Any) -> int:
        del options
        status, checked = DONE, 0
        for fault in fingerprints.verify():
            checked += fault is None or fault.kind in FILES
            if fault is not None:
                self.emit(asdict(fault))
                status = NEGATIVE
        self.say(f"{checked} files checked")
        return status
