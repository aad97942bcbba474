"""The API keys of one account: what is known of each, never its secret."""

import re
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from incidents.core.record_parts import Account, ApiKey
from incidents.core.record_types import Part
from incidents.models import Account as AccountRow
from incidents.models import Case
from incidents.services import facts
from incidents.web.victim.draft import Draft
from incidents.web.victim.fact_pages import SHOWN, FactPages, Line, Shown
from incidents.web.victim.fact_store import MOST, Fact, RowStore
from incidents.web.victim.fields import text, tick
from incidents.web.victim.forgiving import day, moment
from incidents.web.victim.forms.fact_form import FactForm
from incidents.web.victim.more.accounts import account_name
from incidents.web.victim.more.key_advice import marks_of, where
from incidents.web.victim.session import actor, needs_case
from incidents.web.victim.shown import Overview, day_words

PREFIX = 6
"""Of the public part of a key so many characters are kept: enough for the company to find it."""

RIGHTS = {"read": _("read"), "trade": _("trade"), "withdraw": _("withdraw")}


class KeyForm(FactForm):
    """One key. Of its public part only the beginning is kept, so that a secret typed there is not."""

    part_class = ApiKey
    unkept = ("public_prefix",)
    tucked = ("ip_allowlist",)

    label = text(_("The name of the key"), hint=_("As you or the company named it."))
    public_prefix = text(
        _("The first 6 characters of the key"),
        hint=_("Of the public part. Never the secret. We keep only 6."),
    )
    created_on = day(_("When was it made?"))
    linked_app = text(_("Which bot or app had it?"), spelled=True)
    read = tick(_("It could read"))
    trade = tick(_("It could trade"))
    withdraw = tick(_("It could withdraw"))
    revoked_at = moment(_("When was it switched off?"), hint=_("Leave it empty if it is still on, or you do not know."))
    ip_allowlist = text(_("Was it limited to IP addresses? Which?"), hint=_("Put a comma between them."))

    def given(self) -> dict[str, Any]:
        rights = {name: any(name in right.casefold() for right in self.part.permissions) for name in RIGHTS}
        return super().given() | rights | {"ip_allowlist": ", ".join(self.part.ip_allowlist)}

    def clean_public_prefix(self) -> str:
        """The beginning, whatever was typed."""
        return re.sub(r"[\s…*.]", "", str(self.cleaned_data["public_prefix"]))[:PREFIX]

    def members(self) -> dict[str, Any]:
        said, members = self.cleaned_data, super().members()
        if "ip_allowlist" in members:
            members["ip_allowlist"] = re.findall(r"[^\s,;]+", said["ip_allowlist"])
        if set(RIGHTS) & set(self.answered):
            others = [right for right in self.part.permissions if not any(name in right.casefold() for name in RIGHTS)]
            members["permissions"] = [*(name for name in RIGHTS if said[name]), *others]
        return members


class KeyStore:
    """The keys inside one account, each known by its place."""

    def __init__(self, account: UUID) -> None:
        self.account = account
        self.rows = RowStore("accounts")

    def of(self, case: Case) -> Account:
        """The account."""
        found = self.rows.part(case, self.account)
        return found if isinstance(found, Account) else Account()

    def turn(self, case: Case, number: str | None) -> Page[Any]:
        return Paginator(list(enumerate(self.of(case).api_keys)), MOST).get_page(number)

    def read(self, entries: Iterable[Any]) -> list[tuple[Fact, Part]]:
        return list(entries)

    def part(self, case: Case, fact: Fact) -> Part:
        found = dict(enumerate(self.of(case).api_keys)).get(int(fact))
        if found is None:
            raise Http404
        return found

    def last(self, case: Case) -> Part | None:
        keys = self.of(case).api_keys
        return keys[-1] if keys else None

    def put(self, case: Case, fact: Fact | None, part: Part, seen: int | None) -> None:
        keys: list[Part] = list(self.of(case).api_keys)
        place = len(keys) if fact is None else int(fact)
        self._write(case, [*keys[:place], part, *keys[place + 1 :]], seen)

    def drop(self, case: Case, fact: Fact, seen: int | None) -> None:
        self.part(case, fact)
        self._write(case, [key for place, key in enumerate(self.of(case).api_keys) if place != fact], seen)

    def _write(self, case: Case, keys: list[Part], seen: int | None) -> None:
        part = self.of(case).model_copy(update={"api_keys": tuple(keys)})
        facts.change(by=actor(case), case=case, name="accounts", fact=self.account, part=part, seen=seen)


