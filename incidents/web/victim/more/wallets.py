"""The reader's own wallets: which network, which address, which app."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from incidents.core.record_parts import Wallet
from incidents.core.vocabulary import ReferenceKind
from incidents.web.victim.draft import Draft
from incidents.web.victim.fact_pages import FactPages, Line, Shown
from incidents.web.victim.fields import select, text
from incidents.web.victim.forms.fact_form import FactForm
from incidents.web.victim.identifiers import doubts, network_choices, read_as
from incidents.web.victim.paste_words import network_name


class WalletForm(FactForm):
    """One wallet. Its address is public: no phrase, no key, no password."""

    part_class = Wallet

    address = text(
        _("The address of your wallet"),
        hint=_("The public address, as you give it to receive money. Never the phrase or a key."),
    )
    network = select(_("On which network?"), network_choices)
    app = text(_("Which wallet app? If you know"), hint=_("For example: MetaMask, Phantom, Ledger."), spelled=True)

    def members(self) -> dict[str, Any]:
        said = self.cleaned_data
        read = read_as(said["address"], ReferenceKind.ADDRESS, said["network"])
        found = {"address": read.canonical, "network": said["network"] or read.network} if read else {}
        return super().members() | found

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not (said.get("address") or said.get("app")):
            self.add_error("address", gettext("Enter the address, or the app at least"))
        return said


class WalletPages(FactPages):
    """The list of own wallets."""

    name = word = "wallets"
    form = WalletForm
    title = _("Your own wallets")
    lead = _("Police see with them which money was yours. We never ask for the phrase or a key.")
    add_words = _("Add a wallet")
    change_words = _("Change this wallet")
    remove_words = _("Take this wallet out")
    none_words = _("I have no wallet of my own")

    def show(self, part: Wallet, draft: Draft) -> Shown:
        del draft
        lines = [Line(_("Address"), part.address, is_id=True)] if part.address else []
        if part.network:
            lines.append(Line(_("Network"), network_name(part.network)))
        marks = doubts(part.address, ReferenceKind.ADDRESS, part.network)
        if not part.address:
            marks = [gettext("The address is missing.")]
        return Shown(part.app or gettext("Wallet"), tuple(lines), tuple(marks))


PAGES = WalletPages()
