"""Question 4: what was hit, how, and at which company. The kind decides the sentence that is signed: it claims no more
than was said."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from incidents.core.record import CaseRecord
from incidents.core.record_parts import Account, Wallet
from incidents.core.vocabulary import Actor
from incidents.models import Account as AccountRow
from incidents.models import Case
from incidents.services import cases, facts
from incidents.web.victim.draft import DONE
from incidents.web.victim.fields import one_of, text, tick
from incidents.web.victim.forms.base import StepForm
from incidents.web.victim.forms.company import CompanyForm
from incidents.web.victim.kinds import (
    BELIEVED,
    EXCHANGE,
    FALSE_SITE,
    FORCED,
    NEED_COMPANY,
    NOT_KNOWN,
    NOT_ME,
    SENT,
    SIGNED,
    TRADES,
    UNSURE,
    WALLET,
    kind_of,
)


class HitForm(CompanyForm, StepForm):
    """What was hit, how, and where."""

    slug = "hit"
    title = _("What was hit?")
    template = "victim/step_hit.html"
    field_order = ("hit", "how", "by_key", "app")
    remember = ("hit", "how", "by_key")
    reveals = {"by_key": "exchange trades", "app": "wallet", "company_name": "other"}

    hit = one_of(
        title,
        (
            (EXCHANGE, _("My account at an exchange")),
            (WALLET, _("My own wallet")),
            (TRADES, _("Trades were made that I did not make")),
            (SENT, _("I sent it to someone")),
            (UNSURE, _("I am not sure")),
        ),
        required=True,
        missing=_("Choose what was hit, or that you are not sure"),
    )
    how = one_of(
        _("How did it happen, as far as you know?"),
        (
            (NOT_ME, _("Somebody else did it. I confirmed nothing")),
            (SIGNED, _("I confirmed or signed something, and did not understand what it does")),
            (BELIEVED, _("I sent it because I believed a person or an investment")),
            (FALSE_SITE, _("I sent it to a site or app that seems to be false")),
            (FORCED, _("I was threatened or forced")),
            (NOT_KNOWN, _("I do not know")),
        ),
        hint=_("It decides what your letters say. They never say more than you know."),
    )
    by_key = tick(_("A bot or an app was connected to the account by an API key"))
    app = text(_("Which wallet app? If you know"), hint=_("For example: MetaMask, Phantom, Ledger."))

    def given(self, record: CaseRecord) -> dict[str, Any]:
        account = record.accounts[0] if record.accounts else Account()
        return self.company_of(account) | {"app": record.wallets[0].app if record.wallets else None}

    @classmethod
    def is_answered(cls, record: CaseRecord) -> bool:
        return record.kind is not None

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("hit") in NEED_COMPANY and not self.chosen:
            self.add_error("company", gettext("Choose the company, or choose another and type its name"))
        return said

    def keep(self, *, by: Actor, case: Case, seen: int | None) -> str:
        said = self.cleaned_data
        kind = kind_of(said["hit"], said["how"], by_key=said["by_key"])
        cases.update(by=by, case=case, members={"kind": kind}, seen=seen)
        self._keep_account(by, case)
        if said["hit"] == WALLET and said["app"]:
            self._keep_app(by, case, said["app"])
        return DONE

    def _keep_account(self, by: Actor, case: Case) -> None:
        rows = list(AccountRow.objects.filter(case=case).order_by("position"))
        if not self.chosen:
            return
        said = {"institution": self.chosen.slug, "institution_name": self.chosen.name}
        if rows:
            part = self.draft.record.accounts[0].model_copy(update=said)
            facts.change(by=by, case=case, name="accounts", fact=rows[0].id, part=part)
        else:
            facts.add(by=by, case=case, name="accounts", parts=(Account(**said),))

    def _keep_app(self, by: Actor, case: Case, app: str) -> None:
        if not any(wallet.app == app for wallet in self.draft.record.wallets):
            facts.add(by=by, case=case, name="wallets", parts=(Wallet(app=app),))
