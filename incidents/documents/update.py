"""Three lines for a ticket that is open already: which ticket, what is new, what is asked."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext

from incidents.documents import asks, own_asks, words
from incidents.documents.changed import SMALL
from incidents.documents.letter import when
from incidents.documents.marks import day, known
from incidents.documents.messages import draft, who
from incidents.documents.slices import L1Slice, L2aSlice, UpdateSlice
from incidents.documents.sums import headline, listed

Letter = L1Slice | L2aSlice


def build(cut: UpdateSlice) -> str:
    """The three lines."""
    new = [line for word in cut.news if (line := NEW[word](cut.letter))]
    first = " ".join(part for part in (draft(cut.letter), _which(cut)) if part)
    return "\n".join((first, gettext("New: %(news)s") % {"news": " ".join(new)}, _asked(cut)))


def _which(cut: UpdateSlice) -> str:
    """The ticket, else the day of the last message; and what it is about."""
    uid = next((account.uid for account in getattr(cut.letter, "accounts", ()) if account.uid), None)
    first = next((row.txid or row.withdrawal_id for row in cut.letter.rows if row.txid or row.withdrawal_id), None)
    values = {"ticket": cut.ticket, "day": day(cut.told_at.date() if cut.told_at else None)}
    ticket = gettext("ticket %(ticket)s of %(day)s") if cut.ticket else gettext("my message of %(day)s")
    about = gettext("account %(uid)s") % {"uid": uid} if uid else ""
    about = about or (gettext("transaction %(txid)s") % {"txid": first} if first else "")
    return gettext("Update to %(what)s.") % {"what": ", ".join(part for part in (ticket % values, about) if part)}


def _asked(cut: UpdateSlice) -> str:
    small = set(cut.news) <= SMALL
    letter = cut.letter
    ask = own_asks.brief(letter) if isinstance(letter, L2aSlice) else _ask(letter)
    return " ".join(
        (
            gettext("What I ask stays the same.")
            if small
            else gettext("Please use the attached letter and identifiers; they replace my earlier ones."),
            ask,
            who(letter),
        )
    )


def _ask(letter: L1Slice) -> str:
    return asks.ask_mixed() if len({row.strength for row in letter.rows}) > 1 else asks.ask_row(letter.strength)


def _police(letter: Letter) -> str:
    reports = [
        gettext("%(authority)s, %(number)s, %(day)s")
        % {
            "authority": known(report.authority),
            "number": report.number or gettext("number follows"),
            "day": day(report.filed_on),
        }
        for report in letter.police
    ]
    return gettext("police: %(reports)s.") % {"reports": "; ".join(reports) or gettext("no reference yet")}


def _rows(letter: Letter) -> str:
    sums = headline(letter) if isinstance(letter, L2aSlice) else listed(letter.rows)
    return gettext("list of transactions: now %(count)s, %(sums)s.") % {"count": len(letter.rows), "sums": sums}


NEW: Mapping[str, Callable[[Letter], str]] = {
    "police": _police,
    "sender": lambda letter: gettext("who writes: %(who)s.") % {"who": who(letter)},
    "when": lambda letter: when(letter, letter.rows),
    "kind": lambda letter: words.act_sentence(letter.act, letter.sender.role),
    "ask": lambda letter: (
        gettext("what I ask: %(strength)s.")
        % {"strength": words.of(words.STRENGTH_NAMES, getattr(letter, "strength", None))}
    ),
    "account": lambda _letter: gettext("details of the account."),
    "declared": lambda letter: gettext("I have declared that it is true.") if letter.declared else "",
    "rows": _rows,
}
"""What is new, in words; one for each word that ``changed`` knows."""
