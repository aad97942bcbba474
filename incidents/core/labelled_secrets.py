"""Secrets that only their label gives away: "private key: ...", "password: ...", "API secret = ..."."""

import re
from collections.abc import Iterator

from incidents.core.windows import around

# Every label holds one of these.
_TRIGGERS = (
    "key", "priv", "seed", "pass", "pw", "pk", "pvt", "secret", "geheim", "schl", "kennwort", "contrase", "heslo",
    "wachtwoord", "has\u0142o", "haslo", "senha", "parola", "senord", "adgangskode", "salasana", "jelsz", "ifre",
    "llave", "clave", "chave", "chiave", "sleutel", "klucz", "anahtar", "\u043a\u043b\u044e\u0447",
    "\u043f\u0430\u0440\u043e\u043b", "\u79c1\u94a5", "\u79c1\u9470", "\u79d8\u5bc6\u9375",
    "\u5bc6\u7801", "\u5bc6\u78bc",
    "\u30d1\u30b9\u30ef\u30fc\u30c9", "\ube44\ubc00\ubc88\ud638", "://",
)  # fmt: skip
_KEY_WORDS = (
    r"(?:private|priv|secret|signing|spend|view|wallet|metamask|phantom|ledger|trust)[\s_-]*key|privkey|secretkey|"
    r"privater?\s+schl[uü]ssel|privatschl[uü]ssel|geheimer\s+schl[uü]ssel|cl[eé]\s+priv[eé]e|"
    r"(?:clave|llave)\s+privada|chave\s+privada|chiave\s+privata|priv[eé]sleutel|klucz\s+prywatny|"
    r"[oö]zel\s+anahtar\w*|(?:приватн|закрыт|секретн)\w+\s+ключ\w*|私钥|私鑰|秘密鍵|"
    r"(?:hex\s+)?seed(?:\s*\(?hex\)?)?|(?:pk|priv|pvt)(?=\s{0,3}[:=])|my\s+key"
)
# Only words that tie a label to its value; anything else between them breaks the tie.
_TIE = r"(?:[\s\"'`:：=>()\[\]-]|\b(?:is|was|are|ist|war|lautet|es|est|hex|here|hier|my|the|of|wallet|raw)\b){1,40}?"  # noqa: RUF001 - typed so
# In one piece, or broken by spaces and line ends; a seed may be twice as long.
_HEX = r"(?:0x)?(?:[0-9a-f]\s{0,3}){63}[0-9a-f](?:[0-9a-f]{64})?"
_HEX_KEY = re.compile(rf"(?<![A-Za-z])(?:{_KEY_WORDS}){_TIE}(?P<value>{_HEX})\b", re.IGNORECASE)
_HEX_KEY_AFTER = re.compile(
    rf"\b(?P<value>(?:0x)?[0-9a-f]{{64}})[\s\"'`]*(?:[(\[<=-]|\b(?:is|was|ist|es|est)\b|,)?\s*"
    rf"(?:my|the|mein|meine|mi|ma|мой)?\s*(?:{_KEY_WORDS})\b",
    re.IGNORECASE,
)

_LOGIN_WORDS = (
    r"pass\s?words?|passwd|pwd|pswd|pw|(?<!_)(?-i:[Pp]ass)|pass[\s_-]?code|passwort|kennwort|contrase[nñ]a|mot\s+de\s+passe|"
    r"wachtwoord|has[lł]o|heslo|senha|parola|l[oö]senord|adgangskode|salasana|jelsz[oó]|[sş]ifre\w*|парол[ьяю]\w*|"
    r"密码|密碼|パスワード|비밀번호"
)
_PHRASE_WORDS = r"pass[\s_-]?phrase|passphrase"
_API_WORDS = (
    r"(?:api|client|app|access|secret)[\s_-]*(?:key[\s_-]*)?secret(?:[\s_-]*key)?|api[\s_-]*private[\s_-]*key|"
    r"secret[\s_-]*(?:api[\s_-]*)?key|api[\s_-]*geheimnis"
)
_BE = r"\b(?:is|was|ist|war|lautet|lautete|wurde|es|est|era|[eé]tait|foi|byl\w?)\b"
_JOIN = rf"[\s\"'`)*]*(?:[:：=]|=>|->|{_BE})[\s\"'`]*"  # noqa: RUF001 - typed so
_VALUE = r"(?P<value>[^\s\"'`,;<>]{%s})"
_LINE = r"(?:my|your|new|old|mein|neues|altes)?[ \t]*(?:%s)[ \t]*:?[ \t]*\r?\n[ \t]*(?P<value>\S{%s})[ \t]*$"
# A long word of random letters and figures: a label as short as "secret" needs one.
_RANDOM = r"(?P<value>(?=[\w+/=-]*\d)(?=[\w+/=-]*[A-Za-z])[\w+/=-]{24,200})"


