"""Secrets that only their label gives away: "private key: ...", "password: ...", "API secret = ..."."""

import re
from collections.abc import Iterator

_KEY_WORDS = (
    r"(?:private|priv|secret|signing|spend|view|wallet)[\s_-]*key|privkey|secretkey|"
    r"privater?\s+schl[uü]ssel|privatschl[uü]ssel|geheimer\s+schl[uü]ssel|cl[eé]\s+priv[eé]e|"
    r"(?:clave|llave)\s+privada|chave\s+privada|chiave\s+privata|priv[eé]sleutel|klucz\s+prywatny|"
    r"[oö]zel\s+anahtar\w*|(?:приватн|закрыт|секретн)\w+\s+ключ\w*|(?:hex\s+)?seed(?:\s*\(?hex\)?)?"
)
# Only words that tie a label to its value; anything else between them breaks the tie.
_TIE = r"(?:[\s\"'`:=>()\[\]-]|\b(?:is|was|are|ist|war|lautet|es|est|hex|here|hier|my|the|of|wallet|raw)\b){1,40}?"
_HEX_KEY = re.compile(rf"\b(?:{_KEY_WORDS})\b{_TIE}(?P<value>(?:0x)?[0-9a-f]{{64}})\b", re.IGNORECASE)
_HEX_KEY_AFTER = re.compile(
    rf"\b(?P<value>(?:0x)?[0-9a-f]{{64}})[\s\"'`]*(?:[(\[<=-]|\b(?:is|was|ist|es|est)\b|,)?\s*"
    rf"(?:my|the|mein|meine|mi|ma|мой)?\s*(?:{_KEY_WORDS})\b",
    re.IGNORECASE,
)

_LOGIN_WORDS = (
    r"pass\s?words?|passwd|pwd|pass[\s_-]?code|passwort|kennwort|contrase[nñ]a|mot\s+de\s+passe|wachtwoord|"
    r"has[lł]o|senha|parola|[sş]ifre\w*|парол[ьяю]\w*"
)
_PHRASE_WORDS = r"pass[\s_-]?phrase|passphrase"
_API_WORDS = (
    r"(?:api|client|app|access|secret)[\s_-]*(?:key[\s_-]*)?secret(?:[\s_-]*key)?|api[\s_-]*private[\s_-]*key|"
    r"secret[\s_-]*(?:api[\s_-]*)?key|api[\s_-]*geheimnis"
)
_CODE_WORDS = (
    r"(?:2fa|otp|totp|sms|one[\s-]?time|verification|authenticator|einmal|auth)[\s_-]*(?:code|pass(?:word|code)?|pin)|"
    r"pin(?:[\s_-]*code)?|tan"
)
_TOTP_WORDS = r"(?:2fa|otp|totp|authenticator|google\s+auth\w*)[\s_-]*(?:secret|key|seed|setup\s+key|backup\s+key)"

_JOIN = r"[\s\"'`)*]*(?:[:=]|=>|->|\bis\b|\bwas\b|\bist\b|\blautet\b|\bes\b|\best\b|\bera\b)[\s\"'`]*"
_VALUE = r"(?P<value>[^\s\"'`,;<>]{%s})"


def _labelled(words: str, value: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{words}){_JOIN}{value}", re.IGNORECASE)


_LABELLED: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("api_secret", _labelled(_API_WORDS, _VALUE % "12,200")),
    ("one_time_secret", _labelled(_TOTP_WORDS, r"(?P<value>[A-Z2-7]{16,64})\b")),
    ("passphrase", _labelled(_PHRASE_WORDS, _VALUE % "5,100")),
    ("password", _labelled(_LOGIN_WORDS, _VALUE % "5,100")),
    ("one_time_code", _labelled(_CODE_WORDS, r"(?P<value>\d{4,8})(?![\w.:/-]|,\d)")),
)
_BOT_TOKEN = re.compile(r"\b\d{8,10}:AA[A-Za-z0-9_-]{33}\b")

_NOT_A_VALUE = re.compile(
    r"changed|unknown|none|reset|forgotten|stolen|required|missing|wrong|incorrect|different|correct|empty|hidden|"
    r"removed|redacted|compromised|secure|enabled|disabled|updated|expired|leaked|protected|entered|same|manager|"
    r"please|never|always|yes|not|unchanged|invalid|optional|strong|weak|ge[aä]ndert|unbekannt|vergessen|gestohlen|"
    r"cambiada|desconocida|robada|chang[eé]|inconnu|vol[eé]|gewijzigd|onbekend|gestolen|null|undefined",
    re.IGNORECASE,
)
_MASKED = re.compile(r"[*\u2022\u25cfxX._-]+|\[.*|\{.*|<.*")


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
    """
    for pattern in (_HEX_KEY, _HEX_KEY_AFTER):
        for match in pattern.finditer(text):
            yield "private_key", *match.span("value")
    for kind, pattern in _LABELLED:
        for match in pattern.finditer(text):
            if kind == "one_time_code" or _is_secret_value(
                match["value"], plain_word=_ends_line(match) and not _is_told(match)
            ):
                yield kind, *match.span("value")
    for match in _BOT_TOKEN.finditer(text):
        yield "bot_token", *match.span()


def _is_told(match: re.Match[str]) -> bool:
    """Whether the label is tied by a verb, as in prose, and not by a colon or an equals sign."""
    return not re.search(r"[:=>]", match[0][: match.start("value") - match.start()])


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
