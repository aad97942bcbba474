"""Letter L2c: a complaint to the reporter's own company, made only where the reporter asks for it.

Facts, dates and questions. No accusation, no threat, no statute, no deadline.
"""

from django.utils.translation import gettext, override

from incidents.core.vocabulary import CaseKind
from incidents.documents import trust
from incidents.documents.engine import fill
from incidents.documents.letter import LANGUAGE, letter_values, police_line
from incidents.documents.letter_l2a import figures
from incidents.documents.messages import MESSAGE_CAP, draft, fitted, police, who
from incidents.documents.page import Page
from incidents.documents.paper import MadeWith
from incidents.documents.slices import L2aSlice
from incidents.documents.sums import headline


def build(cut: L2aSlice, made: MadeWith) -> Page:
    """The letter."""
    with override(LANGUAGE):
        values = (
            letter_values(cut, cut.rows, made, ())
            | figures(cut)
            | {
                "subject": _subject(cut),
                "ask": ask(),
                "asks": asks(cut),
                "trust": trust.for_own_company(made),
            }
        )
        return Page(fill("letter_l2c.html", values, LANGUAGE), ("letter.css",))


def message(cut: L2aSlice) -> str:
    """The message for a ticket."""
    rows = [f"{number}. {line}" for number, line in enumerate(asks(cut), 1)]
    return fitted([draft(cut), f"{_subject(cut)}. {ask()}"], rows, [police(cut), who(cut)], MESSAGE_CAP)


def ask() -> str:
    """The ask in one sentence."""
    return gettext("This is a complaint. Please answer it in writing and with reasons, by your complaints procedure.")


def asks(cut: L2aSlice) -> list[str]:
    """The questions, in order."""
    blocked = cut.case_kind == CaseKind.ACCOUNT_BLOCKED
    return [
        gettext("What did you do after each of my reports, and when?"),
        gettext("Why is this account blocked, and what ends the block?")
        if blocked
        else gettext("Which checks did you make before these transactions went through, and with what result?"),
        gettext("What do you decide about the account and what is in it, and for what reasons?")
        if blocked
        else gettext("Do you make good the loss, in whole or in part? If not, why?"),
        gettext("Which body outside your company can I turn to if I disagree?"),
        gettext("Please keep all records of this account until the complaint and the work of the police have ended."),
    ]


def _subject(cut: L2aSlice) -> str:
    uid = next((account.uid for account in cut.accounts if account.uid), None)
    return gettext("Complaint: account %(uid)s. Loss %(sums)s, %(police)s") % {
        "uid": uid or gettext("with you"),
        "sums": headline(cut),
        "police": police_line(cut),
    }
