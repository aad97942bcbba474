"""Security rows 27 and 28: what could run, what is two things, what unpacks too far; and what only looks so."""

import gzip
import io
import struct
import zipfile
import zlib

import pikepdf
import pytest
from PIL import Image

from incidents.core import polyglots
from incidents.core.errors import BadInput, RecourseError, TooMany
from incidents.core.exhibits import packed, paper
from incidents.core.exhibits.examination import examine
from incidents.core.file_types import HEAD, OFFICE, media_type
from tests.core.exhibits.compound import compound
from tests.core.exhibits.test_exhibits import paper_with, zipped

MEGABYTE = 1024 * 1024


def picture(form: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 40), "red").save(out, form)
    return out.getvalue()


def judged(data: bytes, name: str) -> str:
    """The code with which a file is refused, or its media type."""
    try:
        found = media_type(data[:HEAD], name)
        polyglots.check(found, data[:HEAD], data[-polyglots.TAIL :])
        return "file_two_in_one" if polyglots.is_marked(found, data) else examine(data, found, name).media_type
    except RecourseError as error:
        return error.code


ARCHIVE = zipped(inner__txt=b"words " * 400)
PAGE = b"<html><body><script>alert(1)</script></body></html>"


def with_comment(data: bytes, comment: bytes) -> bytes:
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as archive:
        archive.comment = comment
    return out.getvalue()


def box(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data) + 8) + name + data


FILM = box(b"ftyp", b"isom\0\0\2\0isommp42") + box(b"mdat", bytes(range(256)) * 40)

TWO = {
    "an archive behind a picture (GIFAR)": (picture("GIF") + ARCHIVE, "a.gif"),
    "an archive behind a photo": (picture("JPEG") + ARCHIVE, "a.jpg"),
    "an archive behind a picture, and more": (picture("PNG") + ARCHIVE + b"\n\n", "a.png"),
    "an archive behind a film": (FILM + ARCHIVE, "a.mp4"),
    "an archive behind a paper": (paper_with("hello") + ARCHIVE, "a.pdf"),
    "an archive around a paper's end": (
        paper_with("hello") + with_comment(ARCHIVE, b"\nstartxref\n0\n%%EOF"),
        "a.pdf",
    ),
    "a paper behind an archive": (with_comment(ARCHIVE, b"trailer startxref 9 %%EOF"), "a.zip"),
    "a page behind an archive": (ARCHIVE + PAGE, "a.zip"),
    "a page behind a picture": (picture("PNG") + PAGE, "a.html"),
    "a page in the middle of a photo": (picture("JPEG")[:20] + PAGE + picture("JPEG")[20:], "a.jpg"),
    "a page in a film": (box(b"ftyp", b"isom" + PAGE) + FILM, "a.mp4"),
    "a page in a paper's head": (b"%PDF-1.7\n" + PAGE, "a.pdf"),
    "a paper in a picture's head": (picture("GIF")[:6] + b"%PDF-1.4 " + picture("GIF")[6:], "a.gif"),
    "a script that begins like a picture": (b"GIF89a=1;alert(document.domain)//" + b" " * 60, "a.gif"),
    "a script around a picture": (b"GIF89a/*" + picture("GIF")[8:] + b"*/=1;alert(1)//", "a.gif"),
    "a script around a photo": (b"\xff\xd8\xff\xe0/*JFIF" + bytes(12060) + b"*/=1;alert(1)/*", "a.jpg"),
    "another archive behind a picture": (picture("PNG") + b"Rar!\x1a\x07\x01\x00" + b"x" * 50, "a.png"),
}

COULD_RUN = {
    "a page": (PAGE, "a.txt"),
    "a page called a mail": (PAGE, "a.eml"),
    "a drawing with a script": (b"<?xml version='1.0'?><svg onload='alert(1)'/>", "a.svg"),
    "a drawing called a picture": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a.png"),
    "a script by its name": (b"alert(1)", "a.js"),
    "a script of Windows": (b'CreateObject("WScript.Shell")', "a.vbs"),
    "a batch file": (b"del /q *", "a.BAT"),
    "a link file": (b"[InternetShortcut]\nURL=https://evil.example", "a.url"),
    "a shell script": (b"#!/bin/sh\nrm -rf /", "a.txt"),
    "a program of Windows": (b"MZ\x90\0" + bytes(200), "a.png"),
    "a server's page": (b"<?php system('id');", "a.php"),
    "PostScript": (b"%!PS-Adobe-3.0\n", "a.ps"),
    "a program for phones": (zipped(AndroidManifest__xml=b"x", classes__dex=b"x"), "a.zip"),
}


def office(*more: str, part: str = "word/document.xml") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("[Content_Types].xml", part, *more):
            archive.writestr(name, "<w:p>words</w:p>")
    return out.getvalue()


COULD_RUN["a document with macros"] = (office("word/vbaProject.bin"), "a.docx")
COULD_RUN["a sheet with macros under another name"] = (office("xl/vbaProject.bin", part="xl/workbook.xml"), "a.zip")
COULD_RUN["a sheet with old macros"] = (office("xl/macrosheets/sheet1.xml", part="xl/workbook.xml"), "a.xlsx")


@pytest.mark.parametrize("name", TWO)
def test_row_27_a_file_that_is_two_things_is_refused(name: str) -> None:
    assert judged(*TWO[name]) == "file_two_in_one"


@pytest.mark.parametrize("name", COULD_RUN)
def test_row_27_what_could_run_is_refused_whatever_it_is_called(name: str) -> None:
    assert judged(*COULD_RUN[name]) == "file_could_run"


