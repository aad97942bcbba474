"""The only door to WeasyPrint: one HTML text in, the bytes of one PDF/A-3a and PDF/UA-1 file out.

WeasyPrint is imported inside functions, so that no web process ever loads it. Nothing is fetched but named assets
of the paper templates; fonts come from the shipped folder; the same input gives the same bytes.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from incidents.documents.fonts import CHECKOUT, drawable, use_shipped_fonts

STYLES = CHECKOUT / "templates" / "documents" / "style"
ASSETS = CHECKOUT / "templates" / "documents" / "assets"
VARIANT = "pdf/a-3a"

PDF_UA = (
    b'<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>'
    b'<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"'
    b' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">'
    b'<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
    b"<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>"
    b"<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    b"<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    b'<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">'
    b"<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    b"<pdfaProperty:category>internal</pdfaProperty:category>"
    b"<pdfaProperty:description>Part of PDF/UA that the file follows</pdfaProperty:description>"
    b"</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"
)
"""PDF/UA's identifier and the schema PDF/A asks for beside it; it must stand inside WeasyPrint's own rdf element."""


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that travels inside the PDF (the dossier only)."""

    name: str
    content: bytes
    description: str
    relationship: str = "Data"


@dataclass(frozen=True, slots=True)
class Printed:
    """The bytes of a PDF and how many pages it has."""

    content: bytes
    pages: int


@cache
def _weasyprint() -> Any:
    """WeasyPrint, imported once, after the fonts are in place."""
    use_shipped_fonts()
    import weasyprint

    log = logging.getLogger("weasyprint")
    log.handlers[:] = [logging.NullHandler()]
    log.propagate = False  # its warnings quote the document, which is somebody's private life
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    return weasyprint


@cache
def _fetcher() -> Any:
    """The fetcher: files of the asset folder by bare name, nothing else on earth."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class AssetFetcher(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            name = url.removeprefix("asset:")
            known = {file.name: file for file in ASSETS.iterdir()} if ASSETS.is_dir() else {}
            if not url.startswith("asset:") or name not in known:
                raise ValueError("not an asset")
            return URLFetcherResponse(url, known[name].read_bytes())

    return AssetFetcher(allowed_protocols=[])


@cache
def _fonts() -> Any:
    _weasyprint()
    from weasyprint.text.fonts import FontConfiguration

    return FontConfiguration()


@cache
def _sheet(name: str) -> Any:
    source = (STYLES / name).read_text(encoding="utf-8")
    return _weasyprint().CSS(string=source, url_fetcher=_fetcher(), font_config=_fonts())


def print_pdf(
    html: str, *, sheets: Sequence[str] = (), made_at: datetime, enclosures: Sequence[Enclosure] = ()
) -> Printed:
    """Lay out and write one document. The HTML must carry its language and a neutral title."""
    weasyprint = _weasyprint()
    at = made_at.astimezone(UTC).replace(microsecond=0, tzinfo=None)
    attached = [
        weasyprint.Attachment(
            string=item.content,
            name=item.name,
            description=item.description,
            relationship=item.relationship,
            created=at,
            modified=at,
        )
        for item in enclosures
    ]
    source = weasyprint.HTML(string=drawable(html), url_fetcher=_fetcher(), base_url=None)
    document = source.render(
        font_config=_fonts(),
        stylesheets=[_sheet(name) for name in ("paper.css", *sheets)],
        pdf_variant=VARIANT,
    )
    generate = document.metadata.generate_rdf_metadata

    def with_pdf_ua(*given: Any) -> bytes:
        rdf: bytes = generate(*given)
        return rdf.replace(b"</rdf:RDF>", PDF_UA + b"</rdf:RDF>")

    document.metadata.generate_rdf_metadata = with_pdf_ua
    content = document.write_pdf(pdf_variant=VARIANT, attachments=attached, finisher=_name_files_once)
    return Printed(content, len(document.pages))


def _name_files_once(_document: Any, pdf: Any) -> None:
    """WeasyPrint lists each attachment twice in the catalog: once as a name, once as a file."""
    if "AF" in pdf.catalog:
        references = list(dict.fromkeys(pdf.catalog["AF"]))
        pdf.catalog["AF"].clear()
        pdf.catalog["AF"].extend(references)
