"""The trust box: what a reader can rely on, what a machine looked at, what nobody checked, what they can check."""

from collections.abc import Sequence

from django.utils.translation import gettext, ngettext

from incidents.documents import checkable
from incidents.documents.asks import HOLD_DAYS
from incidents.documents.marks import day
from incidents.documents.paper import MadeWith
from incidents.documents.slices import Row


def box(made: MadeWith, *, not_checked: str, can_check: str, bounds: str) -> list[str]:
    """Its six lines, in order."""
    return [
        gettext(
            "Written from the reporter's own statements. Recourse, the tool that set this letter, does not judge them."
        ),
        chain_check(),
        not_checked,
        _can_check(made, can_check),
        _email(made),
        bounds,
    ]


def for_receiver(made: MadeWith, rows: Sequence[Row]) -> list[str]:
    """The box of a letter to an institution that received funds."""
    return box(
        made,
        not_checked=gettext(
            "Not checked: the reporter's identity, ownership of the sending account or wallet, the police number."
        ),
        can_check=_rows(rows),
        bounds=ngettext(
            "Only the amounts listed here, for no longer than %(days)s day or until the police write. If this is "
            "wrong, tell me and I withdraw it.",
            "Only the amounts listed here, for no longer than %(days)s days or until the police write. If this is "
            "wrong, tell me and I withdraw it.",
            HOLD_DAYS,
        )
        % {"days": HOLD_DAYS},
    )


def for_own_company(made: MadeWith) -> list[str]:
    """The box of a letter to the institution of the reporter's own account."""
    return box(
        made,
        not_checked=gettext("Not checked: the reporter's identity, ownership of the account, the police number."),
        can_check=gettext("all of it against your own records"),
        bounds=gettext(
            "This letter speaks of the reporter's own account only. If something is wrong, tell me and I correct it."
        ),
    )


def chain_check() -> str:
    """What a machine looked up on the chain: nothing yet, and the letter says so."""
    return gettext("Machine check of the blockchain (transaction exists, amount, recipient, block): not done.")


def _rows(rows: Sequence[Row]) -> str:
    """What the recipient can check of the rows without trusting anybody."""
    sent_from = sorted({row.sent_from for row in rows if row.sent_from and row.withdrawal_id})
    if not sent_from:
        return gettext("the transactions on a public explorer")
    return gettext("the withdrawal ids with %(names)s") % {"names": gettext(" and ").join(sent_from)}


def _can_check(made: MadeWith, first: str) -> str:
    police = gettext("the police number through a contact that you find yourself, not through this letter")
    parts = [first, police, checkable.where(made)]
    return gettext("You can check: %(what)s.") % {"what": "; ".join(part for part in parts if part)}


def _email(made: MadeWith) -> str:
    if made.email_confirmed_on is None:
        return gettext("The portal has not confirmed the reporter's e-mail address.")
    return gettext("The reporter's e-mail address was confirmed by the portal on %(day)s.") % {
        "day": day(made.email_confirmed_on)
    }
