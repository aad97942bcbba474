"""One document from a record, no database, no network: ``render FILE.json --kind dossier --out F.pdf``."""

import argparse
import hashlib
import os
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser

from incidents.core.derivation import derive
from incidents.core.record import CaseRecord, parse_json, read_record
from incidents.core.vocabulary import DocumentKind, LetterKind
from incidents.documents import make, plan, renderer
from incidents.documents.paper import MadeWith, Paper
from incidents.management.base import DONE, JsonCommand

FIRST_VERSION = 1


class Command(JsonCommand):
    """Reads a record and writes one paper; the same inputs give the same bytes."""

    help = "Make one document from a record, without database or network."
    needs_database = False

    def add_arguments(self, parser: CommandParser) -> None:
        kinds = [str(kind) for kind in DocumentKind if kind is not DocumentKind.MANIFEST]
        parser.add_argument("file", type=self.existing_file, metavar="FILE.json")
        parser.add_argument("--kind", required=True, choices=kinds)
        parser.add_argument("--letter", choices=[str(kind) for kind in LetterKind])
        parser.add_argument("--institution", metavar="SLUG")
        parser.add_argument("--language", metavar="LL", help="instead of the record's own")
        parser.add_argument("--made-at", type=moment, metavar="TIME", help="ISO 8601; default: now")
        parser.add_argument("--code", default="", help="printed on each page, to check the paper by")
        parser.add_argument("--out", type=Path, required=True, metavar="FILE")

    def run(self, **options: Any) -> int:
        record, warnings = read_record(parse_json(options["file"].read_bytes()))
        for warning in warnings:
            self.say(f"{warning['code']}: {warning['path']}")
        record = derive(record)
        paper = plan.find(
            record, options["kind"], options["letter"] or "", options["institution"] or "", options["language"]
        )
        made_at = options["made_at"] or datetime.now(UTC).replace(microsecond=0)
        made = MadeWith(
            reference=record.reference or plan.UNNAMED,
            version=FIRST_VERSION,
            made_at=made_at,
            portal_name=settings.OPERATOR_NAME,
            portal_origin=settings.ORIGIN,
            code=options["code"],
        )
        started = monotonic()
        content, pages = _made(record, paper, made)
        out: Path = options["out"].resolve()
        part = out.with_name(f".{out.name}.{os.getpid()}.part")
        part.write_bytes(content)
        part.replace(out)
        self.emit(
            {
                "kind": paper.kind,
                "letter": paper.letter,
                "strength": paper.strength,
                "institution": paper.institution,
                "language": paper.language,
                "file": str(out),
                "pages": pages,
                "bytes": len(content),
                "sha256": hashlib.sha256(content).hexdigest(),
                "seconds": round(monotonic() - started, 3),
            }
        )
        return DONE


def _made(record: CaseRecord, paper: Paper, made: MadeWith) -> tuple[bytes, int | None]:
    """Text at once, pages in the render process with its bounds."""
    if not make.is_paged(paper):
        return make.make(record, paper, made), None
    printed = renderer.process().make(record, paper, made)
    return printed.content, printed.pages


def moment(given: str) -> datetime:
    """An instant for ``--made-at``; without an offset it is UTC.

    >>> moment("2026-11-22T10:00").isoformat()
    '2026-11-22T10:00:00+00:00'
    """
    try:
        at = datetime.fromisoformat(given)
    except ValueError:
        raise argparse.ArgumentTypeError(f"not an ISO 8601 time: {given}") from None
    return at if at.tzinfo else at.replace(tzinfo=UTC)
