"""Full card numbers and IBANs: no secret of a wallet, but nothing that a report needs in full."""

import re
from collections.abc import Iterator

from incidents.core.windows import around

_CARD = re.compile(
    r"(?<![\w.])(?P<value>(?:4\d{3}|5[1-5]\d\d|2[2-7]\d\d|6(?:011|[25]\d\d))"
    r"(?P<gap>[ .-])\d{4}(?P=gap)\d{4}(?P=gap)\d{4}"
    r"|3[47]\d\d(?P<gap2>[ .-])\d{6}(?P=gap2)\d{5})(?![\w.])"
)
_LABELLED_CARD = re.compile(
    r"(?:card|kart|tarjeta|carte|cart[aã]o|kaart|карт\w*|卡|カード|카드|visa|master\s?card|maestro|amex|american\s+express"
    r"|diners|discover|debit|credit|kredit)[^\d\n]{0,30}(?P<value>\d{13,19})(?!\w)",
    re.IGNORECASE,
)
_CARD_BEFORE = re.compile(
    r"(?<![\w.])(?P<value>\d{13,19})(?=[^\d\n]{1,30}(?:\d\d\s?/\s?\d\d|cv[vc]\d?|exp))", re.IGNORECASE
)
_TRIGGERS = (
    "card", "kart", "tarjeta", "carte", "cart\u00e3o", "cartao", "kaart", "visa", "master", "maestro",
    "\u5361", "\u30ab\u30fc\u30c9", "\uce74\ub4dc",
    "\u043a\u0430\u0440\u0442", "amex", "american", "diners", "discover", "debit", "credit", "kredit", "cv", "exp",
    "/",
)  # fmt: skip
_IBAN = re.compile(
    r"(?<![A-Za-z0-9])(?P<value>[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]{4}){2,7}(?:[ -]?[A-Z0-9]{1,4})?)(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_LENGTHS = {
    "AD": 24, "AE": 23, "AL": 28, "AT": 20, "AZ": 28, "BA": 20, "BE": 16, "BG": 22, "BH": 22, "BR": 29, "BY": 28,
    "CH": 21, "CR": 22, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "DO": 28, "EE": 20, "EG": 29, "ES": 24, "FI": 18,
    "FO": 18, "FR": 27, "GB": 22, "GE": 22, "GI": 23, "GL": 18, "GR": 27, "GT": 28, "HR": 21, "HU": 28, "IE": 22,
    "IL": 23, "IQ": 23, "IS": 26, "IT": 27, "JO": 30, "KW": 30, "KZ": 20, "LB": 28, "LI": 21, "LT": 20, "LU": 20,
    "LV": 21, "MC": 27, "MD": 24, "ME": 22, "MK": 19, "MR": 27, "MT": 31, "MU": 30, "NL": 18, "NO": 15, "PK": 24,
    "PL": 28, "PS": 29, "PT": 25, "QA": 29, "RO": 24, "RS": 22, "SA": 24, "SE": 24, "SI": 19, "SK": 24, "SM": 27,
    "TN": 24, "TR": 26, "UA": 29, "VA": 22, "XK": 20,
}  # fmt: skip
"""Characters of an IBAN by country: ISO 13616 registry."""


def find(text: str) -> Iterator[tuple[str, int, int]]:
    """Kind and character range of every full number.

    >>> list(find("card 4111 1111 1111 1111, order 4111111111111111"))
    [('card_number', 5, 24)]
    >>> list(find("to DE89 3704 0044 0532 0130 00 and DE89 3704 0044 0532 0130 01"))
    [('iban', 3, 30)]
    """
    cards = [*_CARD.finditer(text)]
    for start, end in around(text, _TRIGGERS, 60, 80):
        cards += [match for pattern in (_LABELLED_CARD, _CARD_BEFORE) for match in pattern.finditer(text, start, end)]
    for match in cards:
        if _luhn(re.sub(r"\D", "", match["value"])):
            yield "card_number", *match.span("value")
    for match in _IBAN.finditer(text):
        if length := _iban_in(match["value"]):
            yield "iban", match.start("value"), match.start("value") + length


def _luhn(digits: str) -> bool:
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits)))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def _iban_in(text: str) -> int:
    """How many characters of a text are an IBAN, spaces included; 0 when none."""
    text = text.upper()
    places = [place for place, sign in enumerate(text, 1) if sign not in " -"]
    wanted = _LENGTHS.get(text[:2], 0)
    if not wanted or len(places) < wanted:
        return 0
    length = places[wanted - 1]
    bare = text[:length].replace(" ", "").replace("-", "")
    return length if int("".join(str(int(sign, 36)) for sign in bare[4:] + bare[:4])) % 97 == 1 else 0
