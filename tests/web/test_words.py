"""The words on victims' pages: plain, short, and one sentence for every error code."""

import ast
import re
from pathlib import Path

import pytest
from babel.messages.extract import extract
from django.conf import settings
from django.utils.translation.template import templatize

from incidents.web.error_messages import AGAIN, for_code
from incidents.web.error_messages import SENTENCES as KNOWN

ROOT = Path(settings.BASE_DIR)
PAGES = [
    *ROOT.glob("templates/victim/**/*.html"),
    *ROOT.glob("templates/public/**/*.html"),
    *ROOT.glob("templates/base/*.html"),
    *ROOT.glob("templates/*.html"),
    *ROOT.glob("templates/emails/*"),
]
MODULES = list(ROOT.glob("incidents/web/**/*.py"))
SHUNNED = re.compile(r"\b(movement|institution|indicator|exhibit|reference|statement|custody)s?\b", re.IGNORECASE)
KEYWORDS = {"gettext": None, "gettext_lazy": None, "_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
LONGEST = 15
OWN_WORDS = {"unexpected", "internal"}


def strings() -> list[tuple[str, str]]:
    """Every string that is shown, with where it stands."""
    found = []
    for path in [*PAGES, *MODULES]:
        text = path.read_text("utf-8")
        source = templatize(text) if path.suffix in (".html", ".txt") else text
        for line, message, _comments, _context in extract("python", iter_lines(source), KEYWORDS):
            parts = message if isinstance(message, tuple) else (message,)
            found += [(f"{path.name}:{line}", part) for part in parts if part]
    return found


def iter_lines(text: str) -> object:
    from io import BytesIO

    return BytesIO(text.encode())


ALL = strings()


def test_strings_were_found() -> None:
    assert len(ALL) > 300


def test_no_word_of_the_trade_is_used() -> None:
    assert [(where, text) for where, text in ALL if SHUNNED.search(re.sub(r"%\(\w+\)s", "", text))] == []


def test_sentences_are_short() -> None:
    long = [
        (where, sentence)
        for where, text in ALL
        for sentence in re.split(r"(?<=[.!?:;])\s+", re.sub(r"<[^>]+>", "", text))
        if len(sentence.split()) > LONGEST
    ]
    assert long == []


def codes_raised() -> set[str]:
    """Every code that a floor below gives an error or a failed job."""
    found = set()
    for path in ROOT.glob("incidents/**/*.py"):
        if "web" in path.parts or "migrations" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
                first = node.args[0]
                if node.func.id in ERRORS and isinstance(first, ast.Constant) and isinstance(first.value, str):
                    found.add(first.value)
            named = isinstance(node, ast.AnnAssign) and "default_code" in ast.unparse(node.target)
            if named and isinstance(node.value, ast.Constant):
                found.add(str(node.value.value))
    return found


ERRORS = {
    "BadInput",
    "SecretFound",
    "UnknownFormat",
    "NotFound",
    "NotAllowed",
    "Stale",
    "TooMany",
    "RenderFailed",
    "KeyMissing",
    "NotSent",
}
WITH_NUMBERS = {"file_too_large", "too_many_tries", "limit_reached", "wait_not_over"}


@pytest.mark.parametrize("code", sorted(codes_raised()))
def test_every_error_code_has_a_sentence(code: str) -> None:
    assert code in KNOWN or code in WITH_NUMBERS


def test_an_unknown_code_still_says_something() -> None:
    assert for_code("never heard of") == str(AGAIN)