def _labelled(words: str, value: str, join: str = _JOIN) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{words}){join}{value}", re.IGNORECASE)


def _on_next_line(words: str, length: str) -> re.Pattern[str]:
    return re.compile(rf"^[^\w\n]*{_LINE % (words, length)}", re.IGNORECASE | re.MULTILINE)


_LABELLED: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("api_secret", _labelled(_API_WORDS, _VALUE % "12,200")),
    ("api_secret", _labelled("secret|geheimnis", _RANDOM)),
    ("api_secret", _labelled(r"private[\s_-]*key", r"(?P<value>[A-Za-z0-9+/]{80,90}={1,2})")),
    ("passphrase", _labelled(_PHRASE_WORDS, _VALUE % "5,100")),
    ("password", _labelled(_LOGIN_WORDS, _VALUE % "5,100")),
    ("password", _labelled(r"pw|pwd", r"(?P<value>(?=\S*\d)(?=\S*[A-Za-z])[^\s,;]{6,64})", r"[ \t]+")),
)
_BELOW: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("api_secret", _on_next_line(rf"{_API_WORDS}|secret|private[\s_-]*key", "16,200")),
    ("passphrase", _on_next_line(rf"(?:api[\s_-]*)?(?:{_PHRASE_WORDS})", "6,64")),
    ("password", _on_next_line(_LOGIN_WORDS, "6,64")),
)
_IN_LINK = re.compile(r"\bhttps?://[^\s/:@\"'<>]{1,64}:(?P<value>[^\s/@\"'<>]{5,100})@[\w.-]+", re.IGNORECASE)

_NOT_A_VALUE = re.compile(
    r"(?:changed|unknown|none|reset|forgotten|stolen|required|missing|wrong|incorrect|different|correct|empty|hidden|"
    r"removed|redacted|compromised|secure|enabled|disabled|updated|expired|leaked|protected|entered|same|manager|"
    r"please|sample|example|string|bytes|never|always|yes|not|unchanged|invalid|optional|strong|weak|ge[aä]ndert|unbekannt|vergessen|gestohlen|"
    r"cambiada|desconocida|robada|chang[eé]|inconnu|vol[eé]|gewijzigd|onbekend|gestolen|null|undefined|\d+FA|true|false)"
    r"(?:[^\w@#$%*].*)?",
    re.IGNORECASE,
)
_MASKED = re.compile(r"/\S+|[*\u2022\u25cfxX._-]+|\[.*|\{.*|<.*|\$\{?\w+\}?|%\w+%")
_NO_RANDOM = re.compile(r"\S*(?:://|@)\S*|[\d.,:/+-]+|[A-Za-z]+", re.IGNORECASE)


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
    for start, end in around(text, _TRIGGERS, 120, 500):
        yield from _find(text, start, end)


def _find(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    for pattern in (_HEX_KEY, _HEX_KEY_AFTER):
        for match in pattern.finditer(text, start, end):
            yield "private_key", *match.span("value")
    for kind, pattern in _LABELLED:
        for match in pattern.finditer(text, start, end):
            if _is_secret_value(match["value"], plain_word=_ends_line(match) and not _is_told(match)):
                yield kind, *match.span("value")
    for kind, pattern in _BELOW:
        for match in pattern.finditer(text, start, end):
            if not _NO_RANDOM.fullmatch(match["value"]) and not _MASKED.fullmatch(match["value"]):
                yield kind, *match.span("value")
    for match in _IN_LINK.finditer(text, start, end):
        yield "password", *match.span("value")


def _is_told(match: re.Match[str]) -> bool:
    """Whether the label is tied by a verb, as in prose, and not by a colon or an equals sign."""
    return not re.search(r"[:：=>]", match[0][: match.start("value") - match.start()])  # noqa: RUF001 - typed so


def _ends_line(match: re.Match[str]) -> bool:
    return match.string[match.end("value") : match.end("value") + 3].strip(" \t\"'`;")[:1] in ("", "\r", "\n")


def _is_secret_value(value: str, *, plain_word: bool) -> bool:
    """Prose after a label is no secret: a word of letters alone counts only where nothing follows it."""
    value = value.rstrip(".!?)")
    if len(value) < 5 or _NOT_A_VALUE.fullmatch(value) or _MASKED.fullmatch(value) or "://" in value:
        return False
    if re.fullmatch(r"\d{1,4}([:./-]\d{1,4})+", value):
        return False
    return plain_word or bool(re.search(r"[\d!@#$%^&*+=?~]", value)) or not value[1:].islower()
