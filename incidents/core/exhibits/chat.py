"""A chat as an app exported it: who took part, from when to when, how many messages. Telegram and WhatsApp."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

_WHATSAPP = re.compile(
    r"^[\u200e\u200f]?\[?(?P<day>\d{1,4}[./-]\d{1,2}[./-]\d{1,4}),? "
    r"(?P<time>\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[ap]\.?m\.?)?)\]?"
    r"(?: -)? (?P<who>[^:\n]{1,60}): (?P<text>.*)$",
    re.MULTILINE | re.IGNORECASE,
)
_TELEGRAM_WHO = re.compile(r'<div class="from_name">\s*(.*?)\s*(?:<|$)', re.DOTALL)
_TELEGRAM_WHEN = re.compile(r'title="(\d\d\.\d\d\.\d{4} \d\d:\d\d:\d\d)(?: UTC([+-]\d\d:\d\d))?"')
MOST_PEOPLE = 20


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
    start = text.lstrip()[:2000]
    if start.startswith("{"):
        return _telegram_json(text)
    if "from_name" in text and "Exported Data" in start:
        return _telegram_html(text)
    return _whatsapp(text)


def _facts(app: str, said: list[tuple[str, str]]) -> ChatFacts | None:
    if not said:
        return None
    people = Counter(who for who, _ in said if who)
    ranked = tuple(who for who, _ in people.most_common(MOST_PEOPLE))
    return ChatFacts(app, ranked, len(said), said[0][1], said[-1][1])


def _whatsapp(text: str) -> ChatFacts | None:
    said = [(found["who"].strip(), f"{found['day']}, {found['time']}") for found in _WHATSAPP.finditer(text)]
    return _facts("WhatsApp", said) if len(said) > 1 else None


def _telegram_json(text: str) -> ChatFacts | None:
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return _facts("Telegram", list(_telegram_messages(raw)))


def _telegram_messages(raw: object) -> Iterator[tuple[str, str]]:
    if not isinstance(raw, dict):
        return
    chats = raw.get("chats")
    listed = chats.get("list", ()) if isinstance(chats, dict) else [raw]
    for chat in listed:
        messages = chat.get("messages", ()) if isinstance(chat, dict) else ()
        for message in messages if isinstance(messages, list) else ():
            if isinstance(message, dict) and message.get("type") == "message":
                yield str(message.get("from") or message.get("from_id") or ""), _when(message)


def _when(message: dict[str, object]) -> str:
    stamp = str(message.get("date_unixtime") or "")
    if stamp.isdigit():
        return datetime.fromtimestamp(int(stamp), UTC).isoformat()
    return str(message.get("date") or "")


def _telegram_html(text: str) -> ChatFacts | None:
    people = [re.sub(r"\s+", " ", who) for who in _TELEGRAM_WHO.findall(text)]
    times = [f"{when} UTC{zone}" if zone else when for when, zone in _TELEGRAM_WHEN.findall(text)]
    said = [(people[place] if place < len(people) else "", when) for place, when in enumerate(times)]
    return _facts("Telegram", said)
