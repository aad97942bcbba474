"""The reader's accounts at companies: which, under which number, in which state."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from incidents.core.directory import name_of
from incidents.core.record_parts import Account
from incidents.web.victim.draft import Draft
from incidents.web.victim.fact_pages import FactPages, Line, Shown, Words
from incidents.web.victim.fact_store import Fact
from incidents.web.victim.fields import select, text
from incidents.web.victim.forms.company import CompanyForm
from incidents.web.victim.forms.fact_form import FactForm
from incidents.web.victim.forms.you import looks_mistyped
from incidents.web.victim.more.key_advice import still_on

STATES: Mapping[str, Words] = {
    "open": _("Open. I can use it"),
    "withdraw_only": _("I can only withdraw"),
    "locked": _("Locked by the company, or I cannot get in"),
    "closed": _("Closed"),
}
TWO_FACTOR: Mapping[str, Words] = {
    "none": _("None"),
    "sms": _("A code by SMS"),
    "email": _("A code by e-mail"),
    "totp": _("A code from an app"),
    "security_key": _("A security key or passkey"),
}
UNKNOWN = ("", _("I do not know"))


class AccountForm(CompanyForm, FactForm):
    """One account. The company finds it by its number and its e-mail; passwords are never asked."""

    part_class = Account

    uid = text(_("Your user number there (UID)"), hint=_("It stands in the account's settings. Not the password."))
    registered_email = text(
        _("The e-mail of the account"),
        hint=_("Only this company and the police see it."),
        inputmode="email",
        kind="email",
    )
    state = select(_("How is the account now?"), (UNKNOWN, *STATES.items()))
    two_factor = select(_("Which second factor did it have?"), (UNKNOWN, *TWO_FACTOR.items()))

    def given(self) -> dict[str, Any]:
        return super().given() | self.company_of(self.part)

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if not self.chosen:
            self.add_error("company", gettext("Choose the company, or choose another and type its name"))
        return said

    def members(self) -> dict[str, Any]:
        return super().members() | {"institution": self.chosen.slug, "institution_name": self.chosen.name}


def account_name(account: Account) -> str:
    """The company of an account, in words."""
    return account.institution_name or name_of(account.institution or "") or gettext("Company not known yet")


class AccountPages(FactPages):
    """The list of accounts."""

    name = word = "accounts"
    form = AccountForm
    form_template = "victim/more/account.html"
    title = _("Your accounts at companies")
    lead = _("Each company finds your account by its number and its e-mail. Never give a password.")
    add_words = _("Add an account")
    change_words = _("Change this account")
    remove_words = _("Take this account out")
    none_words = _("I have no account at a company")

    def links(self, fact: Fact, part: Account) -> list[tuple[str, Words]]:
        del part
        return [(reverse("victim:keys", args=[fact]), _("API keys"))]

    def show(self, part: Account, draft: Draft) -> Shown:
        del draft
        lines = [Line(_("User number"), part.uid, is_id=True)] if part.uid else []
        if part.registered_email:
            lines.append(Line(_("E-mail"), part.registered_email))
        if part.state:
            lines.append(Line(_("State"), str(STATES.get(part.state, part.state))))
        if part.two_factor:
            lines.append(Line(_("Second factor"), str(TWO_FACTOR.get(part.two_factor, part.two_factor))))
        lines += [Line(_("API key"), key.label or gettext("Key without a name")) for key in part.api_keys]
        return Shown(account_name(part), tuple(lines), tuple(marks_of(part)))


def marks_of(account: Account) -> Iterator[str]:
    """What to look at again."""
    if not account.institution:
        yield gettext("We do not know this company. No letter is made to it. Show it to the police.")
    if account.registered_email and looks_mistyped("email", account.registered_email):
        yield gettext("%(value)s looks mistyped. We keep it.") % {"value": account.registered_email}
    count = still_on(account)
    if count:
        words = ngettext(
            "%(count)s API key is still on, as far as we know.",
            "%(count)s API keys are still on, as far as we know.",
            count,
        )
        yield words % {"count": count}


PAGES = AccountPages()
