"""Open a case from a record and make its documents: ``open_case FILE.json [--out DIR] [--language LL]``."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser

from incidents.core.vocabulary import OPERATOR
from incidents.gateways.vault import document_files
from incidents.management.base import DONE, NEGATIVE, JsonCommand
from incidents.management.warning_messages import sentence
from incidents.models import Document
from incidents.services import opening, outbox


class Command(JsonCommand):
    """Reads a record, opens and submits a case, makes its documents and writes them to a folder."""

    help = "Open a case from a record (docs/record.md), make its documents and print where they are."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=self.existing_file, metavar="FILE.json")
        parser.add_argument("--out", type=Path, metavar="DIR", help="where the documents go; default: under the state")
        parser.add_argument("--language", metavar="LL", help="instead of the record's own")

    def run(self, **options: Any) -> int:
        file: Path = options["file"]
        record, warnings = opening.read(file.read_bytes(), options["language"])
        with outbox.held_back():
            case, documents, found = opening.open_case(by=OPERATOR, record=record, folder=file.parent)
            made = opening.make_all(by=OPERATOR, documents=documents)
        out = (options["out"] or settings.RECOURSE_STATE_DIR / "out" / case.reference).resolve()
        listed = [self._listed(document, out) for document in made]
        told = [warning | {"message": sentence(warning)} for warning in (*warnings, *found)]
        self.emit({"reference": case.reference, "documents": listed, "warnings": told})
        return NEGATIVE if any(item["error"] for item in listed) else DONE

    def _listed(self, document: Document, out: Path) -> dict[str, Any]:
        """A document as the interface lists it, its file written."""
        path = None
        if document.stored_as:
            path = out / document.folder / document.file_name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(document_files.read(document.stored_as))
        return {
            "kind": document.kind,
            "letter": document.letter or None,
            "strength": document.strength or None,
            "institution": document.institution or None,
            "language": document.language,
            "file": str(path) if path else None,
            "pages": document.pages,
            "bytes": document.size,
            "sha256": document.sha256 or None,
            "seconds": document.seconds,
            "error": None if path else document.error_code or "not_made",
        }
