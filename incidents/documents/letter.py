"""What all letters to institutions share: the frame, what happened in three lines, what can be checked."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext, ngettext

from incidents.documents import words
from incidents.documents.marks import day, utc
from incidents.documents.page import frame
from incidents.documents.paper import MadeWith
from incidents.documents.recipient import recipient
from incidents.documents.slices import LetterSlice, Row

LANGUAGE = "en"
OLD_AFTER_DAYS = 30


def letter_values(cut: LetterSlice, rows: Sequence[Row], made: MadeWith, beside: Sequence[str]) -> dict[str, Any]:
    """The values of the letter frame."""
    to = recipient(cut.institution, cut.name)
    paper = gettext("Letter %(kind)s") % {"kind": cut.letter} if cut.letter else gettext("Note")
    return frame(made, paper=paper, declared=cut.declared, language=LANGUAGE) | {
        "cut": cut,
        "to": to,
        "beside": list(beside),
        "sender_role": words.of(words.REPORTER_ROLES, cut.sender.role),
        "happened": happened(cut, rows),
        "not_explained": [words.contradiction(item.code, item.params) for item in cut.not_explained],
    }


def happened(cut: LetterSlice, rows: Sequence[Row]) -> dict[str, str]:
    """Three lines: the act by its kind, the kind of case, the times."""
    return {
        "act": words.act_sentence(cut.act, cut.sender.role),
        "kind": words.of(words.CASE_KINDS, cut.case_kind) + ".",
        "when": when(cut, rows),
    }


def when(cut: LetterSlice, rows: Sequence[Row]) -> str:
    """From when to when, as told, else as the rows show it; and when it was noticed."""
    times = [row.at for row in rows if row.at]
    start, end = cut.window_from or min(times, default=None), cut.window_to or max(times, default=None)
    parts = []
    if start and end and start != end:
        parts.append(gettext("Between %(start)s and %(end)s.") % {"start": utc(start), "end": utc(end)})
    elif start or end:
        parts.append(gettext("On %(at)s.") % {"at": utc(start or end)})
    if cut.noticed_on:
        parts.append(gettext("Noticed on %(day)s.") % {"day": day(cut.noticed_on)})
    elif cut.discovered_at:
        parts.append(gettext("Noticed %(at)s.") % {"at": utc(cut.discovered_at)})
    if cut.ongoing:
        parts.append(gettext("It may still be going on."))
    return " ".join(parts) or gettext("When it happened is not known yet.")


def police_line(cut: LetterSlice) -> str:
    """The police number for a subject line."""
    number = next((report.number for report in cut.police if report.number), None)
    if number:
        return gettext("police reference %(number)s") % {"number": number}
    return gettext("police report filed, number follows") if cut.police else gettext("no police reference yet")


def age_line(rows: Sequence[Row], made_at: datetime) -> str:
    """How old the oldest row is, where it is old: the assets may have moved on."""
    times = [row.at for row in rows if row.at]
    if not times:
        return ""
    days = (made_at - min(times)).days
    if days < OLD_AFTER_DAYS:
        return ""
    return ngettext(
        "This transaction was made %(age)s before this letter. I know that the assets may have moved on.",
        "The oldest of these transactions was made %(age)s before this letter. "
        "I know that the assets may have moved on.",
        len(rows),
    ) % {"age": words.age(days)}
