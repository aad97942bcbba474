"""The words of a document or a sheet, without its form: what is read, and what stands where nobody looks."""

import html
import io
import re
import zipfile
from collections.abc import Iterator

from incidents.core import damaged

_WORDS = re.compile(r"(?:word|xl|ppt)/.*\.xml", re.IGNORECASE)
_FORM = re.compile(
    r"(?:.*/)?(?:styles|theme\d*|fontTable|settings|webSettings|numbering|calcChain)\.xml", re.IGNORECASE
)
_SHOWN = re.compile(
    r"word/document\d*\.xml|xl/sharedStrings\.xml|xl/worksheets/[^/]+\.xml|docProps/.*\.xml", re.IGNORECASE
)
_TAG = re.compile(r"<[^>]{0,4000}>")
# A word may be cut into many pieces of its own form: only what ends a line or a cell parts two of them.
_BREAK = re.compile(
    r"</(?:\w+:)?(?:p|si|c|row|tr|tc|comment|text|is|title|description|keywords|subject|creator)>|<(?:\w+:)?(?:br|cr)\b[^>]*>",
    re.IGNORECASE,
)
_TAB = re.compile(r"<(?:\w+:)?tab\b[^>]*>", re.IGNORECASE)
_LONG_ATTRIBUTE = re.compile(r"\b(?:descr|title|name|Target|tooltip|display|val)=\"([^\"]{11,4000})\"")


def words(data: bytes, most: int) -> str:
    """What a reader of the file sees, and its properties; bounded."""
    return "\n".join(_bare(raw, most) for name, raw in _parts(data, most) if _SHOWN.fullmatch(name))[:most]


def corners(data: bytes, most: int) -> Iterator[str]:
    """Notes, headers, names of sheets, alternative texts, links: everything else that can hold words."""
    for name, raw in _parts(data, most):
        if _FORM.fullmatch(name):
            continue
        if _WORDS.fullmatch(name) and not _SHOWN.fullmatch(name):
            yield _bare(raw, most)
        said = [html.unescape(value) for value in _LONG_ATTRIBUTE.findall(raw)]
        if said:
            yield "\n".join(said)[:most]


def inside(data: bytes, most: int) -> Iterator[tuple[str, bytes]]:
    """Pictures and files that are embedded: name and bytes."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for info in archive.infolist():
                if "/media/" in info.filename or "/embeddings/" in info.filename:
                    with archive.open(info) as stream:
                        yield info.filename, stream.read(most)
    except damaged.ARCHIVE:
        return


def _parts(data: bytes, most: int) -> Iterator[tuple[str, str]]:
    left = 4 * most
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for info in archive.infolist():
                if info.filename.endswith((".xml", ".rels")) and left > 0:
                    with archive.open(info) as stream:
                        raw = stream.read(min(left, 2 * most))
                    left -= len(raw)
                    yield info.filename, raw.decode("utf-8", "replace")
    except damaged.ARCHIVE:
        return


def _bare(raw: str, most: int) -> str:
    return html.unescape(_TAG.sub("", _TAB.sub("\t", _BREAK.sub("\n", raw))))[:most]
