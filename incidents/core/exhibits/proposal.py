"""What the portal read in an original, as a proposal: facts to confirm and traces to choose from. Plain JSON."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from incidents.core import secret_scan
from incidents.core.exhibits import chat, mail, mails, packed, paper, picture
from incidents.core.exhibits.contents import Text
from incidents.core.file_types import MAIL, OFFICE, OUTLOOK, PDF, is_picture, is_recording, is_scannable
from incidents.core.hosts import is_within
from incidents.core.statements.texts import encoding_of
from incidents.core.traces import Trace, find_traces

_SHOWN = 500
_READ = 1_000_000
"""Characters of a text in which traces are looked for."""

_LISTS = frozenset({"text/csv", "text/tab-separated-values", OFFICE[".xlsx"]})
"""A company's own lists name the reader's wallets by the hundred: they are read as lists, not for traces."""

MOST_MAILS = 10
"""Of a mailbox, or of mails within mails, whose facts are told."""

_SERVICES = (
    "w3.org", "schema.org", "aka.ms", "outlook.com", "outlook.live.com", "office.com", "office365.com", "live.com",
    "hotmail.com", "yahoo.com", "icloud.com", "me.com", "aol.com", "gmx.net", "gmx.com", "mail.com", "proton.me",
    "protonmail.com", "googlemail.com", "gstatic.com", "googleusercontent.com", "whatsapp.net",
)  # fmt: skip
"""Mail services and what their programs write into every mail: nobody's trace."""

CHATS = "chat_several"
"""Everything that somebody ever wrote: whoever stands there is mostly a friend, and nothing is offered."""

_CHAT, _CHATS = "chat_app", "chat_count"
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
    letters = _mails(data, media_type)
    facts, made = _facts(data, media_type, letters, [text for _, text in inside], name)
    facts = [fact for fact in facts if not secret_scan.scan(fact[1])]
    flags = paper.flags(data) if media_type == PDF else packed.flags(data, media_type)
    has_several = any(code == _CHATS for code, _value in facts)
    flags += [CHATS] if has_several else []
    found = [] if media_type in _LISTS or has_several else _traces(letters, inside, facts, known)
    if not (facts or made or flags or found):
        return None
    traces = [[trace.kind, trace.value] for trace in found]
    return {"facts": facts, "made": made, "flags": flags, "traces": traces}


def is_chat(proposed: dict[str, Any] | None) -> bool:
    """Whether a chat was read, whatever the file is called."""
    return any(code == _CHAT for code, _value in (proposed or {}).get("facts", ()))


def _traces(
    letters: Sequence[mail.MailFacts], inside: Sequence[Text], facts: Facts, known: Sequence[str]
) -> list[Trace]:
    """Traces that are not the reader's own. Of a mail neither is where it came to, nor the machines that carried it."""
    own = [*known]
    for found in letters:
        own += (part.strip("()[].,;") for hop in found.hops for part in hop.split())
        if not _names(found.sender, known):
            own += found.came_to
    traces = find_traces("\n".join(_said(inside, facts)), own)
    return [trace for trace in traces if not _is_of_a_service(trace)]


def _names(sender: str, known: Sequence[str]) -> bool:
    return any(value.casefold() in sender.casefold() for value in known if "@" in value)


def _is_of_a_service(trace: Trace) -> bool:
    """A page of a mail service or of a standard, which stands in every mail."""
    if trace.kind not in ("url", "domain"):
        return False
    host = urlsplit(trace.value if "://" in trace.value else f"//{trace.value}").hostname or ""
    return is_within(host, *_SERVICES)


def _said(inside: Iterable[Text], facts: Facts) -> Iterable[str]:
    """What may hold traces: who took part first, then what was said. A mail's number only looks like an address."""
    yield from (value for code, value in facts if code not in ("mail_id", "mail_hop"))
    left = _READ
    for _, text in inside:
        yield text[:left]
        left = max(0, left - len(text))


def _facts(
    data: bytes, media_type: str, letters: Sequence[mail.MailFacts], inside: Sequence[str], name: str
) -> tuple[Facts, str | None]:
    if media_type in (MAIL, OUTLOOK):
        is_mailbox = media_type == MAIL and len(list(islice(mail.each(data), 2))) > 1
        facts, made = _of_mails(letters)
        return facts, None if is_mailbox else made
    if is_picture(media_type) or is_recording(media_type):
        return _of_picture(picture.read(data) if is_picture(media_type) else None, picture.named_time(name))
    if is_scannable(media_type):  # the whole of it: what is read for traces is cut
        inside = [data.decode(encoding_of(data[: 1 << 16]) or "utf-8", "replace")]
    return _of_chat(inside), None


def _mails(data: bytes, media_type: str) -> list[mail.MailFacts]:
    return list(islice(mails.within(data, media_type), MOST_MAILS)) if media_type in (MAIL, OUTLOOK) else []


def _of_mails(found: Sequence[mail.MailFacts]) -> tuple[Facts, str | None]:
    """What each says, and the time of the first: those that were sent along in it are older."""
    if len(found) < 2:
        return _of_mail(found[0]) if found else ([], None)
    facts = [fact for number, one in enumerate(found, 1) for fact in [["mail_inside", str(number)], *_of_mail(one)[0]]]
    return facts, _of_mail(found[0])[1]


def _of_mail(found: mail.MailFacts) -> tuple[Facts, str | None]:
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
    found = chat.read(*inside)
    if found is None:
        return []
    said = [
        (_CHAT, found.app),
        (_CHATS, str(found.chats) if found.chats > 1 else ""),
        ("chat_people", ", ".join(found.people)),
        ("chat_messages", str(found.messages)),
        ("chat_first", found.first),
        ("chat_last", found.last),
    ]
    return _given(said)


def _given(said: Iterable[tuple[str, str]]) -> Facts:
    return [[code, value[:_SHOWN]] for code, value in said if value]
