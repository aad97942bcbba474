"""One-time codes, what makes them, and the codes that stand in for them when the phone is lost."""
# ruff: noqa: RUF001 - as people type it

import re
from collections.abc import Iterator

from incidents.core.windows import around

_SETUP = re.compile(r"otpauth(?:-migration)?://[^\s\"'<>]{8,4000}")
_GOOGLE = re.compile(r"G-\d{6}(?!\w)")
# Every label holds one of these.
_TRIGGERS = (
    "code", "kode", "codice", "c\u00f3digo", "codigo", "kod ", "kod:", "kod=", "otp", "2fa", "tan ", "tan:", "tan=",
    "pin ", "pin:", "pin=", "pin-", "pin_", "pin\"", "authent", "passc", "onetime", "one-time", "one time", "kodu",
    "\u043a\u043e\u0434", "\u9a8c\u8bc1\u7801", "\u9a57\u8b49\u78bc", "\u8a8d\u8a3c\u30b3\u30fc\u30c9",
    "\uc778\uc99d\ubc88\ud638", "google auth", "two factor", "two-factor", "twofactor", "password", "nummer", "digit",
    "backup key", "your", "смс", "\uc778\uc99d ",
)  # fmt: skip
_SECRET = re.compile(
    r"(?<![^\W_])(?:2fa|otp|totp|authenticator|google\s+auth\w*|two[\s-]?factor)[\s_-]*"
    r"(?:secret|key|seed|setup\s+key|backup\s+key|schl[uü]ssel)(?:[\s_-]*key)?"
    r"(?:[\s\"'`)*]*(?:[:=]|\bis\b|\bist\b)[\s\"'`]*(?P<value>(?:[a-z2-7]{4}[ -]?){4,16}[a-z2-7]{0,4})"
    r"|\s+(?P<beside>(?-i:(?=[A-Z]*[2-7])[A-Z2-7]{16,64})))(?![\w])",
    re.IGNORECASE,
)
_BACKUP_KEY = re.compile(r"\bbackup\s+key\W{1,4}(?P<value>(?=[A-Z]*[2-7])(?:[A-Z2-7]{16}){1,4})(?!\w)", re.IGNORECASE)
_KIND = (
    r"(?:2fa|otp|totp|sms|one[\s-]?time|verification|authenticator|authentication|security|login|confirmation|einmal|auth"
    r"|best[aä]tigungs|verifizierungs|sicherheits|verificatie)"
)
_DIGITS = r"(?P<value>\d{4,8}|\d{3}[ -]\d{3})(?![\w:/-]|[.,]\d)"
_BE = r"\b(?:is|was|ist|war|lautet|es|est|era|[eé]tait|foi|é|è|был)\b"
_JOIN = rf"[\s\"'`)*]*(?:[:：=#]|=>|{_BE}:?|[是は는은])?[\s\"'`]*"
_SAME_LINE = rf"[ \t\"'`)*]*(?:[:：=#]|=>|{_BE}:?)?[ \t\"'`]*"
_TIED = r"[\s\"'`)*]*(?:[:=]|=>|->|\b(?:is|was|ist|lautet|es|est|era)\b)[\s\"'`]*"
_LABELLED = (
    re.compile(rf"(?<![^\W_]){_KIND}[\s_-]*(?:code|pass(?:word|code)?|pin|nummer){_JOIN}{_DIGITS}", re.IGNORECASE),
    re.compile(rf"(?<![^\W_])(?:2fa|otp|tan|mtan|google\s+auth\w*|pass[\s_-]?code){_JOIN}{_DIGITS}", re.IGNORECASE),
    re.compile(rf"(?<![^\W_])(?:pin(?:[\s_-]*code)?){_TIED}{_DIGITS}", re.IGNORECASE),
    re.compile(
        r"(?<![^\W_])(?:code\s+de\s+(?:v[eé]rification|s[eé]curit[eé]|confirmation)"
        r"|c[oó]digo\s+de\s+(?:verificaci[oó]n|seguridad|verifica[cç][aã]o|seguran[cç]a)|codice\s+di\s+(?:verifica|sicurezza)"
        rf"|kod\s+weryfikacyjny|do[gğ]rulama\s+kodu|код\s+(?:подтверждения|из\s+смс)|(?:смс|sms)[\s-]код|sms\s+kodu"
        rf"|code\s+re[cç]u\s+par\s+sms|验证码|驗證碼|認証コード|인증\s?(?:번호|코드)){_JOIN}{_DIGITS}",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?<![\w.,-])(?:G-)?(?P<value>\d{5,8}|\d{3}[ -]\d{3})\s+(?:is|ist|es|est)\s+"
        r"(?:your|the|my|dein|ihr|tu|su|votre)\s+[^.\n]{0,40}?(?:code|pin|otp|password|c[oó]digo)\b",
        re.IGNORECASE,
    ),
)
_USED = re.compile(r"\buse\s+(?P<value>\d{6}|\d{3}[ -]\d{3})\s+as\s+your\b", re.IGNORECASE)
_TOLD = re.compile(
    r"\b(?:six|6)[\s-]digits?(?:\s+code)?[\s:]+(?P<value>\d{6}|\d{3} \d{3})(?![\w:/-]|[.,]\d)", re.IGNORECASE
)
# "code 482913" alone: six figures, and no other kind of code before it.
_BARE = re.compile(
    rf"(?P<before>[^\W\d_]+[\s_-]+)?(?<![^\W_])(?<![?&])(?:code|kode|codice|c[oó]digo|kod){_SAME_LINE}"
    r"(?P<value>\d{6}|\d{3}[ -]\d{3})(?![\w:/-]|[.,]\d)",
    re.IGNORECASE,
)
_OTHER_CODE = re.compile(
    r"zip|postal|post|postcode|area|country|error|status|promo|discount|referral|invite|invitation|coupon|order|case"
    r"|reference|ref|bar|qr|sort|bank|branch|swift|bic|colou?r|source|product|item|tracking|dial(?:l?ing)?|response|http"
    r"|exit|voucher|gift|currency|tax|city|state|region|agent|partner|bonus|invoice|customer|mcc|sic",
    re.IGNORECASE,
)
_BACKUP = re.compile(
    r"(?:backup|recovery|rescue|scratch|wiederherstellungs|ersatz)[\s_-]*codes?"
    r"(?:[ \t]*[:=\n][\s\W]{0,20}(?:1[.)][ \t]{1,3})?|[ \t]+(?=\d{8}\b))"
    r"(?P<value>(?=[0-9a-z]{0,5}\d)[0-9a-z]{4,6}(?:[ -][0-9a-z]{4,6}){1,3}|\d{8})(?!\w)",
    re.IGNORECASE,
)


def find(text: str) -> Iterator[tuple[str, int, int]]:
    """Kind and character range of every code and every secret behind one.

    >>> list(find("I gave him the code 482913")), list(find("zip code 482913, error code: 100234"))
    ([('one_time_code', 20, 26)], [])
    >>> [kind for kind, _, _ in find("otpauth://totp/Example?secret=JBSWY3DPEHPK3PXP")]
    ['one_time_secret']
    """
    for match in _SETUP.finditer(text):
        yield "one_time_secret", *match.span()
    for match in _GOOGLE.finditer(text):
        yield "one_time_code", *match.span()
    for start, end in around(text, _TRIGGERS, 80, 120):
        yield from _find(text, start, end)


def _find(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    for pattern in (_SECRET, _BACKUP, _BACKUP_KEY):
        for match in pattern.finditer(text, start, end):
            yield "one_time_secret", *match.span(match.lastgroup or 0)
    for pattern in (*_LABELLED, _USED, _TOLD):
        for match in pattern.finditer(text, start, end):
            yield "one_time_code", *match.span("value")
    for match in _BARE.finditer(text, start, end):
        if not _OTHER_CODE.fullmatch((match["before"] or "").strip(" \t\n_-")):
            yield "one_time_code", *match.span("value")
