"""What the portal read in an original, as a proposal: facts to confirm and traces to choose from. Plain JSON."""

from collections.abc import Sequence
from typing import Any

from incidents.core import secret_scan
from incidents.core.exhibits import chat, mail, outlook, paper, picture
from incidents.core.exhibits.contents import MAIL, OUTLOOK, PDF, Text
from incidents.core.exhibits.traces import traces

_SHOWN = 500


def propose(data: bytes, media_type: str, inside: Sequence[Text], known: Sequence[str] = ()) -> dict[str, Any] | None:
    """Facts by code, when it was made where that is told with its zone, traces, and flags; None when nothing is there.

    ``inside`` are the file's texts, ``known`` what is the reader's own and no trace.

    >>> mailed = b"From: x@evil-help.example\\n\\nsend it"
    >>> found = propose(mailed, "message/rfc822", [("a.eml", "send it")])
    >>> found["facts"], found["traces"]
    ([['mail_from', 'x@evil-help.example']], [['email', 'x@evil-help.example']])
    """
    facts, made = _facts(data, media_type, [text for _, text in inside])
    facts = [fact for fact in facts if not secret_scan.scan(fact[1])]
    flags = paper.flags(data) if media_type == PDF else []
    found = traces("\n".join([*(text for _, text in inside), *(value for _, value in facts)]), known)
    if not (facts or made or flags or found):
        return None
    return {"facts": facts, "made": made, "flags": flags, "traces": [list(trace) for trace in found]}


def _facts(data: bytes, media_type: str, inside: Sequence[str]) -> tuple[list[list[str]], str | None]:
    if media_type in (MAIL, OUTLOOK):
        return _of_mail((mail.read if media_type == MAIL else outlook.read)(data))
    if media_type.startswith("image/"):
        return _of_picture(picture.read(data))
    return _of_chat(inside), None


def _of_mail(found: mail.MailFacts | None) -> tuple[list[list[str]], str | None]:
    if found is None:
        return [], None
    sent = found.sent.isoformat() if found.sent else None
    said = [
        ("mail_from", found.sender),
        ("mail_reply_to", found.reply_to if found.reply_to != found.sender else ""),
        ("mail_subject", found.subject),
        ("mail_sent", sent or ""),
        *(("mail_hop", hop) for hop in found.hops),
        ("mail_checks", ", ".join(found.verdicts)),
    ]
    return [[code, value[:_SHOWN]] for code, value in said if value], sent


def _of_picture(found: picture.PictureFacts | None) -> tuple[list[list[str]], str | None]:
    if found is None:
        return [], None
    taken = found.taken.isoformat() if found.taken else ""
    said = [
        ("picture_taken", taken),
        ("picture_device", found.device),
        ("picture_software", found.software),
        ("picture_place", "yes" if found.has_place else ""),
    ]
    has_zone = bool(found.taken and found.taken.tzinfo)
    return [[code, value] for code, value in said if value], taken if has_zone else None


def _of_chat(inside: Sequence[str]) -> list[list[str]]:
    found = next(filter(None, map(chat.read, inside)), None)
    if found is None:
        return []
    people = ", ".join(found.people)
    said = [
        ("chat_app", found.app),
        ("chat_people", people),
        ("chat_messages", str(found.messages)),
        ("chat_first", found.first),
        ("chat_last", found.last),
    ]
    return [[code, value[:_SHOWN]] for code, value in said if value]
