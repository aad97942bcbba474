"""The door to WeasyPrint: the same bytes, nothing fetched, both standards claimed, attachments whole."""

import http.server
import io
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest

from incidents.core.vocabulary import DocumentKind
from incidents.documents.fonts import FONT_FOLDER, font_folders
from incidents.documents.make import make
from incidents.documents.pdf import Enclosure, print_pdf
from tests.documents.papers import MADE, example, example_papers
from tests.documents.reading import attachments_of, text_of

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
HTML = '<!doctype html><html lang="en"><head><title>t</title></head><body>{}</body></html>'


@pytest.fixture
def listener() -> Iterator[tuple[str, list[str]]]:
    """A web server that writes down who asks."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(404)
            self.end_headers()

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()


def test_row_6_no_address_is_ever_fetched(listener: tuple[str, list[str]], tmp_path: Path) -> None:
    origin, asked = listener
    secret = tmp_path / "secret.css"
    secret.write_text("body::before { content: 'leaked' }")
    body = f"""<link rel="stylesheet" href="{origin}/a.css">
    <link rel="stylesheet" href="{secret.as_uri()}">
    <link rel="attachment" href="{secret.as_uri()}">
    <img alt="" src="{origin}/b.png"><img alt="" src="{secret.as_uri()}">
    <img alt="" src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'><text>leaked</text></svg>">
    <style>@import url({origin}/c.css); p {{ background: url({origin}/d.png) }}
    @font-face {{ font-family: x; src: url({origin}/e.woff2) }}</style>
    <object data="{origin}/f.svg"></object>
    <svg><image href="{origin}/g.png"/></svg><p style="font-family: x">text</p>"""
    printed = print_pdf(HTML.format(body), made_at=AT)
    assert asked == []
    assert "leaked" not in text_of(printed.content)
    assert attachments_of(printed.content) == {}


@pytest.mark.parametrize("url", ["https://a.example/", "file:///etc/passwd", "data:text/css,p{}", "ftp://a.example/x"])
def test_row_6_the_fetcher_refuses_every_protocol(url: str) -> None:
    from incidents.documents import pdf

    with pytest.raises(ValueError, match="not an asset"):
        pdf._fetcher().fetch(url)


def test_row_7_what_a_person_types_is_never_a_template() -> None:
    record = example().model_copy(update={"narrative": "{{ made.reference }} {% include 'x' %} <b>bold</b> {{7*7}}"})
    paper = next(paper for paper, _ in example_papers().values() if paper.kind == DocumentKind.DOSSIER)
    text = text_of(make(record, paper, MADE))
    assert "{{ made.reference }} {% include 'x' %} <b>bold</b> {{7*7}}" in text


def test_the_same_inputs_give_the_same_bytes() -> None:
    for paper, content in example_papers().values():
        if paper.kind in {DocumentKind.DOSSIER, DocumentKind.LETTER, DocumentKind.FIRST_REPORT}:
            assert make(example(), paper, MADE) == content


def test_a_file_claims_both_standards_and_its_language() -> None:
    for _, content in example_papers().values():
        if not content.startswith(b"%PDF"):
            continue
        with pikepdf.open(io.BytesIO(content)) as pdf:
            xmp = pdf.Root.Metadata.read_bytes()
            assert b'pdfaid:part="3" pdfaid:conformance="A"' in xmp
            assert xmp.count(b'pdfuaid:part="1"') == 1
            assert xmp.count(b"<rdf:RDF") == 1
            assert str(pdf.Root.Lang) == "en"
            assert pdf.Root.MarkInfo.Marked
            assert "/Author" not in pdf.docinfo


def test_only_the_dossier_carries_attachments_and_they_are_whole() -> None:
    files = {paper.kind: content for paper, content in example_papers().values()}
    inside = attachments_of(files[DocumentKind.DOSSIER])
    assert inside == {
        "record.json": files[DocumentKind.RECORD],
        "movements.csv": files[DocumentKind.MOVEMENTS_CSV],
    }
    with pikepdf.open(io.BytesIO(files[DocumentKind.DOSSIER])) as pdf:
        assert [str(item.AFRelationship) for item in pdf.Root.AF] == ["/Data", "/Source"]


def test_attachments_are_dated_by_the_document_and_not_by_the_clock() -> None:
    one, two = (
        print_pdf(HTML.format("<p>x</p>"), made_at=AT, enclosures=[Enclosure("a.csv", b"1", "a")]).content for _ in "ab"
    )
    assert one == two
    assert b"D:20261122120000" in one


def test_fonts_are_the_shipped_ones() -> None:
    known = {file.stem.replace("-Regular", "").replace("-", "") for file in FONT_FOLDER.glob("*-Regular.ttf")}
    known |= {"NotoSansCJKSC", "NotoSansCJKJP", "NotoSansCJKKR", "NotoSansCJKTC", "NotoSansCJKHK"}
    for _, content in example_papers().values():
        if content.startswith(b"%PDF"):
            with pikepdf.open(io.BytesIO(content)) as pdf:
                names = {
                    str(item.BaseFont).split("+")[1].replace("-Bold", "").replace("-", "")
                    for item in pdf.objects
                    if isinstance(item, pikepdf.Dictionary) and "/BaseFont" in item
                }
            assert names
            assert names <= known
    assert len(font_folders()) == 2
