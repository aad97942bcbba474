"""What the portal read in an original, as a proposal: facts to confirm and traces to choose from. Plain JSON."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from incidents.core import secret_scan
from incidents.core.exhibits import chat, mail, outlook, paper, picture
from incidents.core.exhibits.contents import Text
from incidents.core.file_types import MAIL, OFFICE, OUTLOOK, PDF, is_picture, is_recording
from incidents.core.traces import find_traces

_SHOWN = 500
_READ = 1_000_000
"""Characters of a text in which traces are looked for."""

_LISTS = frozenset({"text/csv", "text/tab-separated-values", OFFICE[".xlsx"]})
"""A company's own lists name the reader's wallets by the hundred: they are read as lists, not for traces."""

_CHAT = "chat_app"
Facts = list[list[str]]


def propose(
    data: bytes, media_type: str, inside: Sequence[Text], known: Sequence[str] = (), name: str = ""
) -> dict[str, Any] | None:
    """Facts by code, when it was made where that is told with its zone, traces, and flags; None when nothing is there.

    ``inside`` are the file's texts, ``known`` what is the reader's own and no trace.

    >>> mailed = b"From: x@evil-help.example\\n\\nsend it"
    >>> found = propose(mailed, "message/rfc822", [("a.eml", "send it")])
    >>> found["facts"], found["traces"]
    ([['mail_from', 'x@evil-help.example']], [['email', 'x@evil-help.example']])
    """
    facts, made = _facts(data, media_type, [text for _, text in inside], name)
    facts = [fact for fact in facts if not secret_scan.scan(fact[1])]
    flags = paper.flags(data) if media_type == PDF else []
    found = [] if media_type in _LISTS else find_traces("\n".join(_said(inside, facts)), known)
    if not (facts or made or flags or found):
        return None
    traces = [[trace.kind, trace.value] for trace in found]
    return {"facts": facts, "made": made, "flags": flags, "traces": traces}


def is_chat(proposed: dict[str, Any] | None) -> bool:
    """Whether a chat was read, whatever the file is called."""
    return any(code == _CHAT for code, _value in (proposed or {}).get("facts", ()))


def _said(inside: Iterable[Text], facts: Facts) -> Iterable[str]:
    """What may hold traces: who took part first, then what was said."""
    yield from (value for _, value in facts)
    left = _READ
    for _, text in inside:
        yield text[:left]
        left = max(0, left - len(text))


def _facts(data: bytes, media_type: str, inside: Sequence[str], name: str) -> tuple[Facts, str | None]:
    if media_type in (MAIL, OUTLOOK):
        return _of_mail((mail.read if media_type == MAIL else outlook.read)(data))
    if is_picture(media_type) or is_recording(media_type):
        return _of_picture(picture.read(data) if is_picture(media_type) else None, picture.named_time(name))
    return _of_chat(inside), None


def _of_mail(found: mail.MailFacts | None) -> tuple[Facts, str | None]:
    if found is None:
        return [], None
    sent = found.sent.isoformat() if found.sent else None
    checks = ", ".join(found.verdicts)
    said = [
        ("mail_from", found.sender),
        ("mail_reply_to", found.reply_to if found.reply_to != found.sender else ""),
        ("mail_returns_to", found.returns_to if found.returns_to.casefold() not in found.sender.casefold() else ""),
        ("mail_subject", found.subject),
        ("mail_sent", sent or ""),
        ("mail_id", found.message_id),
        *(("mail_hop", hop) for hop in found.hops),
        ("mail_checks", f"{found.checked_by}: {checks}" if checks and found.checked_by else checks),
    ]
    return _given(said), sent


def _of_picture(found: picture.PictureFacts | None, named: datetime | None) -> tuple[Facts, str | None]:
    """The name says when only where nothing inside does."""
    found = found or picture.PictureFacts()
    said = [
        ("picture_taken", found.taken.isoformat() if found.taken else ""),
        ("named_time", named.isoformat(" ") if named and not found.taken else ""),
        ("picture_device", found.device),
        ("picture_software", found.software),
        ("picture_place", "yes" if found.has_place else ""),
    ]
    return _given(said), found.taken.isoformat() if found.taken and found.taken.tzinfo else None


def _of_chat(inside: Sequence[str]) -> Facts:
    found = next(filter(None, map(chat.read, inside)), None)
    if found is None:
        return []
    said = [
        (_CHAT, found.app),
        ("chat_people", ", ".join(found.people)),
        ("chat_messages", str(found.messages)),
        ("chat_first", found.first),
        ("chat_last", found.last),
    ]
    return _given(said)


def _given(said: Iterable[tuple[str, str]]) -> Facts:
    return [[code, value[:_SHOWN]] for code, value in said if value]
