"""Which company: chosen from the list, or typed and asked about once, where the name may mean a known one."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from incidents.core.directory import Institution
from incidents.core.record_parts import Account
from incidents.web.victim import companies
from incidents.web.victim.fields import select, text
from incidents.web.victim.forms.base import PageForm

AS_TYPED = "-"


class CompanyForm(PageForm):
    """The company of an account. After ``is_valid``, ``chosen`` is what was understood."""

    reveals = {"company_name": "other"}

    company = select(
        _("At which company?"),
        companies.choices,
        hint=_("The company whose account was hit, or from which you sent it."),
    )
    company_name = text(_("Another company: type its name or its site"), spelled=True)
    meant = forms.CharField(required=False, max_length=120)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout.fields = [item for item in self.helper.layout.fields if item.fields != ["meant"]]
        self.proposals: list[Institution] = []

    @staticmethod
    def company_of(account: Account) -> dict[str, Any]:
        """The company of an account, as initial values."""
        listed = companies.is_listed(account.institution)
        named = None if listed else account.institution_name or account.institution
        return {
            "company": account.institution if listed else companies.OTHER if named else "",
            "company_name": named,
        }

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        meant, typed = said.get("meant", ""), said.get("company_name", "")
        self.chosen = companies.understand(said.get("company", ""), typed)
        if companies.is_known(meant):
            self.chosen = companies.understand(meant, "")
        if self.chosen and not self.chosen.slug and meant != AS_TYPED:
            self.proposals = companies.proposals(typed)
            if self.proposals:
                self.add_error("company_name", gettext("Choose one of the companies below, or keep the name as typed"))
        return said
