"""A made-up language: every string that goes through gettext, longer, accented and between marks.

What shows without marks was never given to translators.
"""

import re
from io import BytesIO
from pathlib import Path

import polib
from babel.messages.extract import extract
from django.utils.translation.template import templatize

from tests.processes import CHECKOUT

LANGUAGE = "eo"
OPEN, CLOSE = "\u27e6", "\u27e7"
KEYWORDS = {
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "_": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
}
_KEPT = re.compile(r"(%\(\w+\)[sd]|%[sd]|<[^>]+>|&\w+;)")
_ACCENTED = "\u00e0\u00e9\u00ee\u00f5\u00fc\u00fd\u00f1\u00e7\u0161"
_ACCENTS = str.maketrans("aeiouyncs", _ACCENTED)


def pseudo(text: str) -> str:
    """Forty per cent longer, accented, marked; placeholders and tags stay as they are."""
    parts = [part if _KEPT.fullmatch(part) else part.translate(_ACCENTS) for part in _KEPT.split(text)]
    longer = " ".join(["lo\u0144ger"] * max(1, round(len(_KEPT.sub("", text)) * 0.4 / 7)))
    return f"{OPEN}{''.join(parts)} {longer}{CLOSE}"


def build(folder: Path) -> Path:
    """Write the catalogue of everything under incidents and templates; the folder for LOCALE_PATHS."""
    catalogue = polib.POFile()
    catalogue.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Language": LANGUAGE,
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    known: set[tuple[str | None, str]] = set()
    for path in sorted([*CHECKOUT.glob("templates/**/*.html"), *CHECKOUT.glob("incidents/**/*.py")]):
        text = path.read_text("utf-8")
        source = templatize(text, origin=str(path)) if path.suffix == ".html" else text
        for _line, found, _comments, context in extract("python", BytesIO(source.encode()), KEYWORDS):
            message = found if isinstance(found, tuple) else (found,)
            if not message[0] or (context, message[0]) in known:
                continue
            known.add((context, message[0]))
            catalogue.append(entry(message, context))
    target = folder / LANGUAGE / "LC_MESSAGES"
    target.mkdir(parents=True)
    catalogue.save_as_mofile(str(target / "django.mo"))
    return folder


def entry(message: tuple[str, ...], context: str | None) -> polib.POEntry:
    """One string with its made-up translation."""
    if len(message) > 1 and message[1]:
        forms = {0: pseudo(message[0]), 1: pseudo(message[1])}
        return polib.POEntry(msgid=message[0], msgid_plural=message[1], msgstr_plural=forms, msgctxt=context)
    return polib.POEntry(msgid=message[0], msgstr=pseudo(message[0]), msgctxt=context)