@pytest.mark.parametrize("member", ["WordDocument", "Workbook", "EncryptedPackage"])
def test_old_and_locked_office_files_are_no_mails(member: str) -> None:
    assert judged(compound({member: b"x" * 600}), "a.msg") == "file_old_office"


def carrying(attached: bytes) -> bytes:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.attachments["a.zip"] = attached
    out = io.BytesIO()
    pdf.save(out, compress_streams=False)
    return out.getvalue()


def stored_paper() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.pdf", paper_with("hello"))
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "found"),
    [
        (picture("JPEG") + picture("JPEG"), "panorama.jpg", "image/jpeg"),
        (picture("JPEG") + FILM, "MVIMG_1.jpg", "image/jpeg"),
        (picture("JPEG") + b"\0\0\1\0SEFT", "samsung.jpg", "image/jpeg"),
        (carrying(ARCHIVE), "with-attachment.pdf", "application/pdf"),
        (paper_with("about <script> and PK"), "talk.pdf", "application/pdf"),
        (stored_paper(), "papers.zip", "application/zip"),
        (with_comment(ARCHIVE, b"made by hand"), "a.zip", "application/zip"),
        (office(), "a.zip", OFFICE[".docx"]),
        (office(), "a.docx", OFFICE[".docx"]),
        (office(part="xl/workbook.xml"), "a.docx", OFFICE[".xlsx"]),
        (
            b"From: a@b.example\nSubject: x\nMIME-Version: 1.0\nContent-Type: text/html\n\n" + PAGE,
            "a.eml",
            "message/rfc822",
        ),
        (b"#!AMR\n" + bytes(40), "voice.amr", "audio/amr"),
        (b"a,b\n" + b"1,2\n" * 3000 + b"<script>\n", "a.csv", "text/csv"),
        (b"12345678WEBP and other words", "a.txt", "text/plain"),
        (b"abcdftypisom in a text", "a.txt", "text/plain"),
    ],
)
def test_what_cameras_mailboxes_and_people_make_is_taken(data: bytes, name: str, found: str) -> None:
    if found.startswith(("audio/", "video/")):
        assert media_type(data[:HEAD], name) == found
    else:
        assert judged(data, name) == found


def archive_bomb() -> bytes:
    return zipped(**{f"m{number}__txt": bytes(20 * MEGABYTE) for number in range(4)})


@pytest.mark.parametrize("kind", ["application/zip", "application/gzip"])
def test_row_28_a_bomb_is_refused_before_it_is_unpacked(kind: str) -> None:
    data = archive_bomb() if kind == "application/zip" else gzip.compress(bytes(60 * MEGABYTE))
    assert len(data) < MEGABYTE
    with pytest.raises(TooMany) as refused:
        packed.kind(data, kind)
    assert refused.value.code == "file_unpacks_too_far"


def test_row_28_members_that_lie_over_one_another_are_a_bomb() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a", b"x" * 100_000)
        archive.filelist += archive.filelist * 30
        archive._didModify = True  # type: ignore[attr-defined]
    with pytest.raises(TooMany):
        packed.kind(out.getvalue(), "application/zip")


@pytest.mark.parametrize("twice", [False, True])
def test_row_28_a_paper_that_only_fills_memory_is_refused(twice: bool) -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    data, names = zlib.compress(bytes(160 * MEGABYTE), 9), [pikepdf.Name.FlateDecode]
    if twice:
        data, names = zlib.compress(data, 9), names * 2
    stream = pikepdf.Stream(pdf, b"")
    stream.write(data, filter=pikepdf.Array(names))
    pdf.Root.Filling = pdf.make_indirect(stream)
    out = io.BytesIO()
    pdf.save(out)
    assert len(out.getvalue()) < MEGABYTE
    with pytest.raises(TooMany) as refused:
        paper.flags(out.getvalue())
    assert refused.value.code == "file_unpacks_too_far"


def test_a_page_scanned_white_is_no_bomb() -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.Root.Page = pdf.make_stream(bytes(100 * MEGABYTE))
    out = io.BytesIO()
    pdf.save(out, recompress_flate=True)
    assert paper.flags(out.getvalue()) == []


def test_a_damaged_archive_stays_what_it_says() -> None:
    assert packed.kind(ARCHIVE[: len(ARCHIVE) // 2], "application/zip") == "application/zip"
    assert packed.kind(b"\x1f\x8bnonsense", "application/gzip") == "application/gzip"


@pytest.mark.parametrize("start", [b"Rar!\x1a\x07\x01\x00", b"7z\xbc\xaf\x27\x1c\x00\x04"])
def test_an_archive_that_nothing_opens_is_to_be_unpacked_first(start: bytes) -> None:
    assert judged(start + bytes(300), "a.zip") == "archive_unreadable"


def test_an_unknown_kind_is_refused_as_such() -> None:
    with pytest.raises(BadInput) as refused:
        media_type(bytes(range(1, 32)) * 9, "a.pdf")
    assert refused.value.code == "file_type_refused"


@pytest.mark.parametrize(("name", "flags"), [("Invoice.PDF.exe", ["archive_program"]), ("messages.html", [])])
def test_a_program_in_an_archive_is_kept_and_said(name: str, flags: list[str]) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(f"folder/{name}", b"words")
        archive.writestr("_chat.txt", "write to https://evil.example")
    found = examine(out.getvalue(), "application/zip", "a.zip").proposed
    assert found is not None
    assert found["flags"] == flags
