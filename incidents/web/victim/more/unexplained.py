"""What in a case does not fit together yet: asked calmly, with the page where it can be looked at."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from incidents.core.contradictions import contradictions
from incidents.core.directory import name_of
from incidents.core.record import CaseRecord
from incidents.web.victim.shown import Words

QUESTIONS: Mapping[str, tuple[str, Words]] = {
    "withdrawal_without_right": (
        "all_keys",
        _("The keys at %(company)s could not withdraw. But withdrawals from there are listed: %(count)s."),
    ),
    "outside_window": ("when", _("Lines outside the time you gave for the theft: %(count)s.")),
    "revoked_before_use": ("all_keys", _("The key “%(key)s” was used after it was switched off: %(count)s times.")),
    "withdrawal_after_lock": (
        "taken",
        _("%(company)s locked the account. But later withdrawals are listed: %(count)s."),
    ),
    "sum_unlike_rows": (
        "taken",
        _("You first said about %(typed)s %(asset)s. The lines add up to %(rows)s %(asset)s."),
    ),
    "noticed_before_it_happened": ("when", _("You noticed it before the first line of what was taken.")),
    "to_own_wallet": ("wallets", _("Lines that went to a wallet you call your own: %(count)s.")),
    "same_transaction_twice": ("taken", _("Lines that seem to stand there twice: %(count)s.")),
}
"""Code -> the page where it can be looked at, and the question (a test holds it against the rules)."""


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that is not explained yet."""

    page: str
    text: str


def questions(record: CaseRecord) -> list[Question]:
    """Everything that does not fit together yet."""
    found = []
    for item in contradictions(record):
        page, words = QUESTIONS[item.code]
        said = item.params | ({"company": name_of(item.params["company"])} if "company" in item.params else {})
        found.append(Question(f"victim:{page}", str(words) % said))
    return found
