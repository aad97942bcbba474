"""What a reporter pastes into a support form: a message of at most 1,500 characters, and one of 400 for a chat.

The same asks as the letter, in the same strength, from the same slice.
"""

from collections.abc import Sequence

from django.utils.translation import gettext, ngettext

from incidents.core.vocabulary import Strength
from incidents.documents import asks, own_asks, words
from incidents.documents.identifiers import cell
from incidents.documents.letter import police_line
from incidents.documents.marks import country, utc
from incidents.documents.slices import L1Slice, L2aSlice, L5Slice, LetterSlice, OwnRow, Row
from incidents.documents.sums import headline

MESSAGE_CAP, CHAT_CAP = 1500, 400


def message(cut: L1Slice | L2aSlice) -> str:
    """The message for a ticket."""
    head = [draft(cut), _opening(cut), words.act_sentence(cut.act, cut.sender.role)]
    tail = [police(cut), _closing(), who(cut)]
    mixed = _mixed(cut)
    return fitted(head, [_line(row, with_ask=mixed) for row in cut.rows], tail, MESSAGE_CAP)


def chat(cut: L1Slice | L2aSlice) -> str:
    """The message for a chat: one row, and that more follows in the ticket."""
    return fitted([draft(cut), _chat_opening(cut)], [_short(row) for row in cut.rows], [police(cut)], CHAT_CAP)


def draft(cut: LetterSlice | L5Slice) -> str:
    """That nobody has declared it yet; "" otherwise."""
    return "" if cut.declared else gettext("This is a draft, not declared.")


def _opening(cut: L1Slice | L2aSlice) -> str:
    if isinstance(cut, L1Slice):
        ask = asks.ask_mixed() if _mixed(cut) else asks.ask(cut.strength, len(cut.rows))
        return gettext("%(what)s. %(ask)s") % {"what": words.of(words.SUBJECTS, cut.act), "ask": ask}
    uid = next((account.uid for account in cut.accounts if account.uid), None)
    account = gettext("account %(uid)s") % {"uid": uid} if uid else gettext("an account")
    bought = any(row.side == "buy" for row in cut.rows)
    return gettext("%(what)s: %(account)s with you. %(ask)s %(coins)sLoss: %(sums)s.") % {
        "what": words.of(words.SUBJECTS, cut.act),
        "account": account,
        "ask": own_asks.brief(cut),
        "coins": gettext("Are the bought coins still there?") + " " if bought else "",
        "sums": headline(cut),
    }


def _chat_opening(cut: L1Slice | L2aSlice) -> str:
    what = {"what": words.of(words.SUBJECTS, cut.act)}
    if isinstance(cut, L2aSlice):
        values = what | {"ask": own_asks.brief(cut), "sums": headline(cut)}
        return gettext("%(what)s: an account with you. %(ask)s Loss: %(sums)s.") % values
    if cut.strength is Strength.HOLD:
        return gettext("%(what)s. Please hold this credit only and open a case:") % what
    if cut.strength is Strength.LOCATE:
        return gettext("%(what)s. Please find the credited account, hold that credit only:") % what
    return gettext("%(what)s, enquiry: did this credit a customer of yours? Please open a case:") % what


def _mixed(cut: L1Slice | L2aSlice) -> bool:
    return len({row.strength for row in cut.rows}) > 1


def _line(row: Row, *, with_ask: bool) -> str:
    """One row with its identifiers, and its own ask where the asks differ."""
    if isinstance(row, OwnRow) and row.market:
        return ""
    parts = [
        _money(row),
        words.network(row.network) if row.network else "",
        utc(row.at),
    ]
    if isinstance(row, OwnRow):
        parts += _own_ids(row)
    parts += [_named(gettext("to"), row.to_address), _named(gettext("memo"), row.memo)]
    parts.append(_named("tx", row.txid))
    line = "- " + ", ".join(part for part in parts if part)
    return f"{line}. {gettext('Asked')}: {asks.ask_row(row.strength)}" if with_ask else line


def _own_ids(row: OwnRow) -> list[str]:
    return [
        _named(gettext("withdrawal"), row.withdrawal_id),
        _named(gettext("transfer"), row.transfer_id),
        _named(gettext("counterparty"), row.counterparty),
    ]


def _named(name: str, value: str | None) -> str:
    return f"{name} {value}" if value else ""


def _short(row: Row) -> str:
    if isinstance(row, OwnRow) and row.market:
        return ""
    name = row.txid or getattr(row, "transfer_id", None) or row.withdrawal_id or row.to_address or ""
    return f"{_money(row)} {name}".strip()


def _money(row: Row) -> str:
    """An amount and its asset, or that it is not known yet."""
    if row.amount is None:
        return (
            gettext("%(asset)s, amount not known yet") % {"asset": row.asset}
            if row.asset
            else gettext("amount not known yet")
        )
    return f"{cell(row.amount)} {row.asset or ''}".strip()


def police(cut: LetterSlice) -> str:
    """The police number."""
    return gettext("Police: %(line)s.") % {"line": police_line(cut)}


def _closing() -> str:
    return gettext(
        "This is a request and no freeze; you decide. Please do not pass on my data. A letter and the identifiers as "
        "CSV are ready: please tell me where to send them, and your case number."
    )


def who(cut: LetterSlice) -> str:
    """Who writes."""
    sender = cut.sender
    return ", ".join(part for part in (sender.name, country(sender.country), sender.email) if part)


def fitted(head: Sequence[str], rows: Sequence[str], tail: Sequence[str], cap: int) -> str:
    """Head and tail always, then as many rows as fit, then how many are left out; never over the cap."""
    before, after = [part for part in head if part], [part for part in tail if part]
    kept: list[str] = []
    rows = [row for row in rows if row]
    for number, row in enumerate(rows):
        rest = len(rows) - number - 1
        text = "\n".join([*before, *kept, row, *([_more(rest)] if rest else []), *after])
        if len(text) > cap:
            break
        kept.append(row)
    rest = len(rows) - len(kept)
    text = "\n".join([*before, *kept, *([_more(rest)] if rest else []), *after])
    return text if len(text) <= cap else text[: cap - 3].rstrip() + "..."


def _more(count: int) -> str:
    return ngettext("(%(count)s more row in the letter)", "(%(count)s more rows in the letter)", count) % {
        "count": count
    }
