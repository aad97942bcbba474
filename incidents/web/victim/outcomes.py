"""What companies answer: the words of the pages, and the words of the record that papers print."""

from django.utils.translation import gettext_lazy as _

from incidents.core.record_parts import Contact
from incidents.web.victim.shown import Words

NOTHING, HOLD = "nothing", "hold"
STATUSES = {
    "ticket": "acknowledged",
    HOLD: "hold placed",
    "refused": "refused",
    "id": "asked for ID",
    "not_ours": "not ours",
    "answered": "answered",
}
"""Answer on the page -> status in the record, as papers print it."""

ANSWERS: dict[str, Words] = {
    "ticket": _("They gave a ticket number, nothing more"),
    HOLD: _("They hold the money"),
    "refused": _("They refused"),
    "id": _("They want proof of who I am"),
    "not_ours": _("They say it is not theirs"),
    "answered": _("Something else"),
}
SPELLINGS = {"hold_placed": HOLD, "frozen": HOLD, "locked": HOLD}
"""Other words for the same in records that came from elsewhere."""


def answer_of(contact: Contact) -> str:
    """The answer on the page that a status stands for; "" where none came.

    >>> answer_of(Contact(status="hold placed")), answer_of(Contact(status="read")), answer_of(Contact())
    ('hold', 'answered', '')
    """
    status = (contact.status or "").casefold()
    known = {words.casefold(): answer for answer, words in STATUSES.items()} | SPELLINGS
    return known.get(status, "answered") if status else ""
