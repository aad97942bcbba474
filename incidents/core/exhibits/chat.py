"""A chat as an app exported it: who took part, from when to when, how many messages. Telegram and WhatsApp."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from html import unescape

_WHATSAPP = re.compile(
    r"^[\u200e\u200f\u202a-\u202e\ufeff]*\[?(?P<day>\d{1,4}[./-]\s?\d{1,2}[./-]\s?\d{1,4}\.?),?\s(?:[^\W\d]{1,4}\s)?"
    r"(?P<time>(?:[^\W\d]{2}\s?)?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[ap]\.?\s?m\.?)?)\]?"
    r"(?:\s[-\u2013])?\s(?P<who>[^:\n]{1,60}):\s",
    re.MULTILINE | re.IGNORECASE,
)
_MARKS = re.compile("[\u200e\u200f\u202a-\u202e]")
_TELEGRAM = re.compile(
    r'<div class="message default clearfix(?P<joined> joined)?'
    r'|<div class="from_name">\s*(?P<who>[^<]{1,200})'
    r'|<div class="pull_right date details" title="(?P<when>[^"]{10,60})"'
)
_STAMP = re.compile(r"(\d\d)\.(\d\d)\.(\d{4}) (\d\d:\d\d:\d\d)(?: UTC([+-])(\d\d):(\d\d))?")
_ALLOWED = re.compile(
    rb'<script src="(?:\.\./)*js/script\.js" type="text/javascript">\s*</script>|onload="CheckLocation\(\);"'
    rb'|onclick="return (?:GoTo|Show|Go)\w{2,30}\([^()"<>]{0,60}\)"'
)
_ACTIVE = re.compile(
    rb"<(?:script|iframe|object|embed|base|form|svg)\b|<[^>]{1,2000}?\son[a-z]{3,20}\s*=|javascript:", re.I
)
MOST_PEOPLE = 20
Said = tuple[str, str]
"""Who and when, of one message."""


@dataclass(frozen=True, slots=True)
class ChatFacts:
    """People in the order of their messages, most first; times as the app wrote them."""

    app: str
    people: tuple[str, ...]
    messages: int
    first: str = ""
    last: str = ""


def read(text: str) -> ChatFacts | None:
    """The facts of an exported chat; None when a text is none.

    >>> facts = read("08/12/2022, 02:14 - Anna Support: send it\\n08/12/2022, 02:15 - Me: done")
    >>> facts.app, facts.people, facts.last
    ('WhatsApp', ('Anna Support', 'Me'), '08/12/2022, 02:15')
    """
    start = text.lstrip("\ufeff \r\n\t")[:4000]
    if start.startswith("{"):
        return _facts("Telegram", _telegram_json(text))
    if "<title>Exported Data</title>" in start:
        return _facts("Telegram", _telegram_html(text))
    said = [(found["who"].strip(), f"{found['day']}, {found['time']}") for found in _WHATSAPP.finditer(text)]
    return _facts("WhatsApp", said) if len(said) > 1 else None


def could_run(page: bytes) -> bool:
    """Whether a chat exported as a page holds more than Telegram's own script: then somebody else wrote into it.

    >>> could_run(b'<a onclick="return GoToMessage(12)">'), could_run(b'<img src=x onerror="alert(1)">')
    (False, True)
    """
    return bool(_ACTIVE.search(_ALLOWED.sub(b"", page)))


def _facts(app: str, messages: Iterator[Said] | list[Said]) -> ChatFacts | None:
    said = list(messages)
    if not said:
        return None
    people = Counter(_MARKS.sub("", who).strip() for who, _ in said if who)
    ranked = tuple(who for who, _ in people.most_common(MOST_PEOPLE))
    return ChatFacts(app, ranked, len(said), said[0][1], said[-1][1])


def _telegram_json(text: str) -> Iterator[Said]:
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError):
        return
    if not isinstance(raw, dict):
        return
    chats = raw.get("chats")
    for chat in chats.get("list", ()) if isinstance(chats, dict) else [raw]:
        messages = chat.get("messages", ()) if isinstance(chat, dict) else ()
        for message in messages if isinstance(messages, list) else ():
            if isinstance(message, dict) and message.get("type") == "message":
                yield _who(message), _when(message)


def _who(message: dict[str, object]) -> str:
    """The name that the reader saw, which anybody can take, and the number that the app gave, which stays."""
    name, number = str(message.get("from") or ""), str(message.get("from_id") or "")
    return f"{name} ({number})" if name and number else name or number


def _when(message: dict[str, object]) -> str:
    stamp = str(message.get("date_unixtime") or "")
    if stamp.isdecimal() and len(stamp) < 12:
        return datetime.fromtimestamp(int(stamp), UTC).isoformat()
    return str(message.get("date") or "")


def _telegram_html(text: str) -> Iterator[Said]:
    """A message that follows another one of the same person does not say again whose it is."""
    who, when, is_new = "", "", False
    for found in _TELEGRAM.finditer(text):
        if found["who"] is not None:
            who, is_new = (unescape(" ".join(found["who"].split())), False) if is_new else (who, is_new)
        elif found["when"] is not None:
            when = _moment(found["when"])
        else:
            if when:
                yield who, when
            when, is_new = "", not found["joined"]
    if when:
        yield who, when


def _moment(text: str) -> str:
    """
    >>> _moment("08.12.2022 02:14:09 UTC+01:00"), _moment("8 Dec 2022")
    ('2022-12-08T02:14:09+01:00', '8 Dec 2022')
    """
    found = _STAMP.fullmatch(text)
    if found is None:
        return text
    day, month, year, time, sign, hours, minutes = found.groups()
    if sign is None:
        return f"{year}-{month}-{day} {time}"
    away = timedelta(hours=int(hours), minutes=int(minutes))
    zone = timezone(away if sign == "+" else -away)
    try:
        return datetime.fromisoformat(f"{year}-{month}-{day}T{time}").replace(tzinfo=zone).isoformat()
    except ValueError:
        return text
