"""Read a statement file: what it is on the first line, then one movement a line."""

from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, tzinfo
from itertools import islice
from pathlib import Path
from typing import Any, ClassVar

from incidents.core.errors import BadInput, UnknownFormat
from incidents.core.statements.archives import sources
from incidents.core.statements.guess import tells_movements
from incidents.core.statements.headers import named_zone
from incidents.core.statements.lines import JsonLines
from incidents.core.statements.places import inside
from incidents.core.statements.statement import Statement
from incidents.core.statements.suspicion import Suspects, Window
from incidents.core.uncollected import uncollected
from incidents.management.base import DONE, UNKNOWN_FORMAT, JsonCommand


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
        """Status 3 where nobody knows the format of a list: then a line at the end says what its columns may mean."""
        path: Path = options["file"]
        window = Window(*options["window"]) if options["window"] else None
        refused: list[UnknownFormat | BadInput] = []
        found = 0
        with uncollected():
            for statement in self._opened(path, options["zone"], refused):
                found += 1
                self._print(statement, JsonLines(Suspects(window)))
        if not (refused or found):
            refused.append(UnknownFormat(file=path.name))
        return self._name(refused, found)

    @staticmethod
    def _opened(path: Path, told: tzinfo | None, refused: list[UnknownFormat | BadInput]) -> Iterator[Statement]:
        """Every list in the file; why others cannot be read is added to ``refused``."""
        for source in sources(path.read_bytes(), path.name):
            name = source.path
            try:
                for place in inside(source):
                    name = ", ".join(filter(None, (source.path, place.title)))
                    try:
                        statement = place.open(told)
                    except UnknownFormat as error:
                        error.params["file"] = name
                        refused.append(error)
                    else:
                        yield statement
            except BadInput as error:
                error.params["file"] = name
                refused.append(error)

    def _name(self, refused: Sequence[UnknownFormat | BadInput], found: int) -> int:
        """A line for each list that nobody knows; words for what is none, beside lists that are."""
        unknown = [error for error in refused if isinstance(error, UnknownFormat)]
        if not unknown and not found:
            raise refused[0]
        lists = [error for error in unknown if len(_titles(error)) > 1] or ([] if found else unknown[:1])
        for error in lists:
            self.emit({"guessed": error.params.get("guessed", {}), "file": error.params["file"]})
        if found:
            for why in refused:
                self.say(f"not read: {why.params['file']}: {why.code}")
        return (
            UNKNOWN_FORMAT
            if not found or any(tells_movements(error.params.get("guessed")) for error in lists)
            else DONE
        )

    def _print(self, statement: Statement, lines: JsonLines) -> None:
        for batch in statement.batches:
            lines.add(batch)
        self.emit(statement.summary())
        finished = lines.finish()
        while many := "".join(islice(finished, 1000)):
            self.stdout.write(many, ending="")
        self.stdout.flush()


def _titles(error: UnknownFormat) -> Sequence[str]:
    titles = error.params.get("titles")
    return titles if isinstance(titles, list) else ()
