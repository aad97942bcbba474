"""Secrets that only their label gives away: "private key: ...", "password: ...", "API secret = ..."."""

import re
from collections.abc import Iterator

from incidents.core.secret_labels import (
    API_SECRETS,
    BE,
    FUND_PASSWORDS,
    KEYS,
    LOGINS,
    NOT_A_VALUE,
    OF,
    PHRASES,
    SECRETS,
    SPACELESS_BE,
    SPACELESS_LOGINS,
    SPACELESS_SECRETS,
    TRIGGERS,
)
from incidents.core.windows import around

# Only words that tie a label to its value; anything else between them breaks the tie.
_TIE = (
    r"(?:[\s\"'`:：=>()\[\]-]|[是は는은]|"  # noqa: RUF001 - typed so
    r"\b(?:is|was|are|ist|war|lautet|es|est|era|é|è|hex|here|hier|my|the|of|wallet|raw)\b){1,40}?"
)
# "... of my wallet is": never where a transaction comes before the figures.
_WHOSE = (
    rf"[ \t]+{OF}\b(?![^\n]{{0,70}}?(?:tx|trans|hash|block|order))[^\n:;,]{{1,70}}?"
    rf"[ \t]*(?:[:=]|{BE})\s*"
)
# In one piece, or broken by spaces and line ends; a seed may be twice as long.
_HEX = r"(?:0x)?(?:[0-9a-f]\s{0,3}){63}[0-9a-f](?:[0-9a-f]{64})?"
_HEX_KEY = re.compile(rf"(?<![A-Za-z])(?:{KEYS})(?:{_TIE}|{_WHOSE})(?P<value>{_HEX})\b", re.IGNORECASE)
_HEX_KEY_AFTER = re.compile(
    rf"\b(?P<value>(?:0x)?[0-9a-f]{{64}})[ \t\"'`]*(?:[(\[<=-]{{1,3}}|\b(?:is|was|ist|es|est)\b|,)?[ \t]*"
    rf"(?:my|the|mein|meine|mi|ma|мой)?[ \t]*(?:{KEYS})\b",
    re.IGNORECASE,
)

_JOIN = rf"[\s\"'`)*]*(?:[:：=]|=>|->|{BE}:?)[\s\"'`]*"  # noqa: RUF001 - typed so
_BESIDE = rf"(?:[ \t\"'`)*|:：=,;>]{{1,12}}|[ \t]+-[ \t]+|[ \t]*{SPACELESS_BE}[ \t]*)"  # noqa: RUF001 - typed so
_FOR = rf"(?:[ \t]*\([^()\n]{{1,40}}\)|[ \t]+{OF}\b[^\n:=.,;]{{1,40}}?)"
_VALUE = r"(?P<value>[^\s\"'`,;<>]{%s})"
_LINE = r"(?:my|your|new|old|mein|neues|altes)?[ \t]*(?:%s)[ \t]*:?[ \t]*\r?\n[ \t]*(?P<value>\S{%s})[ \t]*$"
# A long word of random letters and figures.
_RANDOM = r"(?P<value>(?=[\w+/=-]*\d)(?=[\w+/=-]*[A-Za-z])[A-Za-z0-9_+/=-]{20,200})"
# Letters and figures, no sentence of a language without spaces.
_MIXED_SIGNS = r"[^\s\"'`,;<>|\u3000-\ud7ff]"
_MIXED = rf"(?P<value>(?={_MIXED_SIGNS}*\d)(?={_MIXED_SIGNS}*(?-i:[a-z\u0430-\u044f])){_MIXED_SIGNS}{{6,64}})"


def _labelled(words: str, value: str, join: str = _JOIN, spaceless: str = "(?!)") -> re.Pattern[str]:
    return re.compile(rf"(?:(?<![^\W_])(?:{words})|{spaceless}){join}{value}", re.IGNORECASE)


def _on_next_line(words: str, length: str) -> re.Pattern[str]:
    return re.compile(rf"^[^\w\n]*{_LINE % (words, length)}", re.IGNORECASE | re.MULTILINE)


_IN_LINK = re.compile(r"\bhttps?://[^\s/:@\"'<>]{1,64}:(?P<value>[^\s/@\"'<>]{5,100})@[\w.-]+", re.IGNORECASE)

_NOT_A_VALUE = re.compile(NOT_A_VALUE, re.IGNORECASE)
_MASKED = re.compile(r"/\S+|[*\u2022\u25cfxX._-]+|\[.*|\{.*|<.*|\$\{?\w+\}?|%\w+%")
_NO_RANDOM = re.compile(r"\S*(?:://|@)\S*|[\d.,:/+-]+|[A-Za-z]+|\S*:", re.IGNORECASE)
# Spans of time, names of methods, identifiers, dates, links and names of sites: figures and letters, and no password.
_NO_MIXED = re.compile(
    r"[(\[]*\d+[-_]?[^\W\d_]{1,12}|(?:sha|md|aes|base|argon|v|ver|rsa|ed|web|mp|u?id)[-_]?\d.*|0x.*|[0-9a-f]{16,}|#.*|\w+=.*"
    r"|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d+[./-](?:\d+|[a-z]{3,4})[./-].*|.*(?:://|@|\w\.(?:com|org|net|io)\b).*",
    re.IGNORECASE,
)


