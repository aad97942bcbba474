"""The exhibits as given, beside what the portal measured of each file, read in it, and did with it since."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from incidents.core.desk_vocabulary import StaffRole
from incidents.core.source_kinds import rated
from incidents.core.vocabulary import ActorKind, SourceKind
from incidents.documents import words
from incidents.documents.clean import clean_line, defang
from incidents.documents.facts import Facts
from incidents.documents.row_marks import utc_text

RECEIVED = "evidence_received"
STEPS_PRINTED = 12
"""Of one exhibit, the first and the last ones; the rest stands in the record inside the file."""

STEPS: words.Words = {
    "evidence_described": _("described without its file"),
    "evidence_changed": _("its description changed"),
    "evidence_settled": _("what was read in it confirmed or dismissed"),
    "evidence_viewed": _("a copy without metadata looked at"),
    "evidence_downloaded": _("an exact copy handed out"),
    "everything_exported": _("an exact copy handed out, with the whole case"),
    "case_exported": _("its description and fingerprint handed out, with the case as data"),
}
PEOPLE: words.Words = {
    ActorKind.VICTIM: _("the reporter"),
    ActorKind.OFFICER: _("a police officer"),
    ActorKind.OPERATOR: _("the operator"),
    ActorKind.SYSTEM: _("the portal"),
}
ROLES: words.Words = {
    StaffRole.SUPPORT: _("support"),
    StaffRole.CASE_WORKER: _("case worker"),
    StaffRole.SUPERVISOR: _("supervisor"),
    StaffRole.AUDITOR: _("auditor"),
    StaffRole.ADMINISTRATOR: _("administrator"),
}
READ: words.Words = {
    "mail_inside": _("mail in the file, number"),
    "mail_from": _("sender"),
    "mail_reply_to": _("answers go to"),
    "mail_returns_to": _("sender on the envelope"),
    "mail_subject": _("subject"),
    "mail_sent": _("sent"),
    "mail_id": _("number of the message"),
    "mail_hop": _("passed on"),
    "mail_checks": _("check of the sender by the receiving server"),
    "picture_taken": _("taken"),
    "named_time": _("time in the file's name"),
    "picture_device": _("device"),
    "picture_software": _("software"),
    "picture_place": _("holds the place"),
    "chat_app": _("app"),
    "chat_count": _("chats"),
    "chat_people": _("people"),
    "chat_messages": _("messages"),
    "chat_first": _("first message"),
    "chat_last": _("last message"),
}


def exhibits(facts: Facts) -> list[dict[str, Any]]:
    """One row an exhibit, in the record's order."""
    found = list(getattr(facts.record.derived, "evidence", None) or ())
    rows = []
    for index, item in enumerate(facts.record.evidence):
        own = found[index] if index < len(found) else {}
        sha256 = own.get("measured_sha256") or item.sha256
        rows.append(
            {
                "number": index + 1,
                "item": item,
                "sha256": sha256,
                "differs": bool(item.sha256 and own.get("measured_sha256") and item.sha256 != own["measured_sha256"]),
                "measured": bool(own.get("measured_sha256")),
                "received_at": own.get("received_at"),
                "size": own.get("size"),
                "kind": _kind(item.grade),
                "unchecked_a": item.grade == SourceKind.A,
                "read": [_fact(code, value) for code, value in own.get("read") or ()],
                **_custody(own.get("custody") or ()),
            }
        )
    return rows


def _kind(given: str | None) -> str:
    kind = rated(given)
    return f"{kind}: {words.of(words.SOURCE_KINDS, kind)}" if kind else words.of(words.SOURCE_KINDS, kind)


def _fact(code: str, value: str) -> tuple[str, str]:
    return words.of(READ, code), defang(clean_line(value, 500))


def _custody(chain: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The lines after the first one, which every exhibit begins with; of many, both ends."""
    steps = [_step(entry) for entry in chain if entry.get("kind") in STEPS]
    half = STEPS_PRINTED // 2
    more = len(steps) - STEPS_PRINTED
    return {"steps": [*steps[:half], *steps[-half:]] if more > 0 else steps, "steps_more": max(0, more)}


def _step(entry: Mapping[str, Any]) -> str:
    who = " ".join(filter(None, (_who(entry), str(entry.get("sign") or ""))))
    return gettext("%(at)s: %(what)s, by %(who)s") % {
        "at": utc_text(entry.get("at")),
        "what": words.of(STEPS, str(entry["kind"])),
        "who": who,
    }


def _who(entry: Mapping[str, Any]) -> str:
    if entry.get("who") == ActorKind.STAFF:
        role = entry.get("role")
        return gettext("staff (%(role)s)") % {"role": words.of(ROLES, role)} if role in ROLES else gettext("staff")
    return words.of(PEOPLE, entry.get("who"))
