"""Files of every kind with a text in each place of theirs that can hold one."""

import gzip
import io
import json
from email.message import EmailMessage

import pikepdf
from PIL import ExifTags, Image, PngImagePlugin

from tests.factories.archives import tarred, zipped

Planted = tuple[str, bytes]
"""The file's name and its bytes."""

TYPES = "[Content_Types].xml"


def picture(form: str, **said: object) -> bytes:
    """A small picture that says something of itself."""
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(out, form, **said)
    return out.getvalue()


def exif(tag: int, value: object, table: int | None = None) -> bytes:
    """Capture data of one field."""
    data = Image.Exif()
    (data.get_ifd(table) if table else data)[tag] = value
    return data.tobytes()


def mail(text: str = "see there", **more: object) -> EmailMessage:
    """A mail with this text; ``subject``, ``html``, ``header``, ``cte``, ``files``, ``inner``."""
    message = EmailMessage()
    message["From"], message["Subject"] = "me@example.org", str(more.get("subject", "notes"))
    message["X-Note"] = str(more.get("header", "none"))
    message.set_content(text, cte=more.get("cte"))
    if "html" in more:
        message.add_alternative(str(more["html"]), subtype="html")
    for name, content in more.get("files", ()):  # type: ignore[attr-defined]
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    if "inner" in more:
        message.add_attachment(more["inner"])
    return message


def paper(text: str = "", *, pages: int = 1, **more: str) -> bytes:
    """A PDF with this text on its last page; ``info``, ``note``, ``field``, ``attached``, ``about``, ``outline``."""
    made = pikepdf.new()
    for _ in range(pages):
        page = made.add_blank_page(page_size=(600, 800))
    shown = b"".join(b"(%s) Tj T* " % line.encode() for line in text.split("\n"))
    page.obj.Contents = made.make_stream(b"BT /F1 8 Tf 12 TL 20 700 Td " + shown + b"ET")
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    if "note" in more:
        note = pikepdf.Dictionary(Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9], Contents=pikepdf.String(more["note"]))
        page.obj.Annots = made.make_indirect(pikepdf.Array([note]))
    if "info" in more:
        made.docinfo["/Keywords"] = more["info"]
    if "field" in more:
        field = pikepdf.Dictionary(FT=pikepdf.Name.Tx, T=pikepdf.String("f"), V=pikepdf.String(more["field"]))
        made.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([made.make_indirect(field)]))
    if "attached" in more:
        made.attachments["a.txt"] = pikepdf.AttachedFileSpec(made, more["attached"].encode(), filename="a.txt")
    if "about" in more:
        with made.open_metadata() as about:
            about["dc:description"] = more["about"]
    if "outline" in more:
        with made.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem(more["outline"], 0))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def runs(text: str) -> str:
    """A paragraph whose letters are cut into many pieces, as word processors do."""
    cut = (text[at : at + 3] for at in range(0, len(text), 3))
    return "<w:p>" + "".join(f"<w:r><w:rPr><w:b/></w:rPr><w:t>{part}</w:t></w:r>" for part in cut) + "</w:p>"


def document(body: str = runs("hello"), **parts: str | bytes) -> bytes:
    """A DOCX; other parts by their path, with two underscores for each slash and one for the dot."""
    named = {name.replace("__", "/").replace("_", "."): content for name, content in parts.items()}
    return zipped({TYPES: "<Types/>", "word/document.xml": f"<w:document>{body}</w:document>", **named})


def sheet(**parts: str) -> bytes:
    """An XLSX of these parts, named as for a document."""
    named = {name.replace("__", "/").replace("_", "."): content for name, content in parts.items()}
    return zipped({TYPES: "<Types/>", "xl/workbook.xml": "<workbook/>", **named})


def strings(text: str) -> str:
    """The table of texts of a sheet."""
    return f"<sst><si><t>{text}</t></si></sst>"


