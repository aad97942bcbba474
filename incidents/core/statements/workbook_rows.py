"""The rows of a workbook's sheet, their numbers with every digit that the file has."""

from collections.abc import Iterator

from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.worksheet._reader import VALUE_TAG, WorkSheetParser

from incidents.core.statements.binary_numbers import number_text


class _ExactParser(WorkSheetParser):  # type: ignore[misc]
    """Takes plain numbers as texts: the library would make them binary."""

    def parse_cell(self, element):  # type: ignore[no-untyped-def]
        cell = super().parse_cell(element)
        if cell["data_type"] == "n" and cell["value"] is not None:
            cell["value"] = number_text(element.findtext(VALUE_TAG))
        return cell


def rows_of(sheet: ReadOnlyWorksheet) -> Iterator[tuple[int, list[object]]]:
    """The number of each row that is there, and its values by their columns."""
    book = sheet.parent
    with sheet._get_source() as source:
        parser = _ExactParser(
            source,
            sheet._shared_strings,
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )
        for number, cells in parser.parse():
            values: list[object] = [None] * max((cell["column"] for cell in cells), default=0)
            for cell in cells:
                values[cell["column"] - 1] = cell["value"]
            yield number, values
