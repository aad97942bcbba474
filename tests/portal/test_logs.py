"""Rows 54 and 59: logs without codes, queries and addresses of people, one line an entry."""

import io
import logging

import pytest

from portal.logs import PlainFormatter


def logged(message: str, *arguments: object, exc_info: bool = False) -> str:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(PlainFormatter())
    logger = logging.Logger("test")  # noqa: LOG001 - one that nobody else listens to
    logger.addHandler(handler)
    logger.error(message, *arguments, exc_info=exc_info)
    return stream.getvalue()


@pytest.mark.parametrize(
    "planted",
    ["7K2M-9QRT-AB3D-XY7Z-1234-5678-9ABC", "ann@example.org", "7K2M9QRTAB3DXY7Z123456789ABC"],
)
def test_row_59_planted_values_do_not_appear(planted: str) -> None:
    assert planted not in logged("GET /case/%s/ failed", planted)


def test_row_54_query_strings_are_cut() -> None:
    assert "hidden" not in logged("Not Found: /find?name=hidden&x=1")


def test_row_59_a_line_end_cannot_forge_an_entry() -> None:
    assert logged("first\nINFO forged").count("\n") == 1


def test_row_59_an_exceptions_text_stays_out_but_its_place_is_named() -> None:
    try:
        raise ValueError("Jane Roe lives here")
    except ValueError:
        line = logged("failed", exc_info=True)
    assert "Jane" not in line
    assert "ValueError at portal/test_logs.py:" in line
    assert line.count("\n") == 1
