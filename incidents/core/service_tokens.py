"""Tokens that a service gave to a program: whoever has one acts as that program. Each proves itself by its form."""

import re
from base64 import urlsafe_b64decode
from binascii import Error
from collections.abc import Iterator

from incidents.core.windows import around

# Each begins with what is rare, and is then read backwards: long files are searched in no time.
_TELEGRAM = re.compile(r":AA[A-Za-z0-9_-]{32,33}(?![A-Za-z0-9_-])")
_TELEGRAM_BEFORE = re.compile(r"(?<!\d)\d{8,10}\Z")
_DISCORD = re.compile(r"\.[A-Za-z0-9_-]{6,7}\.[A-Za-z0-9_-]{27,40}(?![\w-])")
_DISCORD_BEFORE = re.compile(r"(?<![\w-])[A-Za-z0-9_-]{23,28}\Z")
_SLACK = re.compile(r"xox[abeoprs]-[A-Za-z0-9-]{10,250}")
_OTHERS = re.compile(
    r"(?<![A-Za-z0-9])(?:gh[opsur]_[A-Za-z0-9]{36,255}|github_pat_\w{22,255}|glpat-[\w-]{20,60}|[sr]k_live_[A-Za-z0-9]{16,100}"
    r"|sk-(?:proj|ant)-[\w-]{20,200}|sk-[A-Za-z0-9]{48}|mfa\.[\w-]{80,100})(?![\w-])"
)


_TRIGGERS = ("gho_", "ghp_", "ghs_", "ghu_", "ghr_", "github_pat_", "glpat-", "k_live_", "sk-", "mfa.")
_LONGEST_OWNER = 40


def find(text: str) -> Iterator[tuple[str, int, int]]:
    """Kind and character range of every token.

    >>> list(find("https://api.telegram.org/bot1234567890:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc/getMe"))
    [('bot_token', 28, 74)]
    >>> [kind for kind, _, _ in find("MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ.ZnCjm1XVW7vRze4b7Cq4se7kKWs")]
    ['bot_token']
    """
    for match in _SLACK.finditer(text):
        yield "bot_token", *match.span()
    for rest, before in ((_TELEGRAM, _TELEGRAM_BEFORE), (_DISCORD, _DISCORD_BEFORE)):
        for match in rest.finditer(text):
            owner = before.search(text[max(0, match.start() - _LONGEST_OWNER) : match.start()])
            if owner and (rest is _TELEGRAM or _is_number(owner[0])):
                yield "bot_token", match.start() - len(owner[0]), match.end()
    for start, end in around(text, _TRIGGERS, 10, 300):
        for match in _OTHERS.finditer(text, start, end):
            yield "bot_token" if match[0].startswith("mfa.") else "api_secret", *match.span()


def _is_number(text: str) -> bool:
    """Whether a token begins with the number of its owner, in Base64."""
    try:
        return urlsafe_b64decode(text + "=" * (-len(text) % 4)).isdigit()
    except (Error, ValueError):
        return False
