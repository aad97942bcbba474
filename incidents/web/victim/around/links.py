"""Links and contacts of the thief: pasted many at once, understood one by one, changed one by one."""

from typing import Any, ClassVar

from django import forms
from django.urls import URLPattern, path
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from incidents.core.record_parts import Indicator
from incidents.core.record_types import Part
from incidents.core.traces import read_trace, read_traces
from incidents.models import Case
from incidents.services import facts
from incidents.services.snapshot import snapshot
from incidents.web.victim.draft import Draft
from incidents.web.victim.fact_pages import SHOWN, FactPages
from incidents.web.victim.fact_store import Fact, FactStore, RowStore
from incidents.web.victim.fields import long_text, select, text
from incidents.web.victim.forgiving import day
from incidents.web.victim.forms.fact_form import FactForm
from incidents.web.victim.session import actor, needs_case
from incidents.web.victim.shown import Line, Shown, day_words

KINDS = {
    "url": _("Link to a page"),
    "domain": _("Site"),
    "email": _("E-mail address"),
    "phone": _("Phone number"),
    "handle": _("Name in a chat or network"),
    "address": _("Wallet address"),
    "ip": _("Network address (IP)"),
    "file_hash": _("Fingerprint of a file"),
}
ROLES = {
    "phishing": _("a false page or message"),
    "contact": _("they wrote or called from there"),
    "payment": _("money was to go there"),
    "app": _("a false app or remote access"),
    "recovery": _("somebody who offers to get it back"),
}
UNCLEAR = _("We could not tell what this is. Choose it yourself")


def role() -> forms.ChoiceField:
    """What something was used for."""
    return select(_("What was it used for? If you know"), (("", _("I do not know")), *ROLES.items()))


class LinkForm(FactForm):
    """One trace, to be changed."""

    part_class = Indicator

    value = text(_("The link, number or name"))
    kind = select(_("What is it?"), (("", _("I do not know")), *KINDS.items()))
    role = role()
    first_seen = day(_("When did you see it first? If you know"))
    note = text(_("A note, if it helps"), spelled=True)

    def members(self) -> dict[str, Any]:
        said = super().members()
        if said.get("value"):
            read = read_trace(said["value"])
            said["value"] = read.value
            if "kind" not in said and read.kind:
                said["kind"] = read.kind
        return said

    def clean_value(self) -> str:
        """Something has to stand there; to take it out there is a button."""
        value = str(self.cleaned_data["value"]).strip()
        if not value:
            raise forms.ValidationError(gettext("Enter the link, the number or the name"))
        return value


class Pasted(Part):
    """Several traces at once."""

    many: tuple[Indicator, ...] = ()


class PasteForm(FactForm):
    """The box for as many as there are."""

    part_class = Pasted

    values = long_text(
        _("Paste or type them, one on each line"),
        hint=_("Links, sites, e-mails, phone numbers, chat names, wallet addresses. Any mix."),
        code=True,
    )
    role = role()
    first_seen = day(_("When did you see them first? If you know"))

    def clean_values(self) -> str:
        """Something has to stand there."""
        values = str(self.cleaned_data["values"])
        if not values.strip():
            raise forms.ValidationError(gettext("Paste or type at least one"))
        return values

    def to_part(self) -> Part:
        said = self.cleaned_data
        fixed = {"role": said["role"] or None, "first_seen": said["first_seen"] or None}
        found = read_traces(said["values"])
        return Pasted(many=tuple(Indicator(kind=item.kind, value=item.value, **fixed) for item in found))


class PasteStore(RowStore):
    """The list, to which several are added at once; what is there already is not added again."""

    def put(self, case: Case, fact: Fact | None, part: Part, seen: int | None) -> None:
        del fact
        assert isinstance(part, Pasted)  # noqa: S101 - the form makes nothing else
        known = {trace.value.casefold() for trace in snapshot(case).indicators if trace.value}
        new = tuple(item for item in part.many if (item.value or "").casefold() not in known)
        if new:
            facts.add(by=actor(case), case=case, name=self.name, parts=new, seen=seen)


class LinkPages(FactPages):
    """The list."""

    name = "indicators"
    word = "links"
    form: ClassVar[type[FactForm]] = LinkForm
    title = _("Links and contacts of the thief")
    lead = _("Papers print them so that nobody can click them by accident.")
    add_words = _("Add links and contacts")
    change_words = _("Change this")
    remove_words = _("Take this out")
    none_words = _("I have none")

    def show(self, part: Indicator, draft: Draft) -> Shown:
        del draft
        lines = [Line(_("What it is"), str(KINDS[part.kind]))] if part.kind in KINDS else []
        if part.role and part.role != "unknown":
            lines.append(Line(_("Used for"), str(ROLES.get(part.role, part.role))))
        if part.first_seen:
            lines.append(Line(_("First seen"), day_words(part.first_seen)))
        if part.note:
            lines.append(Line(_("Note"), part.note))
        return Shown(part.value or "", tuple(lines), () if part.kind in KINDS else (UNCLEAR,))

    def paths(self) -> list[URLPattern]:
        """As for every list, but new ones are pasted."""
        kept = [found for found in super().paths() if found.name != "links_new"]
        return [*kept, path("links/new", SHOWN(needs_case(PASTE.one)), name="links_new")]


class LinkPaste(LinkPages):
    """The page on which they are added."""

    form = PasteForm

    @property
    def store(self) -> FactStore:
        return PasteStore(self.name)


PASTE = LinkPaste()
PAGES = LinkPages()
