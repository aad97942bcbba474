"""Every check of the security list that this portal answers for has a test that names its row."""

import re
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parents[1]
IN_TESTS = (1, 3, 4, 5, 8, 9, *range(11, 25), *range(26, 48), 50, *range(54, 58), 59, 60, 61)
IN_PENTEST = (2, 25, 51)
NAMED = re.compile(r"[Rr]ows?[ _](\d+(?:(?:, | and |_)\d+)*)")


def named_in(folder: Path) -> set[int]:
    """The rows that tests of a folder name, in their own names or in docstrings."""
    texts = [path.read_text() for path in folder.rglob("*.py") if path != Path(__file__)]
    return {int(number) for text in texts for found in NAMED.findall(text) for number in re.findall(r"\d+", found)}


@pytest.mark.parametrize("row", IN_TESTS)
def test_a_row_has_a_test(row: int) -> None:
    assert row in named_in(TESTS)


@pytest.mark.parametrize("row", IN_PENTEST)
def test_a_row_is_tried_from_outside(row: int) -> None:
    assert row in named_in(TESTS / "pentest")
