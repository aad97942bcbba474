"""The lists in an upload, one after another: the file itself, each file of an archive, each sheet of a workbook.

Each has a number, which stays the same however often the upload is looked into, and is opened by itself: what is said
of one list (its zone, its columns) holds for no other.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import tzinfo

from incidents.core.statements.archives import Source, is_workbook, sources
from incidents.core.statements.mapping import Mapping
from incidents.core.statements.sheet_titles import sheet_titles
from incidents.core.statements.statement import Statement, read
from incidents.core.statements.texts import encoding_of


@dataclass(frozen=True, slots=True)
class Place:
    """Where one list lies."""

    source: Source
    sheet: int | None = None
    title: str = ""

    @property
    def name(self) -> str:
        """What it is called within the upload; nothing where it is the upload.

        >>> Place(Source("b.xlsx", "a.zip!jan/b.xlsx", b""), 0, "Trades").name
        'jan/b.xlsx, Trades'
        """
        inside = self.source.path.partition("!")[2]
        return ", ".join(filter(None, (*inside.split("!"), self.title)))

    @property
    def is_readable(self) -> bool:
        """Whether it is a sheet or a text at all."""
        return self.sheet is not None or encoding_of(self.source.data) is not None

    def open(self, zone: tzinfo | None = None, mapping: Mapping | None = None) -> Statement:
        """The list, to be read. Raises UnknownFormat, BadInput."""
        return read(self.source, zone, mapping, self.sheet)


def places(data: bytes, name: str) -> Iterator[Place]:
    """Every list in an upload, or what may be one. Raises BadInput, TooMany as archives do.

    >>> [place.name for place in places(b"Date,Coin,Amount", "a.csv")]
    ['']
    """
    for source in sources(data, name):
        yield from inside(source)


def inside(source: Source) -> Iterator[Place]:
    """The lists in one file. Raises BadInput("archive_unreadable") for a broken workbook."""
    if is_workbook(source.data):
        for number, title in enumerate(sheet_titles(source.data)):
            yield Place(source, number, title)
    else:
        yield Place(source)
