"""Lines of the trail in words, for the person the case is about."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from incidents.core.desk_vocabulary import StaffRole
from incidents.core.vocabulary import ActorKind
from incidents.services.looking import Look
from incidents.web.roles import ROLES

WHAT: Mapping[str, Promise] = MappingProxyType(
    {
        "case_entered": _("opened the case"),
        "case_viewed": _("looked at the case"),
        "code_confirmed": _("gave the code again"),
        "document_downloaded": _("downloaded a paper"),
        "document_shown": _("read a message of the papers"),
        "bundle_downloaded": _("downloaded all papers"),
        "evidence_received": _("gave us the file; we took its fingerprint"),
        "evidence_described": _("told us about the file"),
        "evidence_changed": _("said something else about the file"),
        "evidence_settled": _("answered what we read in the file"),
        "evidence_downloaded": _("downloaded one of your files"),
        "evidence_viewed": _("looked at one of your files"),
        "case_exported": _("took the case out as data"),
        "everything_exported": _("downloaded everything"),
        "reissue_done": _("fetched a new code"),
        "message_sent": _("wrote you a message"),
        "note_written": _("wrote a note for colleagues"),
        "reissue_asked": _("asked for a new code for you"),
        "reissue_approved": _("agreed to a new code for you"),
        "letter_withdrawn": _("withdrew a letter after an objection"),
    }
)
"""Kind of event -> what was done. What is not here reads as work on the case."""

WORKED = _("worked on the case")


@dataclass(frozen=True, slots=True)
class LookLine:
    """One line of the page."""

    at: datetime
    who: str
    pseudonym: str
    what: str
    is_you: bool


def in_words(look: Look) -> LookLine:
    """Who, under a name that stands for one person in this case only, and what."""
    is_you = look.who == ActorKind.VICTIM
    return LookLine(look.at, _who(look), look.pseudonym, str(WHAT.get(look.kind, WORKED)), is_you)


def _who(look: Look) -> str:
    if look.who == ActorKind.STAFF:
        return str(ROLES.get(look.role, ROLES[StaffRole.SUPPORT]))
    return {
        ActorKind.VICTIM.value: gettext("Somebody with your code"),
        ActorKind.OFFICER.value: gettext("A police officer, with your link"),
        ActorKind.OPERATOR.value: gettext("Whoever runs this portal"),
    }.get(look.who, gettext("This portal"))
