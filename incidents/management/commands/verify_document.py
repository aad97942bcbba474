"""Whether a file was made here, unchanged, and still holds: ``verify_document FILE``."""

import io
import re
from hashlib import sha256
from pathlib import Path
from typing import Any

import pikepdf
from django.core.management.base import CommandParser

from incidents.core import verify_code
from incidents.management.base import DONE, NEGATIVE, JsonCommand
from incidents.services import verifying
from incidents.services.verifying import Verdict

CODE = re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b")
READ_FOR_CODE = 2 * 1024 * 1024


def claimed_code(content: bytes) -> str:
    """The code that a file says it carries, in its text or in a PDF's description; "" where there is none."""
    text = _described(content) if content.startswith(b"%PDF") else content[:READ_FOR_CODE].decode("utf-8", "replace")
    return next((code for code in CODE.findall(text) if verify_code.normalise(code)), "")


def _described(content: bytes) -> str:
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            said = " ".join(str(value) for value in pdf.docinfo.values())
            return said + (pdf.Root.Metadata.read_bytes().decode("utf-8", "replace") if "/Metadata" in pdf.Root else "")
    except pikepdf.PdfError:
        return ""


class Command(JsonCommand):
    """Status 0 only for a genuine file, 1 for any other answer."""

    help = "Say whether a file was made by this portal, unchanged, and whether it was replaced or withdrawn since."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=self.existing_file, metavar="FILE")

    def run(self, **options: Any) -> int:
        path: Path = options["file"]
        content = path.read_bytes()
        digest = sha256(content).hexdigest()
        found = verifying.by_fingerprint(digest, claimed_code(content))
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
