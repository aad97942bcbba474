"""Chats as Telegram exports them: a file of data or pages, of one chat or of everything that somebody ever wrote."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from html import unescape

_TELEGRAM = re.compile(
    r'<div class="message default clearfix(?P<joined> joined)?'
    r'|<div class="from_name">\s*(?P<who>[^<]{1,200})'
    r'|<div class="pull_right date details" title="(?P<when>[^"]{10,60})"'
)
_STAMP = re.compile(r"(\d\d)\.(\d\d)\.(\d{4}) (\d\d:\d\d:\d\d)(?: UTC([+-])(\d\d):(\d\d))?")
_TITLE = re.compile(r'class="page_header">(?:\s*<(?:div|a)\b[^<>]*>)*\s*([^<]{1,200})')
PAGE = "<title>Exported Data</title>"
"""Stands at the beginning of every page."""

Said = tuple[str, str, str]
"""In which chat, who, and when, of one message."""


def messages(text: str) -> Iterator[Said]:
    """Every message of a file or of one page; nothing of what is neither."""
    start = text.lstrip("\ufeff \r\n\t")[:4000]
    if start.startswith("{"):
        yield from _of_data(text)
    elif PAGE in start:
        title = _TITLE.search(start)
        chat = unescape(" ".join(title[1].split())) if title else ""
        yield from ((chat, who, when) for who, when in _of_page(text))


def _of_data(text: str) -> Iterator[Said]:
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError):
        return
    if not isinstance(raw, dict):
        return
    chats = raw.get("chats")
    listed = chats.get("list") if isinstance(chats, dict) else [raw]
    for number, chat in enumerate(listed if isinstance(listed, list) else ()):
        said = chat.get("messages", ()) if isinstance(chat, dict) else ()
        for message in said if isinstance(said, list) else ():
            if isinstance(message, dict) and message.get("type") == "message":
                yield str(number), _who(message), _when(message)


def _who(message: dict[str, object]) -> str:
    """The name that the reader saw, which anybody can take, and the number that the app gave, which stays."""
    name, number = str(message.get("from") or ""), str(message.get("from_id") or "")
    return f"{name} ({number})" if name and number else name or number


def _when(message: dict[str, object]) -> str:
    stamp = str(message.get("date_unixtime") or "")
    if stamp.isdecimal() and len(stamp) < 12:
        return datetime.fromtimestamp(int(stamp), UTC).isoformat()
    return str(message.get("date") or "")


def _of_page(text: str) -> Iterator[tuple[str, str]]:
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
