"""Verdicts, papers and letters in the words of the page that checks them."""

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from incidents.core.vocabulary import DocumentKind, LetterKind
from incidents.services.verifying import Answer, Verdict

TITLES: Mapping[str, Promise] = MappingProxyType(
    {
        Verdict.GENUINE: _("This paper is genuine"),
        Verdict.SUPERSEDED: _("This paper was replaced"),
        Verdict.WITHDRAWN: _("This paper was withdrawn"),
        Verdict.UNDER_REVIEW: _("This paper is under review"),
        Verdict.TAMPERED: _("This is not the file we made"),
        Verdict.UNKNOWN: _("We do not know this paper"),
    }
)
MARKS: Mapping[str, str] = MappingProxyType(
    {Verdict.GENUINE: "done", Verdict.SUPERSEDED: "todo", Verdict.UNDER_REVIEW: "todo"}
)
"""How a verdict is marked, beside its words; every other one as failed."""

KINDS: Mapping[str, Promise] = MappingProxyType(
    {
        DocumentKind.DOSSIER: _("File for the police"),
        DocumentKind.DOSSIER_COPY: _("File for the police, without attachments"),
        DocumentKind.DOSSIER_TXT: _("File for the police, as text"),
        DocumentKind.FIRST_REPORT: _("First report for the police"),
        DocumentKind.LETTER: _("Letter"),
        DocumentKind.LETTER_DOCX: _("Letter"),
        DocumentKind.NOTE: _("Note"),
        DocumentKind.MESSAGE_TXT: _("Message"),
        DocumentKind.MESSAGE_CHAT: _("Message"),
        DocumentKind.UPDATE_TXT: _("Message"),
        DocumentKind.IDENTIFIERS_CSV: _("List beside a letter"),
        DocumentKind.IDENTIFIERS_TXT: _("List beside a letter"),
    }
)
LETTERS: Mapping[str, Promise] = MappingProxyType(
    {
        LetterKind.L1: _("to a company that may have received what was taken"),
        LetterKind.L2A: _("to the company of the reporter's own account: lock it and keep its data"),
        LetterKind.L2B: _("to the company of the reporter's own account: the reporter's own data"),
        LetterKind.L2C: _("to the company of the reporter's own account: a complaint"),
        LetterKind.L5: _("to the registrar or host of a site"),
    }
)


def title_of(verdict: Verdict) -> str:
    """The answer as the page's heading."""
    return str(TITLES[verdict])


def mark_of(verdict: Verdict) -> str:
    """The mark before the heading."""
    return MARKS.get(verdict, "failed")


def kind_of(found: Answer) -> str:
    """Which kind of paper it is."""
    if found.kind is None:
        return ""
    kind = str(KINDS.get(found.kind, _("Another file of a report")))
    letter = LETTERS.get(found.letter or "")
    return gettext("%(kind)s %(letter)s") % {"kind": kind, "letter": letter} if letter else kind
