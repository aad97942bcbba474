"""What a letter L1 asks, in three strengths: one credit, the credit behind a pooled wallet, or only a question.

No strength ever asks to hold a pooled wallet or a whole account.
"""

from collections.abc import Sequence

from django.utils.translation import gettext, ngettext

from incidents.core.vocabulary import Confidence, Strength
from incidents.documents import words
from incidents.documents.slices import Label, Row

HOLD_DAYS = 14
"""How long a letter asks for; the police can ask for longer."""


def ask(strength: Strength, rows: int) -> str:
    """The ask of a letter whose rows all have one strength, in one sentence (an enquiry needs two)."""
    values = {"days": HOLD_DAYS}
    if strength is Strength.HOLD:
        return (
            ngettext(
                "Please review this credit, place a temporary hold on it and on nothing else, up to the amount below, "
                "for up to %(days)s days or until the police write to you, and preserve the records.",
                "Please review these credits, place a temporary hold on them and on nothing else, up to the amounts "
                "below, for up to %(days)s days or until the police write to you, and preserve the records.",
                rows,
            )
            % values
        )
    if strength is Strength.LOCATE:
        return (
            ngettext(
                "Please find the customer account credited by this transaction and hold that credit only, up to the "
                "amount below, for up to %(days)s days or until the police write to you. I do not ask you to hold the "
                "pooled wallet.",
                "Please find the customer accounts credited by these transactions and hold those credits only, up to "
                "the amounts below, for up to %(days)s days or until the police write to you. I do not ask you to hold "
                "a pooled wallet.",
                rows,
            )
            % values
        )
    return (
        ngettext(
            "Enquiry only: did this transaction credit a customer of yours? If you confirm that it did, please "
            "consider a hold of what you confirm, up to the amount below, for up to %(days)s days or until the police "
            "write to you. Otherwise I ask for no hold.",
            "Enquiry only: did these transactions credit a customer of yours? If you confirm that they did, please "
            "consider a hold of what you confirm, up to the amounts below, for up to %(days)s days or until the police "
            "write to you. Otherwise I ask for no hold.",
            rows,
        )
        % values
    )


def ask_mixed() -> str:
    """The opening of a letter whose rows have different strengths; each row then says its own."""
    return gettext(
        "Please look at the transactions below. What I ask differs from one to the next and stands in each row under "
        "\u201cAsked\u201d. I ask for no hold beyond that, and never for a hold on a pooled wallet."
    )


def ask_row(strength: Strength | None) -> str:
    """The ask of one row."""
    values = {"days": HOLD_DAYS}
    if strength is Strength.HOLD:
        return (
            gettext("Hold this credit only, up to this amount, for up to %(days)s days or until the police write.")
            % values
        )
    if strength is Strength.LOCATE:
        return (
            gettext(
                "Find the customer account credited by this transaction and hold that credit only, up to this amount, "
                "for up to %(days)s days or until the police write. Not the pooled wallet."
            )
            % values
        )
    return gettext("Enquiry only: did this credit a customer of yours? A hold only of what you then confirm.")


def reasons(rows: Sequence[Row], name: str) -> list[str]:
    """Why the letter goes to this institution: each label once, with its source, date and role, and its doubt."""
    found: dict[str, None] = {}
    for row in rows:
        public = [label for label in row.labels if label.confidence != Confidence.VICTIM_SAYS]
        for label in public or row.labels:
            found.setdefault(reason(label, name))
    if any(row.memo for row in rows):
        found.setdefault(gettext("The transfer carries a memo or tag, which usually names one customer."))
    return list(found)


def reason(label: Label, name: str) -> str:
    """One label in words."""
    if label.confidence == Confidence.VICTIM_SAYS:
        return gettext("I state that the assets went to %(name)s. No public label confirms it; it may be wrong.") % {
            "name": name
        }
    return gettext(
        "According to a public label, \u201c%(text)s\u201d, the receiving address belongs to %(name)s. Source: "
        "%(source)s, list of %(date)s. Role: %(role)s. The label may be wrong and is not independently verified."
    ) % {
        "text": label.text or gettext("no text"),
        "name": name,
        "source": label.source or gettext("not known yet"),
        "date": label.date or gettext("unknown date"),
        "role": words.of(words.LABEL_ROLES, label.role),
    }
