"""What a case says that its newest version does not, in words: the reason for making the next one."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from incidents.core.record import CaseRecord

MEMBERS: tuple[tuple[str, str | Promise], ...] = (
    ("ongoing", _("whether money can still leave")),
    ("safety", _("your safety")),
    ("reporter", _("who reports")),
    ("victim", _("your name, address or ways to reach you")),
    ("country", _("your country")),
    ("time_zone", _("your time zone")),
    ("kind", _("what was hit")),
    ("accounts", _("your accounts and their API keys")),
    ("estimate", _("roughly how much")),
    ("discovered_at", _("when you noticed")),
    ("window", _("when it happened")),
    ("causes", _("how it happened")),
    ("narrative", _("your own words")),
    ("wallets", _("your own wallets")),
    ("indicators", _("links and contacts of the thief")),
    ("suspects", _("whom you suspect")),
    ("other_holders", _("who else owns it")),
    ("police_reports", _("the police number")),
    ("letters", _("letters you sent")),
    ("contacts", _("answers of companies")),
    ("consents", _("who may see it")),
)


def changes(made: CaseRecord, now: CaseRecord) -> list[str]:
    """Each part that differs, once."""
    before, after = made.given(), now.given()
    found: list[str] = []
    grown = len(after.get("movements", [])) - len(before.get("movements", []))
    if grown > 0:
        found.append(
            ngettext("%(count)s more line of what was taken", "%(count)s more lines of what was taken", grown)
            % {"count": grown}
        )
    elif before.get("movements") != after.get("movements"):
        found.append(str(_("lines of what was taken")))
    files = len(after.get("evidence", [])) - len(before.get("evidence", []))
    if files > 0:
        found.append(ngettext("%(count)s more file", "%(count)s more files", files) % {"count": files})
    found += [str(words) for name, words in MEMBERS if before.get(name) != after.get(name)]
    return found
