"""What originals tell: mails, pictures, papers, what lies inside; and that nothing they hold can break the reader."""

import io
import time
from email.message import EmailMessage

import pikepdf
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ExifTags, Image

from incidents.core import file_types
from incidents.core.exhibits import contents, mail, outlook, paper, picture
from incidents.core.exhibits.proposal import propose
from tests.factories import archives

MAIL = b"""Received: from mx.reader.example (mx.reader.example) by store.reader.example; Thu, 8 Dec 2022 03:14:12 +0100
Received: from evil-help.example (unknown [203.0.113.5]) by mx.reader.example; Thu, 8 Dec 2022 02:14:10 +0000
Authentication-Results: mx.reader.example; spf=fail smtp.mailfrom=evil-help.example; dkim=none; dmarc=fail
From: =?utf-8?q?Binance_Hilfe?= <x@evil-help.example>
Reply-To: pay@other.example
To: me@reader.example
Subject: Your account
Date: Thu, 8 Dec 2022 02:14:09 +0000
Message-ID: <1@evil-help.example>
Content-Type: text/plain; charset=utf-8

Log in at https://binance.evil-help.example/claim now.
"""


def paper_with(text: str) -> bytes:
    """A PDF of one page that says this."""
    pdf = pikepdf.new()
    font = pdf.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    )
    page = pdf.add_blank_page(page_size=(500, 500))
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    page.Contents = pdf.make_stream(f"BT /F1 12 Tf 20 400 Td ({text}) Tj ET".encode())
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def zipped(**members: bytes) -> bytes:
    return archives.zipped({name.replace("__", "."): data for name, data in members.items()})


def test_a_mail_says_who_when_over_whom_and_what_the_receiver_found() -> None:
    found = mail.read(MAIL)
    assert found is not None
    assert found.sender == "Binance Hilfe <x@evil-help.example>"
    assert found.sent is not None
    assert found.sent.isoformat() == "2022-12-08T02:14:09+00:00"
    assert [hop.split()[0] for hop in found.hops] == ["evil-help.example", "mx.reader.example"]
    assert (found.checked_by, found.verdicts) == ("mx.reader.example", ("spf fail", "dkim none", "dmarc fail"))


def test_a_mail_becomes_facts_and_traces_and_the_readers_own_address_is_none() -> None:
    inside = list(contents.texts(MAIL, file_types.MAIL, "a.eml"))
    found = propose(MAIL, file_types.MAIL, inside, ["me@reader.example"])
    assert found is not None
    assert ["mail_reply_to", "pay@other.example"] in found["facts"]
    assert ["url", "https://binance.evil-help.example/claim"] in found["traces"]
    assert all("reader.example" not in value for _, value in found["traces"])
    assert found["made"] == "2022-12-08T02:14:09+00:00"


def test_what_hangs_on_a_mail_is_read_too() -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "a@b.example", "x"
    message.set_content("see below")
    message.add_attachment(b"inner words", maintype="text", subtype="plain", filename="inner.txt")
    message.add_attachment(paper_with("on paper"), maintype="application", subtype="pdf", filename="p.pdf")
    read = dict(contents.texts(message.as_bytes(), file_types.MAIL, "m.eml"))
    assert "inner words" in read["m.eml: inner.txt"]
    assert "on paper" in read["m.eml: p.pdf"]


def test_a_picture_says_when_and_with_what_and_only_that_it_knows_where() -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Make], exif[ExifTags.Base.Model] = "Phone", "X"
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = "2022:12:08 02:14:09"
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.OffsetTimeOriginal] = "+01:00"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[1] = "N"
    out = io.BytesIO()
    Image.new("RGB", (9, 9)).save(out, "JPEG", exif=exif)
    found = picture.read(out.getvalue())
    assert found is not None
    assert found.taken is not None
    assert (found.taken.isoformat(), found.device, found.has_place) == ("2022-12-08T02:14:09+01:00", "Phone X", True)
    assert "52." not in str(propose(out.getvalue(), "image/jpeg", []))


def test_row_27_papers_that_could_do_something_are_flagged() -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
    pdf.attachments["a.txt"] = b"hello"
    out = io.BytesIO()
    pdf.save(out)
    assert paper.flags(out.getvalue()) == ["pdf_files", "pdf_script"]
    assert paper.flags(paper_with("plain")) == []


def test_words_in_papers_sheets_and_archives_are_found() -> None:
    assert "in a paper" in dict(contents.texts(paper_with("in a paper"), file_types.PDF, "a.pdf"))["a.pdf"]
    document = zipped(**{"word/document__xml": b"<w:p><w:t>in a document</w:t></w:p>"})
    assert (
        "in a document"
        in dict(
            contents.texts(
                document, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "a.docx"
            )
        )["a.docx"]
    )
    archive = zipped(inner__txt=b"in an archive", deep__zip=zipped(more__txt=b"deeper"))
    read = " ".join(text for _, text in contents.texts(archive, file_types.ZIP, "a.zip"))
    assert "in an archive" in read
    assert "deeper" in read
    assert "inner.txt" in read


def test_what_a_picture_says_of_itself_is_no_way_in_for_a_secret() -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Make], exif[ExifTags.Base.Model] = "Phone", "abandon " * 11 + "about"
    exif[ExifTags.Base.Software] = "Camera 2"
    out = io.BytesIO()
    Image.new("RGB", (9, 9)).save(out, "JPEG", exif=exif)
    assert (propose(out.getvalue(), "image/jpeg", []) or {})["facts"] == [["picture_software", "Camera 2"]]


KINDS = [
    file_types.MAIL,
    file_types.OUTLOOK,
    file_types.PDF,
    file_types.ZIP,
    "application/gzip",
    "image/png",
    "text/plain",
]
STARTS = [
    b"",
    b"%PDF-1.7\n",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"From: a@b.c\n",
    b"{",
    b"\xff\xd8\xff",
]


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(KINDS), st.sampled_from(STARTS), st.binary(max_size=3000))
def test_nothing_that_is_uploaded_breaks_the_reading(kind: str, start: bytes, rest: bytes) -> None:
    began = time.process_time()
    propose(start + rest, kind, list(contents.texts(start + rest, kind, "a")))
    outlook.read(start + rest)
    assert time.process_time() - began < 20