class KeyPages(FactPages):
    """The list of keys of one account."""

    word = "keys"
    form = KeyForm
    list_template = "victim/more/keys.html"
    form_template = "victim/more/key.html"
    title = _("API keys of this account")
    lead = _("A bot or an app trades with such a key. We never ask for the secret.")
    add_words = _("Add a key")
    change_words = _("Change this key")
    remove_words = _("Take this key out of the list")
    none_words = _("There was no API key")

    def __init__(self, account: UUID) -> None:
        self.account = account

    @property
    def store(self) -> KeyStore:
        return KeyStore(self.account)

    @property
    def place(self) -> Mapping[str, object]:
        return {"account": self.account}

    def url(self, page: str = "", **more: object) -> str:
        return super().url(page, **({"key": more["fact"]} if "fact" in more else {}))

    def back(self, case: Case) -> str:
        del case
        return reverse("victim:accounts")

    def more(self, draft: Draft) -> Mapping[str, object]:
        account = self.store.of(draft.case) if draft.case else Account()
        return {"company": account_name(account), "where": where(account)}

    def show(self, part: ApiKey, draft: Draft) -> Shown:
        del draft
        return shown(part)


def shown(part: ApiKey) -> Shown:
    """One key as it reads."""
    lines = [Line(_("Begins with"), part.public_prefix, is_id=True)] if part.public_prefix else []
    if part.created_on:
        lines.append(Line(_("Made on"), day_words(part.created_on)))
    if part.linked_app:
        lines.append(Line(_("Bot or app"), part.linked_app))
    if part.permissions:
        lines.append(
            Line(_("What it could do"), ", ".join(str(RIGHTS.get(right, right)) for right in part.permissions))
        )
    if part.ip_allowlist:
        lines.append(Line(_("Limited to"), ", ".join(part.ip_allowlist), is_id=True))
    lines.append(Line(_("Switched off"), gettext("Not known to be switched off"), moment=part.revoked_at))
    return Shown(part.label or gettext("Key without a name"), tuple(lines), tuple(marks_of(part)))


def overview(case: Case, draft: Draft) -> Overview:
    """The keys of every account, for the page on which everything is checked."""
    del case
    return Overview([shown(key) for account in draft.record.accounts for key in account.api_keys])


@require_safe
@needs_case
def all_keys(request: HttpRequest, case: Case) -> HttpResponseBase:
    """To the keys of the only account, else to the accounts."""
    del request
    accounts = list(AccountRow.objects.filter(case=case).values_list("id", flat=True)[:2])
    return redirect("victim:keys", accounts[0]) if len(accounts) == 1 else redirect("victim:accounts")


@needs_case
def listed(request: HttpRequest, case: Case, account: UUID) -> HttpResponseBase:
    """The keys of an account."""
    return KeyPages(account).listed(request, case)


@needs_case
def one(request: HttpRequest, case: Case, account: UUID, key: int | None = None) -> HttpResponseBase:
    """One key: a new one, or one that is there."""
    return KeyPages(account).one(request, case, key)


@needs_case
def remove(request: HttpRequest, case: Case, account: UUID, key: int) -> HttpResponseBase:
    """Take a key out of the list."""
    return KeyPages(account).remove(request, case, key)


PATHS: list[URLPattern] = [
    path("keys", all_keys, name="all_keys"),
    path("accounts/<uuid:account>/keys", SHOWN(listed), name="keys"),
    path("accounts/<uuid:account>/keys/new", SHOWN(one), name="keys_new"),
    path("accounts/<uuid:account>/keys/<int:key>", SHOWN(one), name="keys_one"),
    path("accounts/<uuid:account>/keys/<int:key>/remove", require_POST(remove), name="keys_remove"),
]
