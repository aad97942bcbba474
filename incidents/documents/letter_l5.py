"""Letter L5: to the registrar and the host of one of the thief's sites. It names nobody who was hurt, and no case.

Such a report may be passed on to whoever runs the site, so it says nothing by which he could tell who reported him.
"""

from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from incidents.core.vocabulary import Act
from incidents.documents import checkable, words
from incidents.documents.clean import defang
from incidents.documents.engine import fill
from incidents.documents.letter import LANGUAGE
from incidents.documents.messages import MESSAGE_CAP, draft, fitted
from incidents.documents.page import Page, frame
from incidents.documents.paper import MadeWith
from incidents.documents.slices import L5Slice

# Translators: what a site was reported for, by act; it claims no more than the reporter does.
REPORTED: words.Words = {
    Act.THEFT: _("reported as used in a theft of crypto-assets"),
    Act.DECEPTION: _("reported as used to deceive people into sending crypto-assets"),
    Act.DRAINER: _("reported as used to take crypto-assets through misleading wallet requests"),
    Act.UNKNOWN: _("reported in connection with crypto-assets that left their owner's control"),
}


def build(cut: L5Slice, made: MadeWith) -> Page:
    """The letter."""
    with override(LANGUAGE):
        paper = gettext("Abuse report")
        values = frame(made, paper=paper, declared=cut.declared, language=LANGUAGE, names_case=False) | {
            "host": defang(cut.host),
            "links": [defang(link) for link in cut.links],
            "subject": subject(cut),
            "asks": asks(),
            "check": checkable.where(made),
            "unnamed": unnamed(),
        }
        return Page(fill("letter_l5.html", values, LANGUAGE), ("letter.css",))


def message(cut: L5Slice) -> str:
    """The message for an abuse form."""
    head = [draft(cut), f"{subject(cut)}."]
    tail = [f"{number}. {strong} {rest}" for number, (strong, rest) in enumerate(asks(), 1)]
    return fitted(head, [f"- {defang(link)}" for link in cut.links], [*tail, unnamed()], MESSAGE_CAP)


def subject(cut: L5Slice) -> str:
    """The site, and what was reported of it."""
    return gettext("Abuse report: %(host)s, %(what)s") % {
        "host": defang(cut.host),
        "what": words.of(REPORTED, cut.act),
    }


def asks() -> list[tuple[str, str]]:
    """The asks in order: a strong beginning and its detail."""
    return [
        (
            gettext("Please keep, for the police,"),
            gettext(
                "registration, payment, log-in and server records and a copy of the pages, before anything changes."
            ),
        ),
        (
            gettext("Please look at these addresses"),
            gettext("and, if you find them abused, switch them off under your own rules."),
        ),
        (gettext("Please do not pass this report on"), gettext("to your customer.")),
    ]


def unnamed() -> str:
    """Why nobody signs."""
    return gettext(
        "Whoever reported this is not named here, for their safety. The police can name the case when they write to "
        "you."
    )
