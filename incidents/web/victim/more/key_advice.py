"""What to do about an API key: switched off or not, how old, and where it is switched off."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext, ngettext

from incidents.core import directory
from incidents.core.directory import Fact
from incidents.core.record_parts import Account, ApiKey
from incidents.services import clock

OLD = timedelta(days=90)


def age_of(key: ApiKey, today: date) -> timedelta | None:
    """How old a key is, or was when it was switched off; None where its day is not known.

    >>> age_of(ApiKey(created_on="2026-01-01", revoked_at="2026-01-11T08:00:00+01:00"), date(2026, 6, 1)).days
    10
    """
    try:
        made = date.fromisoformat((key.created_on or "")[:10])
    except ValueError:
        return None
    return (key.revoked_at.date() if key.revoked_at else today) - made


def marks_of(key: ApiKey) -> Iterator[str]:
    """What to look at again."""
    age = age_of(key, clock.now().date())
    if key.revoked_at is None:
        yield gettext("As far as we know it is still on. Switch it off now.")
    if age and age > OLD:
        words = ngettext("It was %(days)s day old. ", "It was %(days)s days old. ", age.days) % {"days": age.days}
        yield words.strip() + " " + gettext("Look for other old keys, and switch them off too.")
    if any("withdraw" in right.casefold() for right in key.permissions):
        yield gettext("It could withdraw. Look for withdrawals that are not in your list.")


def still_on(account: Account) -> int:
    """How many keys of an account are not known to be switched off."""
    return sum(key.revoked_at is None for key in account.api_keys)


@dataclass(frozen=True, slots=True)
class Where:
    """Where keys are switched off at a company: what the directory says of its page, else its own site."""

    name: str
    page: Fact | None = None
    domain: Fact | None = None


def where(account: Account) -> Where:
    """The way to the page for keys at the company of an account."""
    found = directory.get(account.institution or "")
    name = account.institution_name or directory.name_of(account.institution or "")
    return Where(name, found.api_key_page, found.domain_fact) if found else Where(name)
