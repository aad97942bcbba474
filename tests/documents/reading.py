"""Everything that can be read out of a made file: pages, attachments, XMP, Info, bookmarks, raw streams."""

import io
import subprocess
import unicodedata
from pathlib import Path

import pikepdf


def text_of(content: bytes) -> str:
    """The text of all pages, in reading order."""
    done = subprocess.run(["pdftotext", "-raw", "-", "-"], input=content, capture_output=True, check=True)
    return done.stdout.decode()


def pages_of(content: bytes) -> list[str]:
    """The text of each page."""
    return text_of(content).split("\f")[:-1]


def attachments_of(content: bytes) -> dict[str, bytes]:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return {name: bytes(file.get_file().read_bytes()) for name, file in pdf.attachments.items()}


def metadata_of(content: bytes) -> str:
    """Info dictionary and XMP."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return f"{pdf.docinfo} {pdf.Root.Metadata.read_bytes().decode()}"


def everything_in(path: str, content: bytes) -> str:
    """One text that holds every part of a file in readable form, its name included."""
    if not content.startswith(b"%PDF"):
        return f"{path}\n{content.decode()}"
    parts = [path, text_of(content), metadata_of(content)]
    with pikepdf.open(io.BytesIO(content)) as pdf:
        parts += [f"{name} {spec.description}" for name, spec in pdf.attachments.items()]
        parts += [data.decode(errors="replace") for data in attachments_of(content).values()]
        for item in pdf.objects:
            parts.append(readable(item))
            if isinstance(item, pikepdf.Stream) and item.get("/Type") != "/Metadata":
                parts.append(item.read_bytes().decode("latin-1"))
    return unicodedata.normalize("NFC", "\n".join(parts))


def readable(item: pikepdf.Object) -> str:
    """The strings of one object."""
    if isinstance(item, pikepdf.String):
        return str(item)
    if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        return " ".join(readable(value) for value in dict(item.items()).values() if isinstance(value, pikepdf.String))
    return ""


def joined(text: str) -> str:
    """The text without white space: how a string that wraps is copied and joined."""
    return "".join(text.split())


def write(folder: Path, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
