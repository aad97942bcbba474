"""Whether a file was made here, unchanged, and still holds: ``verify_document FILE``."""

from hashlib import sha256
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from incidents.management.base import DONE, NEGATIVE, JsonCommand
from incidents.services import verifying
from incidents.services.verifying import Verdict


class Command(JsonCommand):
    """Status 0 only for a genuine file, 1 for any other answer."""

    help = "Say whether a file was made by this portal, unchanged, and whether it was replaced or withdrawn since."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=self.existing_file, metavar="FILE")

    def run(self, **options: Any) -> int:
        path: Path = options["file"]
        content = path.read_bytes()
        digest = sha256(content).hexdigest()
        found = verifying.by_fingerprint(digest, verifying.claimed_code(content))
        self.emit(
            {
                "verdict": found.verdict,
                "kind": found.kind,
                "letter": found.letter,
                "version": found.version,
                "made_at": found.made_at.isoformat() if found.made_at else None,
                "replaced_by": found.replaced_by,
                "withdrawn_at": found.withdrawn_at.isoformat() if found.withdrawn_at else None,
                "signer": None,
                "signed_at": None,
                "sha256": digest,
                "changes": [],
            }
        )
        return DONE if found.verdict == Verdict.GENUINE else NEGATIVE
