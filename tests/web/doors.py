"""Every door into the portal, found by walking its pages, and everything it keeps, opened, to be searched."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session
from django.urls import resolve
from PIL import ExifTags, Image

from incidents.gateways.vault import document_files, evidence_files
from tests.web.walking import Reader

NOT_WALKED = ("/leave", "/log-out", "/my-case/erase", "/language", "/static", "/papers/mine", "/papers/all")
MOST_PAGES = 200


@dataclass
class Form:
    """A form as it stands on a page: where it goes, and what a browser would send."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)


class Page(HTMLParser):
    """The links and the posted forms of a page."""

    def __init__(self, path: str, text: str) -> None:
        super().__init__()
        self.path, self.links, self.forms = path, list[str](), list[Form]()
        self.inside, self.select = False, ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        name = said.get("name", "")
        if tag == "a" and said.get("href", "").startswith(("/", "?")):
            href = said["href"].partition("#")[0]
            self.links.append(self.path.partition("?")[0] + href if href.startswith("?") else href)
        elif tag == "form" and said.get("method", "get").lower() == "post":
            self.inside = True
            self.forms.append(Form(said.get("action") or self.path))
        elif not self.inside:
            return
        elif tag == "select":
            self.select = name
            self.forms[-1].fields.setdefault(name, "")
        elif tag == "option" and self.select and ("selected" in said or not self.forms[-1].fields[self.select]):
            self.forms[-1].fields[self.select] = said.get("value", "")
        elif tag in ("input", "textarea", "button") and name and said.get("type") != "file":
            if said.get("type") in ("radio", "checkbox", "submit") or tag == "button":
                self.forms[-1].fields.setdefault(name, said.get("value", "on"))
            else:
                self.forms[-1].fields[name] = said.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        elif tag == "select":
            self.select = ""


def walk(reader: Reader, *starts: str) -> Iterator[Page]:
    """Every page that can be reached by links, each kind of page twice at most."""
    waiting, seen, kinds = list(starts), set(starts), dict[str, int]()
    while waiting and len(seen) < MOST_PAGES:
        path = waiting.pop(0)
        response = reader.get(path)
        if response.status_code != 200 or not response.headers["Content-Type"].startswith("text/html"):
            continue
        page = Page(path, response.content.decode())
        yield page
        for link in page.links:
            kind = str(resolve(link.partition("?")[0]).view_name) + link.partition("kind=")[2]
            if link not in seen and not link.startswith(NOT_WALKED) and kinds.get(kind, 0) < 2:
                seen.add(link)
                kinds[kind] = kinds.get(kind, 0) + 1
                waiting.append(link)


def doors(pages: Iterator[Page]) -> Iterator[tuple[str, dict[str, str], str]]:
    """Address, fields as they stand, and the field to plant in: each field of each kind of form once."""
    seen: set[tuple[str, str, str]] = set()
    for page in pages:
        for form in page.forms:
            if form.action.startswith(NOT_WALKED):
                continue
            kind = form.fields.get("kind", "")
            for name in form.fields:
                door = (str(resolve(form.action.partition("?")[0]).view_name), kind, name)
                if name != "csrfmiddlewaretoken" and door not in seen:
                    seen.add(door)
                    yield form.action, form.fields, name


def everything_kept() -> str:
    """Each value of each row, with what is sealed opened; sessions; every stored file, opened; temporary files."""
    texts = [
        str(getattr(row, column.attname))
        for model in apps.get_models()
        for row in model._default_manager.all()
        for column in model._meta.concrete_fields
    ]
    texts += [str(session.get_decoded()) for session in Session.objects.all()]
    for vault, name in ((evidence_files, "evidence"), (document_files, "documents")):
        root = Path(settings.STORAGES[name]["OPTIONS"]["location"])
        for path in root.rglob("*"):
            if path.is_file():
                texts.append(vault.read(str(path.relative_to(root))).decode("utf-8", "replace"))
    temporary = Path(settings.FILE_UPLOAD_TEMP_DIR).rglob("*")
    texts += [path.read_bytes().decode("utf-8", "replace") for path in temporary if path.is_file()]
    return "\n".join(texts)


def files_with(secret: str) -> dict[str, tuple[str, bytes]]:
    """The secret in every place of a file where text can stand: a name for the place, the file's name, its bytes."""
    words = f"a note\n{secret}\nend"
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "me@example.org", "notes"
    mail.set_content(words)
    attached = EmailMessage()
    attached["From"], attached["Subject"] = "me@example.org", "notes"
    attached.set_content("see there")
    attached.add_attachment(words.encode(), maintype="text", subtype="plain", filename="notes.txt")
    zipped = EmailMessage()
    zipped["From"], zipped["Subject"] = "me@example.org", "notes"
    zipped.set_content("see there")
    zipped.add_attachment(_zip({"notes.txt": words}), maintype="application", subtype="zip", filename="notes.zip")
    cell = secret.replace("\n", " ")
    coded = EmailMessage()
    coded["From"], coded["Subject"] = "me@example.org", "notes"
    coded.set_content(f"\u00e9 {words}", cte="base64")
    coded.add_alternative("<p>see there</p>", subtype="html")
    exif = Image.Exif()
    exif[ExifTags.Base.ImageDescription] = words
    photo = io.BytesIO()
    Image.new("RGB", (8, 8)).save(photo, "JPEG", exif=exif.tobytes())
    return {
        "text": ("notes.txt", words.encode()),
        "wide text": ("notes.txt", words.encode("utf-16")),
        "json": ("notes.json", words.encode()),
        "sheet": ("history.csv", f"Date,Coin,Amount,Remark\n2026-03-27,BTC,1,{cell}\n".encode()),
        "pdf": ("notes.pdf", _pdf(words)),
        "document": ("notes.docx", _zip({"word/document.xml": "".join(f"<w:p>{x}</w:p>" for x in words.split("\n"))})),
        "archive": ("notes.zip", _zip({"inner/notes.txt": words})),
        "archive in an archive": ("notes.zip", _zip({"inner.zip": _zip({"notes.txt": words})})),
        "mail": ("notes.eml", mail.as_bytes()),
        "attachment": ("notes.eml", attached.as_bytes()),
        "archive in a mail": ("notes.eml", zipped.as_bytes()),
        "mail in Base64": ("notes.eml", coded.as_bytes()),
        "photo": ("notes.jpg", photo.getvalue()),
        "photo in an archive": ("notes.zip", _zip({"photo.jpg": photo.getvalue()})),
        "name in an archive": ("notes.zip", _zip({f"{cell.replace('/', '_')}.txt": "nothing"})),
        "list in a sheet": (
            "notes.xlsx",
            _zip({"xl/workbook.xml": "<x/>", "xl/sharedStrings.xml": f"<si>{cell}</si>"}),
        ),
    }


def _zip(members: dict[str, Any]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def _pdf(text: str) -> bytes:
    """A PDF of one page with these lines."""
    shown = "".join(f"({line}) Tj T* " for line in text.replace("(", "").replace(")", "").split("\n"))
    stream = f"BT /F1 8 Tf 12 TL 20 700 Td {shown}ET".encode()
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        table,
        len(out),
    )
