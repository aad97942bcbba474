"""Question 7: where it went, if that is known. A company counts only when the directory knows it."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from incidents.core import references
from incidents.core.attribution import attribute
from incidents.core.record import CaseRecord
from incidents.core.record_movement import Movement
from incidents.core.references import Reference
from incidents.core.vocabulary import Actor, ReferenceKind
from incidents.models import Case
from incidents.models import Movement as MovementRow
from incidents.services import facts
from incidents.web.victim import companies
from incidents.web.victim.draft import DONE
from incidents.web.victim.fields import one_of, select, text
from incidents.web.victim.forms.base import StepForm
from incidents.web.victim.taken import WENT_TO, movement_of

ALL, NEW = "all", "new"
MOST_SHOWN = 20


def is_open(movement: Movement) -> bool:
    """Whether a line says nothing yet about where it went."""
    return bool(movement.txid or movement.withdrawal_id) and not (movement.to_address or movement.to_institution)


class WhereForm(StepForm):
    """A company, an address, or both."""

    slug = "where"
    title = _("Where did it go, if you know?")
    template = "victim/step_where.html"

    reveals = {"company_name": "other"}

    company = select(
        _("A company it went to"),
        companies.choices,
        hint=_("Only if you know it, or an explorer shows it. A wrong letter helps nobody."),
    )
    company_name = text(_("Another company: type its name"), spelled=True)
    address = text(_("An address it went to, or a link to it"), hint=_("We keep it even if it looks mistyped."))
    which = one_of(_("Is this for the transactions you gave us?"), ())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.waiting = sum(is_open(movement) for movement in self.draft.record.movements)
        if self.waiting:
            every = ngettext("Yes, for the one you listed", "Yes, for all %(count)s you listed", self.waiting)
            self.fields["which"].choices = [(ALL, every % {"count": self.waiting}), (NEW, _("No, it is another one"))]  # type: ignore[attr-defined]
        else:
            del self.fields["which"]
            self.helper.layout.fields.pop()

    @property
    def recognised(self) -> list[dict[str, Any]]:
        """The addresses of the report and what public lists say of each."""
        record = self.draft.record
        pairs = [(m.to_address, m.network) for m in record.movements if m.to_address]
        pairs += [(trace.value, None) for trace in record.indicators if trace.kind == "address" and trace.value]
        return [
            {"address": address, "entries": attribute(address, network).institutions}
            for address, network in list(dict.fromkeys(pairs))[:MOST_SHOWN]
        ]

    def given(self, record: CaseRecord) -> dict[str, Any]:
        del record
        return {}

    @classmethod
    def is_answered(cls, record: CaseRecord) -> bool:
        return any(movement.to_address or movement.to_institution for movement in record.movements)

    def keep(self, *, by: Actor, case: Case, seen: int | None) -> str:
        said = self.cleaned_data
        target = self._target(companies.understand(said["company"], said["company_name"]), said["address"])
        if not target:
            return DONE
        if self.waiting and said.get("which") != NEW:
            self._fill(by, case, target, seen)
        else:
            empty = Reference("", ReferenceKind.UNKNOWN)
            bare = movement_of(empty, WENT_TO, None, self.draft).model_copy(update={"to_address": None})
            facts.add(by=by, case=case, name="movements", parts=(bare.model_copy(update=target),), seen=seen)
        return DONE

    def _target(self, company: companies.Chosen, address: str) -> dict[str, Any]:
        """The members of a line that tell where it went."""
        target: dict[str, Any] = {}
        if company.slug:
            target["to_institution"] = company.slug
        elif company.name:
            # Translators: a note in the police papers; %(name)s is a company the reporter named.
            target["note"] = str(_("The reporter believes that it went to: %(name)s") % {"name": company.name})
        if address.strip():
            read = references.read(address, asset=self.draft.record.estimate.asset)
            if read.kind is ReferenceKind.TXID:
                target["txid"] = read.canonical
            else:
                target |= {"to_address": read.canonical or address.strip(), "memo": read.memo}
            target["network"] = read.network
        return {name: value for name, value in target.items() if value is not None}

    def _fill(self, by: Actor, case: Case, target: dict[str, Any], seen: int | None) -> None:
        rows = MovementRow.objects.filter(case=case).order_by("position")
        for row, part in zip(rows, self.draft.record.movements, strict=True):
            if is_open(part):
                update = {name: value for name, value in target.items() if name != "network" or not part.network}
                facts.change(
                    by=by, case=case, name="movements", fact=row.id, part=part.model_copy(update=update), seen=seen
                )
                seen = None
