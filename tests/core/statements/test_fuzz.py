"""The reader against whatever can be uploaded: an answer or a refusal, in bounded time and memory, never a crash."""

import io
import time
import tracemalloc
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from incidents.core.errors import RecourseError
from incidents.core.statements.lines import JsonLines
from incidents.core.statements.suspicion import Suspects
from tests.core.statements.reading import read, samples

SMALL = [sample for sample in samples() if len(sample.data) < 20_000]
CALM = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


def survive(data: bytes, name: str = "export.csv") -> int:
    """Read everything there is; how many movements."""
    count = 0
    try:
        for statement in read(data, name):
            lines = JsonLines(Suspects())
            for batch in statement.batches:
                lines.add(batch)
            count += len(list(lines.finish()))
            books = statement.tally
            assert books.read + books.skipped.total() + books.ruined == books.rows
            assert statement.summary()["warnings"] is not None
    except RecourseError:
        pass
    return count


@CALM
@given(st.binary(max_size=2000))
def test_random_bytes(data: bytes) -> None:
    survive(data)


@CALM
@given(st.text(max_size=2000))
def test_random_text(text: str) -> None:
    survive(text.encode("utf-8", "surrogatepass"))


@CALM
@given(st.sampled_from(SMALL), st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=6)), min_size=1, max_size=8))
def test_samples_with_bytes_replaced(sample: object, changes: list[tuple[float, bytes]]) -> None:
    data = bytearray(sample.data)  # type: ignore[attr-defined]
    for where, new in changes:
        at = int(where * len(data))
        data[at : at + len(new)] = new
    survive(bytes(data), sample.file)  # type: ignore[attr-defined]


ODD_CELLS = st.sampled_from(
    [
        "",
        '"',
        '""',
        "=1+1",
        "1e999",
        "9" * 200,
        "-",
        "NaN",
        "Infinity",
        "\0",
        "0x" + "f" * 64,
        "31/31/2022",
        "１２",
        "٣",
    ]
)


@CALM
@given(st.sampled_from(SMALL), st.lists(ODD_CELLS, min_size=1, max_size=12), st.integers(0, 5))
def test_headers_we_know_over_rows_nobody_expects(sample: object, cells: list[str], more: int) -> None:
    text = sample.data.decode("utf-8", "replace")  # type: ignore[attr-defined]
    delimiter = ";" if text.count(";") > text.count(",") else ","
    survive((text + "\n" + f"{delimiter.join(cells)}\n" * (more + 1)).encode(), sample.file)  # type: ignore[attr-defined]


@CALM
@given(st.binary(max_size=600), st.sampled_from([b"PK\x03\x04", b"\x1f\x8b\x08\x00", b"\0" * 257 + b"ustar"]))
def test_archives_that_are_none(data: bytes, magic: bytes) -> None:
    survive(magic + data, "export.zip")


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), min_size=1, max_size=6))
def test_archives_with_bytes_replaced(changes: list[tuple[float, int]]) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("export.csv", SMALL[0].data)
    data = bytearray(out.getvalue())
    for where, byte in changes:
        data[int(where * (len(data) - 1))] = byte
    survive(bytes(data), "export.zip")


HEADER = b"Date(UTC),Coin,Network,Amount,Fee,Address,TXID,Status\n"


@pytest.mark.parametrize(
    "body",
    [
        b'"' * 300_000,
        b'"\n' * 60_000,
        b'a,"b\n' * 40_000,
        b"," * 500_000,
        b"\n" * 500_000,
        b"1" * 1_000_000,
        (b"1," * 50 + b"\n") * 5_000,
        b"2022-12-08 02:14:09,A,B," + b"1" * 400_000 + b",,,,\n",
        (b"2022-12-08 02:14:09,A,B," + b"1 " * 100 + b",,,,\n") * 2_000,
        (b"Jan 1 2022 99:99:99 PM PM PM,A,B,1,,,,\n") * 5_000,
    ],
    ids=range(10),
)
def test_shapes_made_to_be_slow_or_large(body: bytes) -> None:
    tracemalloc.start()
    started = time.process_time()
    survive(HEADER + body)
    seconds, (_, peak) = time.process_time() - started, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert seconds < 20
    assert peak < 150_000_000
