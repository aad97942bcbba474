"""The desk's codes in words: why a case stands where it stands, its state, whom it waits for, what was done."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from incidents.core import directory
from incidents.core.desk_vocabulary import WaitingFor
from incidents.core.priority import Reason
from incidents.core.vocabulary import ActorKind, CaseState
from incidents.models import Case
from incidents.services.looking import Look
from incidents.services.queue import Lane
from incidents.services.reissue import Ground
from incidents.web.roles import ROLES

Words = Mapping[str, str | Promise]


@dataclass(frozen=True, slots=True)
class StateWord:
    """A state as a word with a small shape before it; never a colour alone."""

    word: str | Promise
    shape: str


STATES: Mapping[str, StateWord] = MappingProxyType(
    {
        CaseState.UNCONFIRMED: StateWord(_("Unconfirmed"), "◌"),
        CaseState.SUBMITTED: StateWord(_("New"), "○"),
        CaseState.IN_PROGRESS: StateWord(_("In work"), "◐"),
        CaseState.CLOSED: StateWord(_("Closed"), "●"),
    }
)

MOVES: Mapping[tuple[str, str], Promise] = MappingProxyType(
    {
        (CaseState.UNCONFIRMED, CaseState.SUBMITTED): _("Accept this case"),
        (CaseState.UNCONFIRMED, CaseState.CLOSED): _("Close without accepting"),
        (CaseState.SUBMITTED, CaseState.IN_PROGRESS): _("Begin work"),
        (CaseState.SUBMITTED, CaseState.CLOSED): _("Close"),
        (CaseState.IN_PROGRESS, CaseState.SUBMITTED): _("Back to new"),
        (CaseState.IN_PROGRESS, CaseState.CLOSED): _("Close"),
        (CaseState.CLOSED, CaseState.IN_PROGRESS): _("Open again"),
    }
)
"""(From, to) -> what the button says."""

LANES: Words = {Lane.OPEN: _("To work on"), Lane.UNCONFIRMED: _("Unconfirmed"), Lane.CLOSED: _("Closed")}

WAITING: Words = {
    WaitingFor.STAFF: _("us"),
    WaitingFor.VICTIM: _("the victim"),
    WaitingFor.INSTITUTION: _("a company"),
    WaitingFor.POLICE: _("the police"),
}

GROUNDS: Words = {
    Ground.IN_PERSON: _("Met in person. The identity document fits the name and the photograph."),
    Ground.VIDEO: _("Video call. The identity document fits the name, the face and the digits in the case."),
    Ground.LAWYER: _("Through a lawyer. We called back at a number from the bar's own register."),
    Ground.POLICE: _("Through the officer of the report. We called back at the station's public number."),
}

KINDS: Words = {
    "api_key_abuse": _("API key"),
    "account_takeover": _("Account taken over"),
    "phishing": _("Phishing"),
    "wallet_drainer": _("Wallet drainer"),
    "seed_theft": _("Recovery phrase"),
    "sim_swap": _("SIM swap"),
    "investment_fraud": _("False investment"),
    "fake_platform": _("False platform"),
    "known_person": _("Known person"),
    "threat_or_robbery": _("Threat, robbery"),
    "malware": _("Malware"),
    "account_blocked": _("Account blocked"),
    "other": _("Other"),
    "not_sure": _("Not sure"),
}

DONE: Words = {
    "case_opened": _("case begun"),
    "case_submitted": _("version made"),
    "case_changed": _("answers changed"),
    "facts_added": _("added to a list"),
    "fact_changed": _("changed a line"),
    "prices_told": _("told what the coins of forced trades were worth"),
    "fact_removed": _("took a line out"),
    "typed_kept": _("typed, not saved yet"),
    "declared": _("declared"),
    "evidence_received": _("file added"),
    "evidence_described": _("file described"),
    "evidence_changed": _("described a file anew"),
    "evidence_settled": _("answered what we read in a file"),
    "evidence_viewed": _("copy of a file shown"),
    "evidence_downloaded": _("file downloaded"),
    "document_made": _("paper made"),
    "document_dead": _("paper could not be made"),
    "document_downloaded": _("paper downloaded"),
    "document_shown": _("message text shown"),
    "bundle_downloaded": _("all papers downloaded"),
    "letter_withdrawn": _("letter withdrawn"),
    "letters_released": _("letters released"),
    "letters_held_back": _("letters held back"),
    "consents_changed": _("consents changed"),
    "code_issued": _("access code made"),
    "code_confirmed": _("code given again"),
    "case_entered": _("came back with the code"),
    "case_exported": _("case taken out as data"),
    "identifiers_exported": _("numbers and addresses put into the file for a company"),
    "everything_exported": _("everything downloaded"),
    "email_confirmed": _("e-mail confirmed"),
    "mail_queued": _("mail on its way"),
    "mail_sent": _("mail sent"),
    "mail_dead": _("mail could not be sent"),
    "mail_refused": _("no mail may be sent"),
    "case_viewed": _("looked at the case"),
    "case_taken": _("took the case"),
    "case_assigned": _("handed the case over"),
    "case_waits": _("said whom it waits for"),
    "state_changed": _("changed the state"),
    "note_written": _("wrote a note"),
    "message_sent": _("wrote to the victim"),
    "message_answered": _("answered"),
    "messages_read": _("read our message"),
    "answers_read": _("read the answer"),
    "case_joined": _("joined with another case"),
    "case_leads": _("another case joined this one"),
    "case_parted": _("parted from the other case"),
    "case_leads_no_more": _("another case parted from this one"),
    "objection_opened": _("somebody objected to a letter"),
    "objection_decided": _("objection decided"),
    "reissue_asked": _("asked for a new access code"),
    "reissue_approved": _("agreed to a new access code"),
    "reissue_stopped": _("stopped the new access code"),
    "reissue_done": _("fetched the new access code"),
    "reissue_switched_off": _("switched new codes off for ever"),
}
"""Kind of event -> what was done; a kind that is not here is shown by its code."""


SCANS: Words = {"clean": _("clean"), "": _("not scanned"), "infected": _("infected")}
"""What the virus scanner said of a file."""

FLAGS: Words = {
    "pdf_script": _("PDF with a script"),
    "pdf_launch": _("PDF that starts a program"),
    "pdf_files": _("PDF with files inside"),
    "archive_program": _("archive with a program"),
    "chat_several": _("several chats, perhaps all of somebody's"),
}

REASONS: Words = {
    Reason.ONGOING: _("Still ongoing"),
    Reason.AT_INSTITUTION: _("Under 24 h, money at %(name)s"),
    Reason.ANSWERED: _("The victim answered"),
    Reason.OLDEST: _("By age"),
}


def reasons(case: Case) -> list[str]:
    """Why the case stands where it stands."""
    return [
        str(REASONS[item["code"]]) % {"name": directory.name_of(item.get("about", ""))} for item in case.score_reasons
    ]


def age(since: datetime) -> str:
    """How long ago, in the largest unit that says enough: "40 min", "7 h", "12 d"."""
    minutes = max(0, int((timezone.now() - since).total_seconds() // 60))
    if minutes < 60:
        return gettext("%(n)s min") % {"n": minutes}
    hours = minutes // 60
    return gettext("%(n)s h") % {"n": hours} if hours < 48 else gettext("%(n)s d") % {"n": hours // 24}


def who(actor: str, names: Mapping[str, str]) -> str:
    """Who did it: staff by user name, everybody else by kind."""
    kind, _colon, _number = actor.partition(":")
    return names.get(actor) or {
        ActorKind.VICTIM.value: gettext("the victim"),
        ActorKind.OFFICER.value: gettext("a police officer"),
        ActorKind.OPERATOR.value: gettext("the operator"),
        ActorKind.SYSTEM.value: gettext("the portal"),
    }.get(kind, gettext("somebody of the staff"))


def looked(look: Look) -> str:
    """Who did it: staff by role and the four signs that stand for them in this case, others by kind."""
    if look.who == ActorKind.STAFF:
        return f"{ROLES.get(look.role, gettext('staff'))} {look.pseudonym}"
    return who(look.who, {})
