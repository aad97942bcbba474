"""Where a line of what was taken left from and where it went: on a chain, at a company."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from incidents.core import references
from incidents.core.directory import name_of
from incidents.core.record import CaseRecord
from incidents.core.vocabulary import ReferenceKind
from incidents.web.victim import companies
from incidents.web.victim.fields import select, text
from incidents.web.victim.forms.taken_line import TakenForm
from incidents.web.victim.identifiers import network_choices, read_as

IDENTIFIERS = {
    "txid": ReferenceKind.TXID,
    "to_address": ReferenceKind.ADDRESS,
    "from_address": ReferenceKind.ADDRESS,
    "spender": ReferenceKind.ADDRESS,
    "token_contract": ReferenceKind.ADDRESS,
}
"""Members of a line that stand on a chain, and what each of them is. The first that tells the network decides it."""


class OnChain(TakenForm):
    """A line on a chain. Every identifier is read; one that looks mistyped is kept as typed."""

    txid = text(_("Transaction number, if there is one"), hint=_("Or a link to it."))
    network = select(_("On which network?"), network_choices)

    def members(self) -> dict[str, Any]:
        said, members = self.cleaned_data, super().members()
        network: str | None = said["network"] or None
        for name, kind in IDENTIFIERS.items():
            if name not in members or not (read := read_as(members[name] or "", kind, network)):
                continue
            network = network or read.network
            members[name] = read.canonical
            if name == "to_address" and read.memo and not said.get("memo"):
                members["memo"] = read.memo
            if name == "txid":
                members["index"] = output_index(read)
        return members | ({"network": network} if network else {})


class AtCompany(TakenForm):
    """A line that left an account: at which company."""

    company = select(_("From your account at which company?"), [("", "")])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["company"].choices = company_choices(self.draft.record, self.part.institution)  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        own = own_companies(self.draft.record)
        return super().given() | {"company": self.part.institution or (own[0][0] if own else "")}

    def members(self) -> dict[str, Any]:
        asked = {"institution": self.cleaned_data["company"] or None} if "company" in self.data else {}
        return super().members() | asked


class WentTo(TakenForm):
    """A line that went to an address or to another company."""

    reveals = {"to_company_name": "other"}

    to_address = text(_("The address it went to"), hint=_("We keep it even if it looks mistyped."))
    memo = text(_("Memo, tag or message that went with it"), hint=_("Some networks use it to find the customer."))
    to_company = select(
        _("The company it went to, if you know"),
        companies.choices,
        hint=_("Only if you know it, or an explorer shows it. A wrong letter helps nobody."),
    )
    to_company_name = text(_("Another company: type its name"), spelled=True)

    def given(self) -> dict[str, Any]:
        known = companies.is_listed(self.part.to_institution)
        return super().given() | {"to_company": self.part.to_institution if known else ""}

    def members(self) -> dict[str, Any]:
        said, members = self.cleaned_data, super().members()
        if not {"to_company", "to_company_name"} & set(self.answered):
            return members
        chosen = companies.understand(said["to_company"], said["to_company_name"])
        members["to_institution"] = chosen.slug
        if chosen.name and not chosen.slug:
            # Translators: a note in the police papers; %(name)s is a company the reporter named.
            belief = gettext("The reporter believes that it went to: %(name)s") % {"name": chosen.name}
            members["note"] = "\n".join(text for text in (said["note"], belief) if text)
        return members


def output_index(read: references.Reference) -> int | None:
    """Which output of a transaction was named, as in "...:0"."""
    named = next((note.partition(":")[2] for note in read.notes if note.startswith("output_index:")), "")
    return int(named) if named else None


def own_companies(record: CaseRecord) -> list[tuple[str, str]]:
    """The companies where the reader has an account, as the record names them."""
    named = [(account.institution or account.institution_name, account) for account in record.accounts]
    found = {place: account.institution_name or name_of(place) for place, account in named if place}
    return list(found.items())


def company_choices(record: CaseRecord, chosen: str | None) -> list[tuple[str, str]]:
    """Not knowing, the reader's own companies, then every listed one."""
    listed = [(slug, name) for slug, name in companies.choices() if slug not in ("", companies.OTHER)]
    named = dict([*own_companies(record), *([(chosen, name_of(chosen))] if chosen else []), *listed])
    own = dict(own_companies(record))
    return [("", gettext("I do not know")), *(named | own).items()]
