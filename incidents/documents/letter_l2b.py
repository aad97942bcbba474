"""Letter L2b: to the reporter's own company, once the exports are safe: a copy of the account's own data.

It asks for nothing of other customers, and for a check of who asks: a request for somebody's data is also what a
thief would send. It names a law only where that law plainly applies.
"""

from django.utils.translation import gettext, override

from incidents.core.vocabulary import ReporterRole
from incidents.documents import trust
from incidents.documents.data_rights import GDPR, UK_GDPR
from incidents.documents.engine import fill
from incidents.documents.letter import LANGUAGE, letter_values, police_line
from incidents.documents.messages import CHAT_CAP, MESSAGE_CAP, draft, fitted, police, who
from incidents.documents.page import Page
from incidents.documents.paper import MadeWith
from incidents.documents.slices import L2bSlice


def build(cut: L2bSlice, made: MadeWith) -> Page:
    """The letter."""
    with override(LANGUAGE):
        values = letter_values(cut, (), made, ()) | {
            "subject": gettext("%(account)s: request for a copy of its own data, %(police)s")
            % {"account": _account(cut), "police": police_line(cut)},
            "ask": ask(cut),
            "wanted": wanted(),
            "law": law(cut),
            "only_to_the_holder": only_to_the_holder(),
            "trust": trust.for_own_company(made),
        }
        return Page(fill("letter_l2b.html", values, LANGUAGE), ("letter.css",))


def message(cut: L2bSlice) -> str:
    """The message for a ticket."""
    head = [draft(cut), f"{_account(cut)}. {ask(cut)}"]
    rows = [f"- {strong}: {rest}" for strong, rest in wanted()]
    return fitted(head, rows, [law(cut), only_to_the_holder(), police(cut), who(cut)], MESSAGE_CAP)


def chat(cut: L2bSlice) -> str:
    """The message for a chat."""
    return fitted([draft(cut), f"{_account(cut)}. {ask(cut)}"], [], [police(cut)], CHAT_CAP)


def ask(cut: L2bSlice) -> str:
    """The ask in one sentence."""
    if cut.sender.role in {None, ReporterRole.SELF}:
        return gettext("Please send me a copy of this account's own data, and keep the originals for the police.")
    return gettext(
        "Please send me, who acts for the account holder, a copy of this account's own data once you have checked my "
        "authority, and keep the originals for the police."
    )


def wanted() -> list[tuple[str, str]]:
    """What a copy is asked of: a strong beginning and its detail."""
    return [
        (
            gettext("Movements"),
            gettext(
                "orders, trades, deposits, withdrawals, inside transfers, fees, with every id and UTC time, as CSV"
            ),
        ),
        (
            gettext("API keys"),
            gettext("names, public parts, rights, IP limits; when and from where each was made, used and ended"),
        ),
        (gettext("Log-ins"), gettext("times, IP addresses, devices, sessions")),
        (
            gettext("Changes"),
            gettext("of password, e-mail, phone, second factor, withdrawal addresses and limits, and notices of them"),
        ),
        (gettext("Reports"), gettext("the messages between us, and what you decided on them and when")),
        (gettext("Passed on"), gettext("to whom data of this account went, and when")),
    ]


def law(cut: L2bSlice) -> str:
    """The law that gives a right to it, where one plainly does."""
    names = {
        GDPR: gettext("the General Data Protection Regulation, Regulation (EU) 2016/679"),
        UK_GDPR: gettext("the UK GDPR"),
    }
    named = gettext(" or of ").join(name for law, name in names.items() if law in cut.laws)
    if not named:
        return gettext(
            "I ask as a customer. Where a law gives a right to such a copy, please treat this as a request under it."
        )
    return gettext("Please treat this as a request for access under Article 15 of %(law)s.") % {"law": named}


def only_to_the_holder() -> str:
    """What keeps the data out of a thief's hands."""
    return gettext(
        "Send it only after your usual check of identity, inside the account or by a download that needs its log-in; "
        "not by e-mail alone."
    )


def _account(cut: L2bSlice) -> str:
    uid = next((account.uid for account in cut.accounts if account.uid), None)
    return gettext("Account %(uid)s") % {"uid": uid} if uid else gettext("An account with you")
