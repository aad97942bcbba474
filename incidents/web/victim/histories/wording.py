"""What is said about the lines of a history: why one looks like the theft, why one was left out, what was assumed."""

from collections.abc import Mapping

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from incidents.core.statements.format import Act
from incidents.core.statements.suspicion import Reason
from incidents.core.vocabulary import MovementKind

REASONS: dict[str, StrOrPromise] = {
    Reason.IN_WINDOW: _("in the time of the theft"),
    Reason.BY_API_KEY: _("made with a key you named"),
    Reason.NEW_ADDRESS: _("to an address never used before"),
    Reason.NEW_MARKET: _("on a market never traded before"),
    Reason.OFF_MARKET: _("at a price far off the market"),
}

LEFT_OUT: dict[str, StrOrPromise] = {
    Act.PART_OF_TRADE: _("it belongs to another line of the same trade"),
    Act.FEE: _("only a fee"),
    Act.OWN_TRANSFER: _("a transfer between your own accounts"),
    Act.FAILED: _("it failed or was cancelled: nothing left"),
    Act.PENDING: _("it was still waiting when the list was made"),
    Act.NOT_A_MOVEMENT: _("no money moved"),
    Act.UNKNOWN_TYPE: _("we do not know this kind of line"),
    Act.UNKNOWN_STATUS: _("the list does not say whether it was done"),
    Act.BY_SIGN: _("we cannot tell which way it went"),
    "other_list": _("it belongs to another list, whose columns we do not know"),
    "not_a_row": _("a line of text, not of the list"),
    "too_many_cells": _("it has more columns than the list"),
    "ruined_by_spreadsheet": _("a spreadsheet rounded a number in it: download the list again, do not open it"),
    "amount_unreadable": _("its amount cannot be read"),
    "time_unreadable": _("its time cannot be read"),
}

KINDS: dict[str, StrOrPromise] = {
    MovementKind.EXCHANGE_WITHDRAWAL: _("Withdrawal"),
    MovementKind.ONCHAIN_TRANSFER: _("Sent from a wallet"),
    MovementKind.INTERNAL_TRANSFER: _("Transfer inside the company"),
    MovementKind.UNAUTHORISED_TRADE: _("Trade"),
    MovementKind.LIQUIDATION: _("Forced sale"),
    MovementKind.TOKEN_APPROVAL: _("Permission given"),
    MovementKind.FIAT_LEG: _("Bank or card"),
    MovementKind.DEPOSIT: _("Came in"),
}

DAYS: dict[str, StrOrPromise] = {
    "dmy": _("day, month, year"),
    "mdy": _("month, day, year"),
    "ymd": _("year, month, day"),
}

NOT_READ = _("We could not read this file. It stays in your case as it is.")


def reasons(codes: str) -> list[str]:
    """The reasons of one line, in words.

    >>> reasons("in_window")
    ['in the time of the theft']
    """
    return [str(REASONS[code]) for code in codes.split() if code in REASONS]


def assumed(warning: dict[str, object]) -> str:
    """A warning as a sentence; nothing for those that are said elsewhere."""
    code, what = str(warning.get("why") or warning.get("code")), str(warning.get("assumed", ""))
    sentences = {
        "decimal_mark_assumed": gettext("We read “%(what)s” as the mark before the decimals.") % {"what": what},
        "decimal_mark_mixed": gettext("Some numbers use a comma before the decimals, and some a point."),
        "id_ruined_by_spreadsheet": gettext(
            "A spreadsheet rounded some numbers of transactions. We left them empty. Download the list again."
        ),
        "fee_unreadable": gettext("Some fees cannot be read. We left them empty."),
        "day_month_assumed": gettext("We read its days as: %(what)s.") % {"what": DAYS.get(what, what)},
        "cut_short": gettext("The last line seems cut off. Compare it, or download the list again."),
        "zone_abbreviated": gettext("Some times name their zone by a short name. Summer time can be an hour off."),
        "time_from_number": gettext("Some times were plain numbers of a spreadsheet. They can be some seconds off."),
        "time_missing": gettext("Some lines have no time."),
        "time_ambiguous": gettext("Some times exist twice, because clocks were set back."),
        "direction_assumed": gettext("The list does not say which way money went. We assumed that it left."),
        "bytes_unreadable": gettext("Parts of the file are broken. We show them as “�”."),
        "further_list": gettext("The file holds another list, from line %(line)s on. We read it as well.")
        % {"line": warning.get("line")},
        "other_list": gettext("The file holds another list, which we do not know. Its lines are “left out”."),
        "unknown_columns": gettext("Some columns are new to us. They stay in the file."),
        "unknown_type": gettext("Some kinds of line are new to us. You find them under “left out”."),
    }
    return sentences.get(code, "")


def became(warning: dict[str, object]) -> str:
    """What reading a list again did to the report, as a sentence.

    >>> became({"code": "report_gone", "rows": 2})
    '2 lines left your report: they say something else now.'
    """
    rows = int(str(warning.get("rows") or 0))
    sentences = {
        "report_corrected": ngettext(
            "%(rows)s line in your report was corrected.", "%(rows)s lines in your report were corrected.", rows
        ),
        "report_joined": ngettext(
            "%(rows)s line is in another list, too. Your report has it once.",
            "%(rows)s lines are in another list, too. Your report has them once.",
            rows,
        ),
        "report_gone": ngettext(
            "%(rows)s line left your report: it says something else now.",
            "%(rows)s lines left your report: they say something else now.",
            rows,
        ),
        "report_kept": ngettext(
            "%(rows)s line stays in your report: you had changed it.",
            "%(rows)s lines stay in your report: you had changed them.",
            rows,
        ),
    }
    return sentences.get(str(warning.get("code")), "") % {"rows": rows}


def urgent(left_out: Mapping[str, int]) -> list[str]:
    """What its reader should do about lines that were left out, in words; the counts are those of each reason.

    >>> urgent({"pending": 1, "fee": 4})
    ['1 line was still waiting. The company may be able to stop it: ask now.']
    """
    waiting, ruined = left_out.get(Act.PENDING, 0), left_out.get("ruined_by_spreadsheet", 0)
    found = []
    if waiting:
        found.append(
            ngettext(
                "%(rows)s line was still waiting. The company may be able to stop it: ask now.",
                "%(rows)s lines were still waiting. The company may be able to stop them: ask now.",
                waiting,
            )
            % {"rows": waiting}
        )
    if ruined:
        found.append(
            ngettext(
                "A spreadsheet damaged %(rows)s line. Download the list again and do not open it.",
                "A spreadsheet damaged %(rows)s lines. Download the list again and do not open it.",
                ruined,
            )
            % {"rows": ruined}
        )
    return found
