"""The form of one fact: an element of a list of the record, typed by hand or filled in later."""

from typing import Any, ClassVar

from django import forms

from incidents.core.record_types import Part
from incidents.web.victim.draft import Draft
from incidents.web.victim.forgiving import prepare, shown_value
from incidents.web.victim.forms.base import PageForm


class FactForm(PageForm):
    """One fact. Fields named like members of the part fill them; a subclass turns the others into members."""

    part_class: ClassVar[type[Part]]
    unkept: ClassVar[tuple[str, ...]] = ()
    """Fields of which only a part may be kept: what was typed there is not kept before it is cut."""

    def __init__(self, *args: Any, draft: Draft, part: Part | None = None, **kwargs: Any) -> None:
        self.draft = draft
        self.part: Any = part or self.part_class()
        kwargs["initial"] = self.given() | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        prepare(self, draft.record.zone)
        self._offer_what_stands()

    def _offer_what_stands(self) -> None:
        """A word that came from elsewhere and is in no list can be kept."""
        for name in self.plain():
            field, told = self.fields.get(name), getattr(self.part, name)
            if isinstance(field, forms.ChoiceField) and isinstance(told, str) and not field.valid_value(told):
                field.choices = [*field.choices, (told, told)]  # type: ignore[misc]

    def plain(self) -> list[str]:
        """The fields that are members of the part as they stand."""
        return [name for name in self.base_fields if name in self.part_class.model_fields]

    def given(self) -> dict[str, Any]:
        """What the fact says already, as initial values."""
        zone = self.draft.record.zone
        return {name: shown_value(getattr(self.part, name), zone) for name in self.plain()}

    @property
    def answered(self) -> list[str]:
        """The fields that were sent and say something else than the fact does already."""
        sent = [
            name for name in self.fields if not self.fields[name].widget.value_omitted_from_data(self.data, {}, name)
        ]
        return [name for name in sent if name in self.changed_data]

    def members(self) -> dict[str, Any]:
        """The answers that changed, as members of the part: what stays is kept to the digit. Nothing is None."""
        plain = set(self.plain())
        return {name: self.cleaned_data[name] or None for name in self.answered if name in plain}

    def to_part(self) -> Part:
        """The fact with what was typed; what the page does not ask stays."""
        kept = self.part.model_dump(mode="json", exclude_none=True, by_alias=False)
        return self.part_class.model_validate(kept | self.members())
