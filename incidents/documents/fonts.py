"""The fonts of the papers: shipped files only, so that the same record gives the same bytes on every machine.

fontconfig reads one file, written here, that names the shipped folder and the CJK collection and nothing else.
It must be in place before WeasyPrint is imported; ``documents.pdf`` sees to that.
"""

import atexit
import importlib
import importlib.util
import os
import shutil
import tempfile
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

CHECKOUT = Path(__file__).resolve().parents[2]
FONT_FOLDER = CHECKOUT / "static" / "fonts"
CJK_PACKAGE = "noto_cjk_sans_otc"

TEXT = "Noto Sans"
MONO = "Noto Sans Mono"

CONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
{folders}
  <cachedir>{cache}</cachedir>
  <alias binding="same"><family>sans-serif</family><prefer><family>{text}</family></prefer></alias>
  <alias binding="same"><family>monospace</family><prefer><family>{mono}</family></prefer></alias>
</fontconfig>
"""


def font_folders() -> list[Path]:
    """The shipped folder and, where it is installed, the folder of the CJK collection."""
    package = importlib.util.find_spec(CJK_PACKAGE)
    return [FONT_FOLDER, *(Path(place) for place in (package and package.submodule_search_locations) or ())]


def use_shipped_fonts(runtime: Path | None = None) -> Path:
    """Write fonts.conf into a private folder and point fontconfig at it; once per process, returns the file."""
    if runtime is None:
        runtime = Path(tempfile.mkdtemp(prefix="recourse-fonts-"))
        atexit.register(_remove, runtime, os.getpid())
    (runtime / "fontcache").mkdir(mode=0o700, parents=True, exist_ok=True)
    file = runtime / "fonts.conf"
    folders = "\n".join(f"  <dir>{escape(str(folder))}</dir>" for folder in font_folders())
    file.write_text(CONFIG.format(folders=folders, cache=escape(str(runtime / "fontcache")), text=TEXT, mono=MONO))
    os.environ["FONTCONFIG_FILE"] = str(file)
    return file


def _remove(folder: Path, owner: int) -> None:
    if os.getpid() == owner:
        shutil.rmtree(folder, ignore_errors=True)


@cache
def covered() -> frozenset[int]:
    """Every code point that one of the shipped fonts can draw."""
    library = importlib.import_module("fontTools.ttLib")
    points: set[int] = set()
    for folder in font_folders():
        for file in sorted(folder.glob("*.ttf")):
            points |= library.TTFont(file, lazy=True).getBestCmap().keys()
        for file in sorted(folder.glob("*.ttc")):
            points |= library.TTCollection(file, lazy=True).fonts[0].getBestCmap().keys()
    return frozenset(points)


REPLACEMENT = "□"
"""Stands for a character that no shipped font can draw: a visible gap instead of a broken file."""


def drawable(text: str) -> str:
    """The text with every character that cannot be drawn replaced by a box.

    >>> drawable("Łódź 東京 \\U0001f600")
    'Łódź 東京 □'
    """
    if text.isascii():
        return text
    known = covered()
    odd = {point for point in map(ord, set(text)) if point > 0x7E and point not in known}
    return text.translate(dict.fromkeys(odd, REPLACEMENT)) if odd else text
