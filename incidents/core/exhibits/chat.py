"""A chat as an app exported it: who took part, from when to when, how many messages. Telegram and WhatsApp."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from incidents.core.exhibits import telegram

_WHATSAPP = re.compile(
    r"^[\u200e\u200f\u202a-\u202e\ufeff]*(?P<boxed>\[)?"
    r"(?P<day>\d{1,4}\u200f?[./-]\s?\d{1,2}\u200f?[./-]\s?\d{1,4}\.?)[,\u060c]?\s"
    r"(?P<time>(?:[^\W\d_]{1,4}\.?\s?){0,2}\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[^\W\d_]{1,2}\.?){0,2})"
    r"(?(boxed)\]|\s[-\u2013])\s(?P<who>[^:\n]{1,60}):\s(?P<own>\u200e(?!<))?",
    re.MULTILINE,
)
_OPENED = re.compile('"[^"]*\\Z|\u201c[^\u201d]*\\Z|\u201e[^\u201c\u201d]*\\Z|\u00ab[^\u00bb]*\\Z')
"""A name that is opened and not closed before the colon: a line of the app about a group."""

_MARKS = re.compile("[\u200e\u200f\u202a-\u202e]")
_ALLOWED = re.compile(
    rb'<script src="(?:\.\./)*js/script\.js" type="text/javascript">\s*</script>|onload="CheckLocation\(\);"'
    rb'|onclick="return (?:GoTo|Show|Go)\w{2,30}\([^()"<>]{0,60}\)"'
)
_ACTIVE = re.compile(
    rb"<(?:script|iframe|object|embed|base|form|svg)\b|<[^>]{1,2000}?\son[a-z]{3,20}\s*=|javascript:", re.I
)
MOST_PEOPLE = 20


@dataclass(frozen=True, slots=True)
class ChatFacts:
    """People in the order of their messages, most first; times as the app wrote them."""

    app: str
    people: tuple[str, ...]
    messages: int
    first: str = ""
    last: str = ""
    chats: int = 1
    """Of several, those who wrote are not told: most are the reader's friends."""


def read(*texts: str) -> ChatFacts | None:
    """The facts of an exported chat, which can be several pages; None when there is none.

    >>> facts = read("08/12/2022, 02:14 - Anna Support: send it\\n08/12/2022, 02:15 - Me: done")
    >>> facts.app, facts.people, facts.last
    ('WhatsApp', ('Anna Support', 'Me'), '08/12/2022, 02:15')
    """
    said = [message for text in texts for message in telegram.messages(text)]
    if said:
        times = [when for _chat, _who, when in said if when]
        chats = len({chat for chat, _who, _when in said})
        people = _ranked(who for _chat, who, _when in said) if chats == 1 else ()
        return ChatFacts("Telegram", people, len(said), min(times, default=""), max(times, default=""), chats)
    return next(filter(None, map(_whatsapp, texts)), None)


def could_run(page: bytes) -> bool:
    """Whether a chat exported as a page holds more than Telegram's own script: then somebody else wrote into it.

    >>> could_run(b'<a onclick="return GoToMessage(12)">'), could_run(b'<img src=x onerror="alert(1)">')
    (False, True)
    """
    return bool(_ACTIVE.search(_ALLOWED.sub(b"", page)))


def _whatsapp(text: str) -> ChatFacts | None:
    """Without what the app itself says about a group, and in its name at the beginning."""
    found = [line for line in _WHATSAPP.finditer(text) if not _OPENED.search(line["who"])]
    by_name = {line["who"]: True for line in found}
    for line in found:
        by_name[line["who"]] &= bool(line["boxed"] and line["own"])
    if len(by_name) > 2 and by_name[found[0]["who"]]:
        found = [line for line in found if line["who"] != found[0]["who"]]
    times = [_MARKS.sub("", f"{line['day']}, {line['time']}") for line in found]
    if len(found) < 2:
        return None
    return ChatFacts("WhatsApp", _ranked(line["who"] for line in found), len(found), times[0], times[-1])


def _ranked(names: Iterable[str]) -> tuple[str, ...]:
    people = Counter(_MARKS.sub("", who).strip() for who in names if who)
    return tuple(who for who, _ in people.most_common(MOST_PEOPLE))
