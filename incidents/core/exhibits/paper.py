"""What a PDF could do when it is opened: run a script, start a program, bring other files with it."""

import io
from itertools import islice

import pikepdf

_MOST_OBJECTS = 50_000
SCRIPT, LAUNCH, FILES = "pdf_script", "pdf_launch", "pdf_files"
_ACTIONS = {"/JavaScript": SCRIPT, "/Launch": LAUNCH}


def flags(data: bytes) -> list[str]:
    """What is odd about a PDF, as codes; nothing for an ordinary one, and for one that cannot be opened."""
    found: set[str] = set()
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            for item in islice(pdf.objects, _MOST_OBJECTS):
                if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
                    found |= _flags(item)
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError, OSError):
        return sorted(found)
    return sorted(found)


def _flags(item: pikepdf.Object) -> set[str]:
    found: set[str] = set()
    for part in (item, *(value for _, value in item.items() if isinstance(value, pikepdf.Dictionary))):
        if str(part.get("/S")) in _ACTIONS:
            found.add(_ACTIONS[str(part.get("/S"))])
    if "/JS" in item:
        found.add(SCRIPT)
    if "/EF" in item or str(item.get("/Type")) == "/EmbeddedFile":
        found.add(FILES)
    return found
