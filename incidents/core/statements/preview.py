"""A first look into a list that nobody knows: its column titles and some lines, for whoever says what they mean."""

from incidents.core.errors import BadInput
from incidents.core.statements.guess import OF_SHEETS, layout
from incidents.core.statements.places import Place
from incidents.core.statements.records import DELIMITERS
from incidents.core.statements.sheets import sheet_rows
from incidents.core.statements.texts import encoding_of, open_text

_HEAD = 1 << 16


def preview(place: Place, lines: int) -> list[list[str]]:
    """The titles, then at most so many of its lines. Raises BadInput where it is no text.

    >>> from incidents.core.statements.archives import Source
    >>> preview(Place(Source("a.csv", "a.csv", "When;What\\n1 March;BTC\\n".encode())), 5)
    [['When', 'What'], ['1 March', 'BTC']]
    """
    seen = layout(_head(place), DELIMITERS if place.sheet is None else OF_SHEETS)
    return [seen.titles, *seen.rows[:lines]]


def _head(place: Place) -> list[str]:
    data = place.source.data
    if place.sheet is not None:
        return [raw + "\n" for raw in next(sheet_rows(data, place.sheet)).raws[:30]]
    encoding = encoding_of(data)
    if encoding is None:
        raise BadInput("statement_not_text", file=place.source.path)
    with open_text(data, encoding) as text:
        return text.readlines(_HEAD)
