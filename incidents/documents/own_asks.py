"""What a letter L2a asks of the reporter's own company: lock after a theft, stop after a deception, explain a block."""

from django.utils.translation import gettext, ngettext

from incidents.core.vocabulary import Act, CaseKind, MovementKind
from incidents.documents import words
from incidents.documents.slices import L2aSlice
from incidents.documents.sums import still_held


def asks(cut: L2aSlice) -> list[tuple[str, str]]:
    """The asks in order: a strong beginning and its detail."""
    lines = [
        _first(cut),
        (gettext("Preserve its records"), _records(cut)),
    ]
    if any(row.side == "buy" for row in cut.rows):
        held = still_held(cut.rows)
        detail = gettext("%(held)s Please do not sell them without my word.") % {"held": held}
        lines.append((gettext("Are the bought coins still in this account?"), detail))
    if any(row.kind == MovementKind.INTERNAL_TRANSFER for row in cut.rows):
        lines.append(
            (
                gettext("For the transfer inside your company:"),
                gettext("please hold what that transfer credited, only up to its amount, while you review it."),
            )
        )
    return lines


def _records(cut: L2aSlice) -> str:
    """Which records; after forced trades also those of whoever stood on their other side."""
    records = gettext(
        "for the police: log-ins, devices, IP addresses, API keys and their use, orders, trades, withdrawals, "
        "transfers."
    )
    orders = {row.order_id for row in cut.rows if row.order_id}
    matches = {row.trade_id for row in cut.rows if row.trade_id}
    if not orders and not matches:
        return records
    told = [ngettext("%(n)s order ID", "%(n)s order IDs", len(orders)) % {"n": len(orders)}] if orders else []
    told += [ngettext("%(n)s trade ID", "%(n)s trade IDs", len(matches)) % {"n": len(matches)}] if matches else []
    return f"{records} {gettext('Also the accounts on the other side of %(ids)s.') % {'ids': ', '.join(told)}}"


def _first(cut: L2aSlice) -> tuple[str, str]:
    if cut.case_kind == CaseKind.ACCOUNT_BLOCKED:
        return gettext("Tell me why this account is blocked"), gettext("and what you need from me to review it.")
    if cut.act is Act.DECEPTION:
        return (
            gettext("Stop what has not left yet:"),
            gettext("cancel withdrawals below that are not completed, and allow no new ones to the same destinations."),
        )
    return (
        gettext("Lock this account now:"),
        gettext("no trading, no withdrawals, no new API keys or devices; end all sessions; switch off all API keys."),
    )


def brief(cut: L2aSlice) -> str:
    """The same in one sentence, for messages."""
    if cut.case_kind == CaseKind.ACCOUNT_BLOCKED:
        return gettext("Please tell me why it is blocked, and preserve its records.")
    if cut.act is Act.DECEPTION:
        return gettext(
            "Please stop withdrawals to these destinations that are not completed, and preserve its records."
        )
    return gettext("Please lock it against trading and withdrawals, and preserve its records.")


def subject(cut: L2aSlice, uid: str) -> str:
    """The beginning of a subject line."""
    values = {"what": words.of(words.SUBJECTS, cut.act), "uid": uid}
    if cut.case_kind == CaseKind.ACCOUNT_BLOCKED:
        return gettext("Account %(uid)s is blocked: please explain, and preserve its records") % values
    if cut.act is Act.DECEPTION:
        return gettext("%(what)s: account %(uid)s, please stop and preserve") % values
    return gettext("%(what)s: account %(uid)s, please lock and preserve") % values
