"""A page-maker's result, and the values that every paper's frame needs."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from incidents.documents import checkable
from incidents.documents.paper import MadeWith
from incidents.documents.pdf import Enclosure


@dataclass(frozen=True, slots=True)
class Page:
    """HTML that is ready to be printed, with its style sheets and what travels inside."""

    html: str
    sheets: tuple[str, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()


def frame(made: MadeWith, *, paper: str, declared: bool, language: str, names_case: bool = True) -> dict[str, Any]:
    """Title and furniture: the paper's name, the case, the version. No name of a person, ever."""
    values = {"reference": made.reference, "version": made.version}
    case_line = gettext("Case %(reference)s, version %(version)s") % values if names_case else ""
    return {
        "made": made,
        "declared": declared,
        "language": language,
        "title": ", ".join(part for part in (paper, case_line) if part),
        "furniture": paper,
        "case_line": case_line,
        "code_line": gettext("code %(code)s") % {"code": made.code} if made.code else "",
        "check_at": checkable.place(made),
        "qr": checkable.qr(made),
        "undated": gettext("undated copy"),
    }
