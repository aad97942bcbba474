"""The titles of a workbook's sheets, read from its table of contents alone: opening it for them takes seconds."""

import io
import zipfile
from xml.etree.ElementTree import Element, ParseError, fromstring

from incidents.core import damaged
from incidents.core.errors import BadInput
from incidents.core.statements.archives import check_workbook

_CONTENTS, _KINDS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"


def sheet_titles(data: bytes) -> list[str]:
    """The titles of its sheets of cells, in order; sheets that are charts are none. Raises BadInput."""
    check_workbook(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            contents, kinds = fromstring(archive.read(_CONTENTS)), fromstring(archive.read(_KINDS))  # noqa: S314 - small, and checked for what it unpacks to
    except (*damaged.ARCHIVE, KeyError, ParseError) as error:
        raise BadInput("archive_unreadable") from error
    of_cells = {part.get("Id") for part in kinds if part.get("Type", "").endswith("/worksheet")}
    return [sheet.get("name", "") for sheet in contents.iter() if _is(sheet, "sheet") and _number(sheet) in of_cells]


def _is(element: Element, name: str) -> bool:
    return element.tag.rpartition("}")[2] == name


def _number(sheet: Element) -> str | None:
    """The id of the sheet's part, whatever the namespace is called in this edition of the format."""
    return next((value for name, value in sheet.attrib.items() if name.endswith("}id")), None)
