"""What the portal read in an original, as a proposal: facts to confirm and traces to choose from. Plain JSON."""

from typing import Any

from incidents.core.exhibits import chat, mail, outlook, paper, picture
from incidents.core.exhibits.contents import MAIL, OUTLOOK, PDF, ZIP, decoded, texts
from incidents.core.exhibits.traces import traces

_SHOWN = 500


def propose(data: bytes, media_type: str, name: str, known: tuple[str, ...] = ()) -> dict[str, Any] | None:
    """Facts by code, when it was made where that is told with its zone, traces, and flags; None when nothing is there.

    >>> found = propose(b"From: x@evil-help.example\\n\\nsend it", "message/rfc822", "a.eml")
    >>> found["facts"], found["traces"]
    ([['mail_from', 'x@evil-help.example']], [['email', 'x@evil-help.example']])
    """
    facts, made = _facts(data, media_type, name)
    flags = paper.flags(data) if media_type == PDF else []
    inside = "\n".join([text for _, text in texts(data, media_type, name)] + [value for _, value in facts])
    found = traces(inside, known) if not media_type.startswith(("image/", "video/")) else []
    if not (facts or made or flags or found):
        return None
    return {"facts": facts, "made": made, "flags": flags, "traces": [list(trace) for trace in found]}


def _facts(data: bytes, media_type: str, name: str) -> tuple[list[list[str]], str | None]:
    if media_type in (MAIL, OUTLOOK):
        return _of_mail((mail.read if media_type == MAIL else outlook.read)(data))
    if media_type.startswith("image/"):
        return _of_picture(picture.read(data))
    return _of_chat(data, media_type, name), None


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


def _of_chat(data: bytes, media_type: str, name: str) -> list[list[str]]:
    inside = [text for _, text in texts(data, media_type, name)] if media_type == ZIP else [decoded(data)]
    found = next(filter(None, map(chat.read, inside)), None) if media_type == ZIP or _is_text(media_type) else None
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


def _is_text(media_type: str) -> bool:
    return media_type.startswith("text/") or media_type == "application/json"
