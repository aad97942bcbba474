"""Uploads on their way in: sealed on disk without a name, cut at the limit, forms too large refused unread."""

import gc
import io
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, UnreadablePostError
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from portal.uploads import BESIDE, SealedFile

PLAIN = b"planted words of an upload " * 40_000


def request(content: bytes, name: str = "a.txt", **cookies: str) -> HttpRequest:
    made = RequestFactory().post("/", {"note": "words", "uploads": SimpleUploadedFile(name, content)})
    made.COOKIES.update(cookies)
    return made


def open_files() -> dict[str, Path]:
    """Every file without a name that this process has open, by its number."""
    found = {}
    for entry in Path("/proc/self/fd").iterdir():
        with suppress(OSError):
            if "(deleted)" in str(entry.readlink()):
                found[entry.name] = entry
    return found


def test_a_large_upload_comes_whole_and_can_be_read_anywhere() -> None:
    file = request(PLAIN).FILES["uploads"]
    assert (file.name, file.size) == ("a.txt", len(PLAIN))
    assert b"".join(file.chunks()) == PLAIN
    file.seek(100_001)
    assert file.read(50) == PLAIN[100_001:100_051]
    file.seek(0)
    assert file.read() == PLAIN


def test_what_lies_on_disk_says_nothing_and_has_no_name(settings: Any, tmp_path: Path) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    before = set(open_files())
    file = request(PLAIN).FILES["uploads"]
    assert list(tmp_path.iterdir()) == []
    held = [path.read_bytes() for number, path in open_files().items() if number not in before]
    assert any(len(content) == len(PLAIN) for content in held)
    assert not any(b"planted" in content for content in held)
    file.close()
    gc.collect()
    assert {n: str(p.readlink()) for n, p in open_files().items() if n not in before} == {}


@given(
    st.lists(st.binary(max_size=90), max_size=6),
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 99)), max_size=6),
)
def test_it_reads_like_any_file(pieces: list[bytes], looks: list[tuple[int, int]]) -> None:
    sealed, plain = SealedFile(tempfile.gettempdir()), io.BytesIO()
    for piece in pieces:
        sealed.write(piece)
        plain.write(piece)
    for place, length in looks:
        sealed.seek(place)
        plain.seek(place)
        assert sealed.read(length) == plain.read(length)
        assert sealed.read(3) == plain.read(3)
        assert sealed.tell() == plain.tell()
    sealed.close()


def test_no_more_is_written_than_shows_that_it_is_too_much(settings: Any) -> None:
    settings.UPLOAD_MAX_BYTES, settings.UPLOAD_MAX_MEDIA_BYTES = 300_000, 500_000
    assert request(PLAIN).FILES["uploads"].size == 300_001
    assert request(PLAIN, **{settings.SESSION_COOKIE_NAME: "x"}).FILES["uploads"].size == 500_001


def test_a_form_that_is_larger_than_anybodys_is_refused_unread(settings: Any) -> None:
    settings.UPLOAD_MAX_BYTES = 1000
    made = request(b"x")
    made.META["CONTENT_LENGTH"] = str(1000 + BESIDE + 1)
    with pytest.raises(RequestDataTooBig):
        made.FILES  # noqa: B018 - looking is what reads


def test_an_upload_that_breaks_off_leaves_no_file(settings: Any, tmp_path: Path) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    before = set(open_files())
    made = request(PLAIN)
    body = made.environ["wsgi.input"].read()  # type: ignore[attr-defined]

    class Broken(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if not (found := super().read(size)):
                raise OSError("connection reset")
            return found

    again = RequestFactory().generic("POST", "/", body, made.META["CONTENT_TYPE"])
    again._stream = Broken(body[: len(body) // 2])  # type: ignore[attr-defined]
    with pytest.raises(UnreadablePostError):
        again.FILES  # noqa: B018 - looking is what reads
    del again, made
    gc.collect()
    assert list(tmp_path.iterdir()) == []
    assert {n: str(p.readlink()) for n, p in open_files().items() if n not in before} == {}
