"""What the bytes of a paper depend on beside its facts: the templates' version and the renderer's libraries.

Read without loading WeasyPrint, so that the web process can compute the hash of a job's inputs.
"""

import ctypes
import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version

from incidents.documents.fonts import CHECKOUT, FONT_FOLDER

TEMPLATES = CHECKOUT / "templates" / "documents"
BUILDERS = CHECKOUT / "incidents" / "documents"


@cache
def template_version() -> str:
    """A fingerprint of every template, style and builder of the papers: any change makes new papers."""
    digest = hashlib.sha256()
    for folder, pattern in ((TEMPLATES, "**/*"), (BUILDERS, "*.py")):
        for file in sorted(path for path in folder.glob(pattern) if path.is_file()):
            digest.update(str(file.relative_to(CHECKOUT)).encode() + b"\0" + file.read_bytes() + b"\0")
    for font in sorted(FONT_FOLDER.glob("*.ttf")):
        digest.update(f"{font.name} {font.stat().st_size}".encode())
    return digest.hexdigest()[:16]


@cache
def renderer_version() -> str:
    """WeasyPrint, pydyf, Pango and HarfBuzz."""
    packages = ", ".join(f"{name} {_package(name)}" for name in ("weasyprint", "pydyf", "fonttools"))
    return f"{packages}, pango {_pango()}, harfbuzz {_harfbuzz()}"


def _package(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "absent"


def _pango() -> str:
    try:
        number = int(ctypes.CDLL("libpango-1.0.so.0").pango_version())
    except (OSError, AttributeError):
        return "absent"
    return f"{number // 10000}.{number // 100 % 100}.{number % 100}"


def _harfbuzz() -> str:
    try:
        text = ctypes.CDLL("libharfbuzz.so.0").hb_version_string
    except (OSError, AttributeError):
        return "absent"
    text.restype = ctypes.c_char_p
    return str(text().decode())
