"""Secrets whose form or company gives them away without a label: a key beside its secret, a login with its password."""

import re
from collections.abc import Iterator

_ALONE = r"(?<![\w/+=-])%s(?![\w/+=-])"
_BESIDE = r"[^\n]{0,20}\n?[^\n]{0,30}?"
# Two of Binance's, one of them the secret.
_PAIR = re.compile(rf"{_ALONE % '[A-Za-z0-9]{64}'}{_BESIDE}{_ALONE % '(?P<value>[A-Za-z0-9]{64})'}")
_CLOUD_PAIR = re.compile(rf"\bAKIA[A-Z0-9]{{16}}\b{_BESIDE}{_ALONE % '(?P<value>[A-Za-z0-9/+]{40})'}")
# Sixty-four bytes in Base64, as Kraken has them. A signature is as long, but is called one.
_LONG = re.compile(_ALONE % "(?P<value>[A-Za-z0-9+/]{86}==)")
_PUBLIC = re.compile(
    r"(?:sig|sha|hash|digest|integrity|mac|proof|cert|pub|\bb=)[^\n]{0,40}\s*\Z|[\w+/]{60,}\s*\Z", re.IGNORECASE
)
_REACH = 120
# "anna@example.org:Kitty1985", as lists of stolen logins have it.
_LOGIN = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,4}[a-z]{2,10}:"
    r"(?P<value>(?=\S*\d)(?=\S*[a-z])[^\s:/@,;<>]{6,64})[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_RANDOM = re.compile(r"(?=.*\d)(?=.*[a-z])(?=.*[A-Z]).*")


def find(text: str) -> Iterator[tuple[str, int, int]]:
    """Kind and character range of each.

    >>> list(find("anna@example.org:Kitty1985"))
    [('password', 17, 26)]
    >>> base64 = "kQH5HW/8p1uGOVjbgWA7FunAmGO8lsSUXNsu3eow76sz84Q18fWxnyRzBHCd3pd5nE9qa99HAZtuZuj6F1huXg=="
    >>> list(find("kraken " + base64)), list(find("sha512-" + base64)), list(find("signature: " + base64))
    ([('api_secret', 7, 95)], [], [])
    """
    for pattern in (_PAIR, _CLOUD_PAIR):
        for match in pattern.finditer(text):
            if _RANDOM.fullmatch(match["value"]):
                yield "api_secret", *match.span("value")
    for match in _LONG.finditer(text):
        if _RANDOM.fullmatch(match["value"]) and not _PUBLIC.search(
            text, max(0, match.start() - _REACH), match.start()
        ):
            yield "api_secret", *match.span("value")
    if "@" in text:
        for match in _LOGIN.finditer(text):
            yield "password", *match.span("value")
