"""What is uploaded: sizes, types told by content, archives, huge pictures, names. Security rows 26 to 31."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from incidents.models import Case, Evidence
from incidents.services import evidence
from tests.web.walking import Reader

pytestmark = pytest.mark.django_db
MEGABYTE = 1024 * 1024


@pytest.fixture
def reader() -> Reader:
    reader = Reader()
    reader.until("things")
    return reader


def upload(reader: Reader, content: bytes, name: str, **said: str) -> str:
    """The page after an upload; "" where it led on."""
    file = SimpleUploadedFile(name, content, "application/octet-stream")
    return reader.client.post("/report/things", {"uploads": file, **said}).content.decode()


def png(width: int = 4, height: int = 4) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "red").save(out, "PNG")
    return out.getvalue()


def huge_png(side: int) -> bytes:
    """A picture of side x side dots in a file of a few kilobytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    row = b"\0" + b"\0" * (side // 8)
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(row) for _ in range(side)) + packer.flush()
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def bomb() -> bytes:
    """A ZIP of a few kilobytes that unpacks to a thousand times its size, and names that lead out of a folder."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(4):
            archive.writestr(f"../../etc/{number}", b"\0" * 20 * MEGABYTE)
    return out.getvalue()


def test_row_26_types_and_sizes_are_told_beforehand(reader: Reader) -> None:
    page = reader.get("/report/things").content.decode()
    assert "Screenshots, PDF, CSV, spreadsheets, e-mails, chats" in page
    assert "At most 20.0\xa0MB each" in page


def test_row_26_one_byte_too_many_is_refused_and_nothing_of_it_kept(reader: Reader, settings: object) -> None:
    settings.UPLOAD_MAX_BYTES = 5000  # type: ignore[attr-defined]
    assert "larger than" in upload(reader, b"x" * 5001, "a.txt", pasted="kept words")
    assert not Evidence.objects.exists()
    assert not list((Path(django_settings.STORAGES["evidence"]["OPTIONS"]["location"])).rglob("*a.txt*"))
    assert upload(reader, b"x" * 5000, "a.txt") == ""
    assert Evidence.objects.count() == 1


def test_row_26_a_case_holds_a_bounded_number_and_size_of_files(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evidence, "FILES_PER_CASE", 2)
    for number in range(2):
        assert upload(reader, b"text %d" % number, f"{number}.txt") == ""
    assert "holds as many files as it can" in upload(reader, b"one more", "3.txt")
    monkeypatch.setattr(evidence, "FILES_PER_CASE", 100)
    monkeypatch.setattr(evidence, "BYTES_PER_CASE", 20)
    assert "holds as many files as it can" in upload(reader, b"x" * 30, "4.txt")
    assert Evidence.objects.count() == 2


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("picture.png", b"MZ\x90\x00" + b"\0" * 200),
        ("picture.jpg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("letter.pdf", b"<!DOCTYPE html><script>alert(1)</script>\n%PDF-1.7"),
        ("notes.txt", b"  \n<html><body onload=alert(1)>"),
        ("list.csv", b"a,b\n<script>alert(1)</script>"),
        ("mark.svg", b"<?xml version='1.0'?><svg onload='alert(1)'/>"),
        ("run.txt", b"#!/bin/sh\nrm -rf /"),
        ("page.php", b"<?php system('id');"),
        ("blob.pdf", bytes(range(1, 32)) * 20),
    ],
)
def test_row_5_row_27_what_could_run_is_refused_whatever_it_is_called(
    reader: Reader, name: str, content: bytes
) -> None:
    assert "cannot take this kind" in upload(reader, content, name)
    assert not Evidence.objects.exists()


@pytest.mark.parametrize(
    ("make", "name"),
    [
        (lambda: png() + b"<script>alert(1)</script>", "a.html"),
        (lambda: png() + bomb(), "a.zip"),
        (lambda: b"GIF89a/*<script>*/=1;alert(1)//", "a.js"),
        (lambda: b"%PDF-1.7\n<script>alert(1)</script>", "a.htm"),
    ],
)
def test_row_27_a_file_that_is_two_things_is_refused_with_a_clear_sentence(
    reader: Reader, make: Callable[[], bytes], name: str
) -> None:
    page = upload(reader, make(), name, pasted="kept words")
    assert "This file is two things at once." in page
    assert "kept words" in page
    assert not Evidence.objects.exists()


@pytest.mark.parametrize(("content", "name"), [(b"\x89PNG\r\n\x1a\n damaged", "a.html"), (b"words, no page", "a.txt")])
def test_what_is_kept_never_runs_on_its_way_back(reader: Reader, content: bytes, name: str) -> None:
    assert upload(reader, content, name) == ""
    response = reader.get(f"/papers/mine/{Evidence.objects.get().id}")
    assert b"".join(response.streaming_content) == content  # type: ignore[attr-defined]
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert response.headers["Content-Disposition"].startswith("attachment")


def test_row_28_a_bomb_is_refused_and_never_unpacked(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    content = bomb()
    assert len(content) < MEGABYTE
    monkeypatch.setattr(zipfile.ZipFile, "extractall", lambda *_: pytest.fail("unpacked"))
    assert "unpacks to far more than its size" in upload(reader, content, "all.zip")
    assert not Evidence.objects.exists()


def test_row_29_a_picture_that_only_fills_memory_is_refused(reader: Reader) -> None:
    content = huge_png(20_000)
    assert len(content) < MEGABYTE
    assert "unpacks to far more than its size" in upload(reader, content, "huge.png")
    assert not Evidence.objects.exists()


def test_row_30_where_a_file_lies_says_nothing_of_its_name_and_is_outside_the_web(reader: Reader) -> None:
    assert upload(reader, png(), "Nadia Brandt passport.png") == ""
    row, case = Evidence.objects.get(), Case.objects.get()
    assert row.stored_as == f"{case.id}/{row.measured_sha256}"
    stored = Path(django_settings.STORAGES["evidence"]["OPTIONS"]["location"]) / row.stored_as
    assert stored.is_file()
    assert "Nadia" not in str(stored)
    for root in (django_settings.STATIC_ROOT, *django_settings.STATICFILES_DIRS):
        assert not stored.is_relative_to(root)
    for path in (f"/static/{row.stored_as}", f"/files/evidence/{row.stored_as}", f"/media/{row.stored_as}"):
        assert reader.get(path).status_code == 404


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("a\u202egnp.exe.txt", "agnp.exe.txt"),
        ('quote".txt', 'quote".txt'),
        ("line\r\nSet-Cookie: x=y.txt", "lineSet-Cookie: x=y.txt"),
        ("n\u00e4me \u5c71.txt", "n\u00e4me \u5c71.txt"),
        ("." * 5, "file"),
        ("x" * 300 + ".txt", "x" * 116 + ".txt"),
    ],
)
def test_row_31_a_name_does_no_harm_on_the_way_back(reader: Reader, name: str, shown: str) -> None:
    from incidents.core.record_parts import Evidence as Said
    from incidents.core.vocabulary import OPERATOR
    from tests.web.downloads import name_in

    row = evidence.keep(
        by=OPERATOR, case=Case.objects.get(), file=io.BytesIO(b"some text"), said=Said(file=name, title=name)
    )
    header = reader.get(f"/papers/mine/{row.id}").headers["Content-Disposition"]
    assert "\r" not in header
    assert "\n" not in header
    assert "\u202e" not in header
    assert name_in(header) == shown
