"""Read a statement file: what it is on the first line, then one movement a line."""

import gc
from argparse import ArgumentParser, ArgumentTypeError
from datetime import UTC, datetime, tzinfo
from itertools import islice
from pathlib import Path
from typing import Any, ClassVar

from incidents.core.errors import UnknownFormat
from incidents.core.statements.headers import named_zone
from incidents.core.statements.lines import JsonLines
from incidents.core.statements.statement import Statement, read
from incidents.core.statements.suspicion import Suspects, Window
from incidents.management.base import UNKNOWN_FORMAT, JsonCommand


def zone(text: str) -> tzinfo:
    """A zone's name or offset, for ``--zone``."""
    found = named_zone(text)
    if found is None:
        raise ArgumentTypeError(f"not a time zone: {text}")
    return found


def instant(text: str) -> datetime:
    """An ISO 8601 time, for ``--window``; in UTC where it has no offset."""
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        raise ArgumentTypeError(f"not an ISO 8601 time: {text}") from None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


class Command(JsonCommand):
    """``manage.py read_statement export.csv --window 2022-12-08 2022-12-09``"""

    help = "Read an export of an exchange or a wallet; print what it is, then its movements as JSON lines."
    needs_database: ClassVar[bool] = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, the zone of times that say none, and when it happened."""
        parser.add_argument("file", type=self.existing_file)
        parser.add_argument("--zone", type=zone, help="where neither the header nor the file's name says it")
        parser.add_argument("--window", type=instant, nargs=2, metavar=("FROM", "TO"))

    def run(self, **options: Any) -> int:
        """Status 3 where nobody knows the format; then the first line holds what the columns may mean."""
        path: Path = options["file"]
        window = Window(*options["window"]) if options["window"] else None
        gc.freeze()
        gc.disable()  # many small values and no cycles: collecting is a fifth of the time
        try:
            for statement in read(path.read_bytes(), path.name, options["zone"]):
                self._print(statement, JsonLines(Suspects(window)))
        except UnknownFormat as error:
            self.emit({"guessed": error.params.get("guessed", {})})
            return UNKNOWN_FORMAT
        finally:
            gc.enable()
        return 0

    def _print(self, statement: Statement, lines: JsonLines) -> None:
        for batch in statement.batches:
            lines.add(batch)
        self.emit(statement.summary())
        finished = lines.finish()
        while many := "".join(islice(finished, 1000)):
            self.stdout.write(many, ending="")
        self.stdout.flush()
