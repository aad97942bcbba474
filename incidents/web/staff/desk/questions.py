"""What victims are asked most often, as templates: a name for the desk, a text in the victim's language.

A text is put before whoever writes, in the language of the case, to be fitted to it. It never asks for a secret, money
or access to a screen, and it says nothing that would help somebody else who reads it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import get_supported_language_variant, override
from django.utils.translation import gettext_lazy as _

from incidents.models import Case


@dataclass(frozen=True, slots=True)
class Question:
    """One template: what the desk calls it, and what it says."""

    name: str | Promise
    text: Promise


QUESTIONS: Mapping[str, Question] = MappingProxyType(
    {
        "export": Question(
            _("Export missing"),
            _(
                "Please add the list of withdrawals from the company. It is a CSV or XLSX file. "
                "You get it in your account there, under history or exports. "
                "Add it here, on the page where you gave us links and files. Do not change the file."
            ),
        ),
        "txid": Question(
            _("Transaction number missing"),
            _(
                "We need the transaction number of what left. "
                "In the company's history it is called TxID, hash or transaction ID. "
                "It is long, with letters and digits. Copy it whole and add it to the line of what was taken."
            ),
        ),
        "key": Question(
            _("State of the API key"),
            _(
                "Is the API key switched off that was used? Please look at the company's API page. "
                "Tell us when you made the key and when you switched it off. What was it allowed to do? "
                "Never send us the key itself or its secret."
            ),
        ),
        "police": Question(
            _("Police number"),
            _(
                "Have you reported it to the police? Please add the number of the report, the station and the day. "
                "Companies often act only when they have this number."
            ),
        ),
        "time": Question(
            _("When it happened"),
            _(
                "At what time did the money leave, as exactly as you can tell? "
                "Please say which time zone the time is in. The company's history often shows UTC."
            ),
        ),
        "destination": Question(
            _("Where it went"),
            _(
                "Do you know the address it went to? In the company's history it stands beside the withdrawal. "
                "If there is a memo or tag beside it, we need that too."
            ),
        ),
        "ticket": Question(
            _("Company's answer"),
            _(
                "Has the company answered? Please add its ticket number and what it wrote. "
                "If it holds the money, add until when."
            ),
        ),
        "access": Question(
            _("How they got in"),
            _(
                "Do you know how somebody got in? Think of links you opened and apps you connected. "
                "Think of calls in the days before. Write what you know and what you only suspect."
            ),
        ),
        "safe": Question(
            _("Is the account safe now"),
            _(
                "Can anybody still get in? Please change the passwords of your e-mail and of the account, "
                "from a clean device. Close all other sessions, and look for forwarding rules in your mailbox. "
                "Tell us when it is done."
            ),
        ),
    }
)


def text_of(name: str, case: Case) -> str:
    """What a template says in the language of the case; "" for none."""
    question = QUESTIONS.get(name)
    if question is None:
        return ""
    with override(_language(case)):
        return str(question.text)


def _language(case: Case) -> str:
    try:
        return get_supported_language_variant(case.language or "en")
    except LookupError:
        return "en"
