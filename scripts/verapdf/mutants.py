"""Damaged copies of a good file: a gate that lets them pass is no gate."""

import io
from collections.abc import Callable, Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

Damage = Callable[[Pdf], None]


def dictionaries(pdf: Pdf, key: str, value: str) -> Iterator[Dictionary]:
    """The dictionaries whose member has this name as value."""
    for item in pdf.objects:
        if isinstance(item, Dictionary) and item.get(key) == Name(value):
            yield item


def without(key: str, member: str, value: str) -> Damage:
    """Removes a member from all dictionaries of a kind."""

    def damage(pdf: Pdf) -> None:
        for item in dictionaries(pdf, member, value):
            if key in item:
                del item[key]

    return damage


def root_without(key: str) -> Damage:
    """Removes a member of the catalog."""
    return lambda pdf: pdf.Root.__delitem__(key)


def xmp(old: bytes, new: bytes) -> Damage:
    """Changes the XMP."""

    def damage(pdf: Pdf) -> None:
        data = pdf.Root.Metadata.read_bytes()
        if old not in data:
            raise LookupError(old)
        pdf.Root.Metadata.write(data.replace(old, new))

    return damage


def untagged_text(pdf: Pdf) -> None:
    """Text outside of every marked content."""
    font = str(next(iter(pdf.pages[0].Resources.Font.keys())))
    pdf.pages[0].contents_add(b"BT %s 10 Tf 1 0 0 1 99 99 Tm <0001> Tj ET" % font.encode())


def cmyk(pdf: Pdf) -> None:
    """Paint in a colour space that the output intent does not cover."""
    pdf.pages[0].contents_add(b"/Artifact BMC q 0 1 0 0 k 0 0 5 5 re f Q EMC")


def widths(pdf: Pdf) -> None:
    """Widths that are not the font's."""
    for font in dictionaries(pdf, "/Subtype", "/CIDFontType2"):
        font.W = Array([Array([int(x) + 120 for x in w]) if isinstance(w, Array) else w for w in font.W])


def heading_skipped(pdf: Pdf) -> None:
    """A document that begins with a heading of the third level."""
    for heading in list(dictionaries(pdf, "/S", "/H1")):
        heading.S = Name.H3


def link_without_contents(pdf: Pdf) -> None:
    """Links that say nothing."""
    for page in pdf.pages:
        for note in page.get("/Annots", []):
            if "/Contents" in note:
                del note["/Contents"]


def script(pdf: Pdf) -> None:
    """A program that runs when the file is opened."""
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def unmarked(pdf: Pdf) -> None:
    """Tags that say they are none."""
    pdf.Root.MarkInfo = Dictionary(Marked=False)


DAMAGES: dict[str, Damage] = {
    "no_font_file": without("/FontFile2", "/Type", "/FontDescriptor"),
    "no_unicode": without("/ToUnicode", "/Type", "/Font"),
    "no_relationship": without("/AFRelationship", "/Type", "/Filespec"),
    "no_output_intent": root_without("/OutputIntents"),
    "no_xmp": root_without("/Metadata"),
    "no_structure": root_without("/StructTreeRoot"),
    "no_language": root_without("/Lang"),
    "no_title_shown": root_without("/ViewerPreferences"),
    "no_title": xmp(b"dc:title", b"dc:titlx"),
    "wrong_part": xmp(b'pdfaid:part="3"', b'pdfaid:part="1"'),
    "no_ua_part": xmp(b"pdfuaid:part=", b"pdfuaid:pirt="),
    "unmarked": unmarked,
    "untagged_text": untagged_text,
    "cmyk": cmyk,
    "wrong_widths": widths,
    "heading_skipped": heading_skipped,
    "link_without_contents": link_without_contents,
    "script": script,
}


def mutants(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Each damage with the damaged file."""
    for name, damage in DAMAGES.items():
        with pikepdf.open(io.BytesIO(content)) as pdf:
            damage(pdf)
            out = io.BytesIO()
            pdf.save(out)
        yield name, out.getvalue()
    yield "truncated", content[:-400]
