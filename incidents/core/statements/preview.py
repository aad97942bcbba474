"""A first look into a file that nobody knows: its column titles and some lines, for whoever says what they mean."""

from incidents.core.errors import BadInput
from incidents.core.statements.archives import is_workbook, sources
from incidents.core.statements.guess import header_and_rows
from incidents.core.statements.sheets import sheets
from incidents.core.statements.texts import encoding_of, open_text


def preview(data: bytes, name: str, lines: int) -> list[list[str]]:
    """The header of the first table, then at most so many of its lines. Raises BadInput where it is no text.

    >>> preview("When;What\\n1 March;BTC\\n".encode(), "a.csv", 5)
    [['When', 'What'], ['1 March', 'BTC']]
    """
    source = next(iter(sources(data, name)))
    if is_workbook(source.data):
        heads = [raw + "\n" for _, chunks in sheets(source.data) for raw in next(chunks).raws[:30]]
    else:
        encoding = encoding_of(source.data)
        if encoding is None:
            raise BadInput("statement_not_text", file=source.path)
        with open_text(source.data, encoding) as text:
            heads = text.readlines(1 << 16)
    _, _, rows = header_and_rows(heads)
    return rows[: lines + 1]
