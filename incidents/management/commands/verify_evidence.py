"""Check every stored file against its fingerprint: ``verify_evidence``. 0 when all are whole, else 1."""

from typing import Any

from incidents.management.base import DONE, NEGATIVE, JsonCommand
from incidents.services import fingerprints


class Command(JsonCommand):
    """One JSON line for each file that is not what it was: {kind, id, case, code}."""

    help = "Work out the SHA-256 of every original and every paper anew and compare."

    def run(self, **options: Any) -> int:
        del options
        status, checked = DONE, 0
        for fault in fingerprints.verify():
            checked += 1
            if fault is not None:
                self.emit({"kind": fault.kind, "id": str(fault.id), "case": str(fault.case), "code": fault.code})
                status = NEGATIVE
        self.say(f"{checked} files checked")
        return status
