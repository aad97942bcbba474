"""Every format has a sample, every header is found, every sample is read as its index says."""

from datetime import datetime
from decimal import Decimal

import pytest

from incidents.core.record_movement import Movement
from incidents.core.statements.detect import known_formats, match
from incidents.core.statements.plan import NUMBERS
from incidents.core.vocabulary import MovementKind
from tests.core.statements.reading import SAMPLES, Sample, samples, whole

ALL = samples()


def test_every_format_has_a_sample() -> None:
    assert {form.name for form in known_formats()} - {sample.format for sample in ALL if sample.read} == set()
    assert {path.name for path in SAMPLES.iterdir()} - {"README.md", "index.csv"} == {sample.file for sample in ALL}


def test_names_of_formats_are_used_once() -> None:
    names = [form.name for form in known_formats()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("form", known_formats(), ids=lambda form: form.name)
def test_every_header_is_found_in_any_order_of_its_columns(form: object) -> None:
    for line in form.headers:  # type: ignore[attr-defined]
        titles = line.replace("*", "BTC").split("|")
        assert match(titles) is form
        if len({title.casefold() for title in titles}) == len(titles):
            assert match(titles[::-1]) is form


@pytest.mark.parametrize("sample", ALL, ids=lambda sample: sample.file)
def test_samples_are_read_as_they_should(sample: Sample) -> None:
    statement, rows = whole(sample.data, sample.file)
    books = statement.tally
    assert statement.format == sample.format
    assert (books.rows, books.read, books.skipped.total(), books.ruined) == (
        sample.rows,
        sample.read,
        sample.skipped,
        sample.ruined,
    )
    assert len(rows) == books.read
    assert books.read + books.skipped.total() + books.ruined == books.rows
    lines = [] if sample.file.endswith(".xlsx") else _lines(sample.data, statement.encoding)
    for row in rows:
        assert row["kind"] in set(MovementKind)
        assert not {name for name in row if name not in Movement.model_fields} - {"line", "raw", "at_text"}
        assert datetime.fromisoformat(row["at"]).utcoffset() is not None
        for name in NUMBERS & row.keys():
            assert Decimal(row[name]) >= 0
        if lines:
            assert row["raw"].split("\n")[0].rstrip("\t") in lines[row["line"] - 1]


def _lines(data: bytes, encoding: str) -> list[str]:
    return data.decode("utf-8-sig" if encoding == "utf-8" else encoding).splitlines()
