"""Damaged and hostile originals: looking into one ends soon, within memory, with a code or an answer."""

import gzip
import io
import resource
import tarfile
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incidents.core import file_types
from incidents.core.errors import RecourseError
from incidents.core.exhibits.examination import examine
from incidents.core.file_types import HEAD, OFFICE, TELEGRAM_CHAT, media_type
from incidents.core.polyglots import TAIL, check, is_marked
from incidents.services.examining import look
from tests.core.exhibits.compound import compound, msg
from tests.core.exhibits.test_chat import HEAD as TELEGRAM_HEAD
from tests.core.exhibits.test_chat import MESSAGES, TELEGRAM, WHATSAPP
from tests.core.exhibits.test_dangers import FILM, office
from tests.core.exhibits.test_exhibits import MAIL, paper_with, zipped
from tests.core.exhibits.test_outlook import HEADERS
from tests.core.exhibits.test_picture import IPHONE, photo

SECONDS, MEGABYTES = 20, 400


def tarred() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        info = tarfile.TarInfo("a.txt")
        info.size = 5
        archive.addfile(info, io.BytesIO(b"words"))
    return out.getvalue()


SAMPLES: dict[str, bytes] = {
    "image/jpeg": photo("JPEG"),
    "image/png": photo("PNG"),
    "image/webp": photo("WEBP"),
    "image/avif": photo("AVIF"),
    "image/heic": IPHONE,
    "image/gif": photo("GIF"),
    "video/mp4": FILM,
    file_types.PDF: paper_with("write to @evil_help"),
    file_types.MAIL: MAIL,
    file_types.OUTLOOK: compound(msg({"007D": HEADERS, "1000": "words"}, attached={"a.txt": b"words"})),
    file_types.ZIP: zipped(_chat__txt=WHATSAPP.encode(), inner__zip=zipped(a__txt=b"words")),
    "application/gzip": gzip.compress(b"a,b\n1,2\n"),
    "application/x-tar": tarred(),
    OFFICE[".docx"]: office(),
    OFFICE[".xlsx"]: office("xl/sharedStrings.xml", part="xl/workbook.xml"),
    TELEGRAM_CHAT: (TELEGRAM_HEAD + MESSAGES).encode(),
    "application/json": TELEGRAM.encode(),
    "text/plain": WHATSAPP.encode(),
    "text/csv": "Date,Coin\n2022-12-08,BTC\n".encode("utf-16"),
}

Change = tuple[int, bytes]


def changed(data: bytes, changes: list[Change], cut: int) -> bytes:
    """Bytes overwritten here and there, the end cut off."""
    found = bytearray(data)
    for at, piece in changes:
        place = at % (len(found) + 1)
        found[place : place + len(piece)] = piece
    return bytes(found[: max(1, len(found) - cut % (len(found) + 1))] if cut else found)


@pytest.mark.filterwarnings("ignore::UserWarning")  # Pillow's, about damaged capture data
@pytest.mark.parametrize("kind", SAMPLES)
@settings(max_examples=40, deadline=None)
@given(
    changes=st.lists(st.tuples(st.integers(0, 1 << 16), st.binary(min_size=1, max_size=12)), max_size=8),
    cut=st.one_of(st.just(0), st.integers(0, 1 << 14)),
)
def test_whatever_is_damaged_looking_ends_with_a_code_or_an_answer(kind: str, changes: list[Change], cut: int) -> None:
    data = changed(SAMPLES[kind], changes, cut)
    began, before = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    try:
        if kind.startswith("image/"):  # damaged pictures can end the process that draws them
            look(iter([data]), len(data), kind, "a")
        else:
            examine(data, kind, "a", ["me@home.example"])
        found = media_type(data[:HEAD], "a.txt")
        check(found, data[:HEAD], data[-TAIL:])
        is_marked(found, data)
    except RecourseError as error:
        if not error.code.startswith(("file_", "archive_")):
            raise
    assert time.process_time() - began < SECONDS
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < MEGABYTES * 1024


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=600), st.sampled_from(["a.txt", "a.eml", "a.csv", "a", "a.pdf", "a.js"]))
def test_the_kind_of_anything_is_told_or_refused(head: bytes, name: str) -> None:
    try:
        assert "/" in media_type(head, name)
    except RecourseError as error:
        if error.code not in ("file_type_refused", "file_could_run", "archive_unreadable"):
            raise