def everywhere(text: str) -> dict[str, Planted]:
    """This text in every place: a name for the place, the file."""
    words = text.split()
    name = text.replace(" ", "_")
    described = picture("JPEG", exif=exif(ExifTags.Base.ImageDescription, text))
    info, itxt = PngImagePlugin.PngInfo(), PngImagePlugin.PngInfo()
    info.add_text("Comment", text, zip=True)
    itxt.add_itxt("Comment", text)
    told = {"messages": [{"type": "message", "from": "a", "text": ["see ", {"type": "bold", "text": text}]}]}
    rows = "".join(f"<tr><td>{number}</td><td>{word}</td></tr>" for number, word in enumerate(words, 1))
    cells = "".join(f"<w:tc><w:p><w:r><w:t>{word}</w:t></w:r></w:p></w:tc>" for word in words)
    user = b"UNICODE\0" + text.encode("utf-16-le")
    return {
        "comment of a photo": ("a.jpg", picture("JPEG", exif=exif(ExifTags.Base.UserComment, user, ExifTags.IFD.Exif))),
        "description of a photo": ("a.jpg", described),
        "remark of Windows": ("a.jpg", picture("JPEG", exif=exif(ExifTags.Base.XPComment, text.encode("utf-16-le")))),
        "comment of a JPEG": ("a.jpg", picture("JPEG", comment=text)),
        "XMP": ("a.jpg", picture("JPEG", xmp=f"<rdf:li>{text}</rdf:li>".encode())),
        "packed comment of a PNG": ("a.png", picture("PNG", pnginfo=info)),
        "comment of a PNG": ("a.png", picture("PNG", pnginfo=itxt)),
        "comment of a GIF": ("a.gif", picture("GIF", comment=text.encode())),
        "description of a WebP": ("a.webp", picture("WEBP", exif=exif(ExifTags.Base.ImageDescription, text))),
        "behind a picture": ("a.jpg", picture("JPEG") + b"\n" + text.encode()),
        "name in an archive": ("a.zip", zipped({f"{name}.txt": "x"})),
        "folder in an archive": ("a.zip", zipped({f"{name}/a.txt": "x"})),
        "empty folder": ("a.zip", zipped({f"{name}/": "", "a.txt": "x"})),
        "name of a picture in an archive": ("a.zip", zipped({f"{name}.png": picture("PNG")})),
        "comment of an archive": ("a.zip", zipped({"a.txt": "x"}, comment=text.encode())),
        "photo in an archive": ("a.zip", zipped({"a.jpg": described})),
        "last of many": ("a.zip", zipped({**{f"{n}.txt": "x" for n in range(150)}, "z.txt": text})),
        "chat behind pictures": (
            "a.zip",
            zipped({**{f"{n}.png": picture("PNG") for n in range(150)}, "_chat.txt": text}),
        ),
        "archive in an archive": ("a.zip", zipped({"b.zip": zipped({"a.txt": text})})),
        "document in an archive": ("a.zip", zipped({"a.docx": document(runs(text))})),
        "sheet in an archive": ("a.zip", zipped({"a.xlsx": sheet(xl__sharedStrings_xml=strings(text))})),
        "paper in an archive": ("a.zip", zipped({"a.pdf": paper(text)})),
        "mail in an archive": ("a.zip", zipped({"a.eml": mail(text).as_bytes()})),
        "TAR": ("a.tar", tarred({"a.txt": text.encode()})),
        "name in a TAR": ("a.tar", tarred({name: b"x"})),
        "packed TAR": ("a.tar.gz", gzip.compress(tarred({"a.txt": text.encode()}))),
        "GZIP": ("a.txt.gz", gzip.compress(text.encode())),
        "paper": ("a.pdf", paper(text)),
        "words of a paper line by line": ("a.pdf", paper("\n".join(words))),
        "page 60 of a paper": ("a.pdf", paper(text, pages=60)),
        "keywords of a paper": ("a.pdf", paper(info=text)),
        "XMP of a paper": ("a.pdf", paper(about=text)),
        "note in a paper": ("a.pdf", paper(note=text)),
        "field of a paper": ("a.pdf", paper(field=text)),
        "attachment of a paper": ("a.pdf", paper(attached=text)),
        "contents of a paper": ("a.pdf", paper(outline=text)),
        "document": ("a.docx", document(runs(text))),
        "cells of a document": ("a.docx", document(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>")),
        "comment of a document": ("a.docx", document(word__comments_xml=runs(text))),
        "header of a document": ("a.docx", document(word__header1_xml=runs(text))),
        "title of a document": ("a.docx", document(docProps__core_xml=f"<dc:title>{text}</dc:title>")),
        "words for a picture": ("a.docx", document(f'<wp:docPr id="1" descr="{text}"/>')),
        "photo in a document": ("a.docx", document(word__media__image1_jpeg=described)),
        "sheet in a document": (
            "a.docx",
            document(word__embeddings__a_xlsx=sheet(xl__sharedStrings_xml=strings(text))),
        ),
        "sheet": ("a.xlsx", sheet(xl__sharedStrings_xml=strings(text))),
        "word by word in a sheet": ("a.xlsx", sheet(xl__sharedStrings_xml="".join(map(strings, words)))),
        "in the cells of a sheet": (
            "a.xlsx",
            sheet(xl__worksheets__sheet1_xml=f"<row><c><is><t>{text}</t></is></c></row>"),
        ),
        "comment of a sheet": ("a.xlsx", sheet(xl__comments1_xml=f"<comment><text><t>{text}</t></text></comment>")),
        "drawing of a sheet": ("a.xlsx", sheet(xl__drawings__drawing1_xml=f"<a:p><a:t>{text}</a:t></a:p>")),
        "mail in quoted-printable": ("a.eml", mail(f"\u00e9 {text}", cte="quoted-printable").as_bytes()),
        "mail in Base64": ("a.eml", mail(f"\u00e9 {text}", cte="base64").as_bytes()),
        "second body of a mail": ("a.eml", mail(html=f"<p>{text}</p>").as_bytes()),
        "table in a mail": ("a.eml", mail(html=f"<table>{rows}</table>").as_bytes()),
        "subject": ("a.eml", mail(subject=text).as_bytes()),
        "header": ("a.eml", mail(header=text).as_bytes()),
        "name of what is attached": ("a.eml", mail(files=[(f"{name}.txt", b"x")]).as_bytes()),
        "last of many attached": ("a.eml", mail(files=[*[("a.txt", b"x")] * 25, ("z.txt", text.encode())]).as_bytes()),
        "attached paper": ("a.eml", mail(files=[("a.pdf", paper(text))]).as_bytes()),
        "attached document": ("a.eml", mail(files=[("a.docx", document(runs(text)))]).as_bytes()),
        "attached photo": ("a.eml", mail(files=[("a.jpg", described)]).as_bytes()),
        "mail in a mail": ("a.eml", mail(inner=mail(text)).as_bytes()),
        "chat of WhatsApp": (
            "a.zip",
            zipped({"_chat.txt": f"[12.03.24, 14:05:11] Anna: hi\n[12.03.24, 14:06:11] Me: {text}"}),
        ),
        "chat of Telegram": ("result.json", json.dumps(told).encode()),
        "UTF-16": ("a.txt", text.encode("utf-16")),
        "end of a long list": ("a.csv", b"a,b,c\n" * 900_000 + text.encode()),
        "where a long list is parted": ("a.csv", b"x" * 1_999_990 + b"\n" + text.encode() + b"\n"),
    }
