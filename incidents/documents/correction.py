"""The correction L8: a letter was withdrawn, and whoever had it is asked not to act on it. Plain text, to be sent on.

It names nobody but who sends it, and says nothing of who objected or why.
"""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext, override

from incidents.documents.marks import utc
from incidents.documents.slices import Sender


def build(
    *, name: str, codes: Sequence[str], made_at: datetime, withdrawn_at: datetime, sender: Sender, check_at: str,
    language: str,
) -> str:  # fmt: skip
    """The text for one company.

    ``codes`` are those of every version of the letter, ``check_at`` is where a code can be typed.
    """
    with override(language):
        said = {
            "name": name,
            "codes": ", ".join(codes),
            "made": utc(made_at),
            "withdrawn": utc(withdrawn_at),
            "check_at": check_at,
        }
        lines = [
            gettext("To: %(name)s, to whoever got or handled the letter named below") % said,
            gettext("Subject: correction: letter %(codes)s is withdrawn") % said,
            "",
            gettext("A letter with the code %(codes)s, made %(made)s, was sent to you.") % said,
            gettext("It is withdrawn since %(withdrawn)s. Please do not act on it any more.") % said,
            "",
            gettext(
                "If you hold an account, an amount or a transaction because of this letter alone, please look at it"
                " again without the letter."
            ),
            gettext("Requests of the police or of a court are not touched by this."),
            gettext("If you passed the letter on, please pass this on as well."),
            "",
            gettext("You can check this at %(check_at)s with the code.") % said,
            "",
            ", ".join(part for part in (sender.name, sender.country, sender.email) if part),
        ]
    return "\n".join(lines) + "\n"