def find(text: str) -> Iterator[tuple[str, int, int]]:
    """Kind and character range of each labelled secret's value.

    >>> list(find("API secret: 9f8a7b6c5d4e3f2a1b0c"))
    [('api_secret', 12, 32)]
    >>> list(find("The password was changed at 08:20.")), list(find("Password: ********"))
    ([], [])
    >>> list(find("my private key " + "ab" * 32))
    [('private_key', 15, 79)]
    >>> list(find("he had my private key, see tx " + "ab" * 32))
    []
    >>> list(find("Password\\nHunter2!")), list(find("Password\\nhttps://example.org/1"))
    ([('password', 9, 17)], [])
    """
    for start, end in around(text, TRIGGERS, 120, 500):
        yield from dict.fromkeys(_find(text, start, end))


def _find(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    for holds, patterns in _PATTERNS:
        for kind, pattern in patterns:
            for match in pattern.finditer(text, start, end):
                if holds(match):
                    yield kind, *match.span("value")


def _proves_itself(match: re.Match[str]) -> bool:
    return bool(match["value"])


def _is_said(match: re.Match[str]) -> bool:
    return is_secret_value(match["value"], plain_word=_ends_line(match) and not _is_told(match))


def _is_mixed(match: re.Match[str]) -> bool:
    return not _NO_MIXED.fullmatch(match["value"].rstrip(".!?)"))


def _is_below(match: re.Match[str]) -> bool:
    return not _NO_RANDOM.fullmatch(match["value"]) and not _MASKED.fullmatch(match["value"])


def _is_random(match: re.Match[str]) -> bool:
    """Whether a piece of it mixes letters and figures: the name of a page is words and a year."""
    return bool(re.search(r"\d[A-Za-z]|[A-Za-z]\d", match["value"]))


def _is_told(match: re.Match[str]) -> bool:
    """Whether the label is tied by a verb, as in prose, and not by a colon or an equals sign."""
    return not re.search(r"[:：=>]", match[0][: match.start("value") - match.start()])  # noqa: RUF001 - typed so


def _ends_line(match: re.Match[str]) -> bool:
    return match.string[match.end("value") : match.end("value") + 3].strip(" \t\"'`;")[:1] in ("", "\r", "\n")


def is_secret_value(value: str, *, plain_word: bool) -> bool:
    """Prose after a label is no secret: a word of letters alone counts only where nothing follows it.

    Letters that have no capitals are a sentence, however long.
    """
    value = value.rstrip(".!?)")
    if len(value) < 5 or _NOT_A_VALUE.fullmatch(value) or _MASKED.fullmatch(value) or "://" in value:
        return False
    if value.endswith(":"):  # the next label of an empty form
        return False
    if re.fullmatch(r"\d{1,4}([:./-]\d{1,4})+", value):
        return False
    if re.search(r"[\d!@#$%^&*+=?~]", value):
        return True
    return value.lower() != value.upper() and (plain_word or value[1:] != value[1:].lower())


_PATTERNS = (
    (_proves_itself, (("private_key", _HEX_KEY), ("private_key", _HEX_KEY_AFTER))),
    (
        _is_said,
        (
            ("api_secret", _labelled(API_SECRETS, _VALUE % "12,200")),
            ("api_secret", _labelled(r"private[\s_-]*key", r"(?P<value>[A-Za-z0-9+/]{80,90}={1,2})")),
            ("passphrase", _labelled(PHRASES, _VALUE % "5,100")),
            ("password", _labelled(LOGINS, _VALUE % "5,100", spaceless=SPACELESS_LOGINS)),
            ("password", _labelled(FUND_PASSWORDS, r"(?P<value>\d{6,8})\b", r"\s+")),
        ),
    ),
    # Without a colon or a verb between them, the value must look like nothing but a secret.
    (
        _is_random,
        (("api_secret", _labelled(SECRETS, _RANDOM, rf"(?:{_BESIDE}|(?:{_FOR})?{_JOIN})", SPACELESS_SECRETS)),),
    ),
    (
        _is_mixed,
        (
            ("passphrase", _labelled(PHRASES, _MIXED, rf"(?:{_BESIDE}|{_FOR}{_JOIN})")),
            ("password", _labelled(LOGINS, _MIXED, rf"(?:[ \t]+(?:-[ \t]+)?|{_FOR}{_JOIN})")),
            ("password", _labelled("(?!)", _MIXED, rf"[ \t]*(?:{SPACELESS_BE}|[ \t])[ \t]*", SPACELESS_LOGINS)),
            ("password", _labelled("clave", _MIXED, rf"(?:[ \t]+|{_JOIN})")),
        ),
    ),
    (
        _is_below,
        (
            ("api_secret", _on_next_line(rf"{API_SECRETS}|secret|private[\s_-]*key", "16,200")),
            ("passphrase", _on_next_line(rf"(?:api[\s_-]*)?(?:{PHRASES})", "6,64")),
            ("password", _on_next_line(rf"{LOGINS}|{SPACELESS_LOGINS}", "6,64")),
        ),
    ),
    (_proves_itself, (("password", _IN_LINK),)),
)
"""What must hold of a value, and the labels it is asked of."""
