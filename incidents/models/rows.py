"""Rows that mirror a part of the case record: one mapping, both ways, for every such table.

A table's columns carry the names of the part's members. A time has a second column ``<name>_told`` that keeps it
as it was told, with its offset; nested parts and lists are JSON; members nobody knows go to ``extra``.
"""

from datetime import UTC, datetime
from typing import Any, ClassVar, Self
from uuid import uuid4

from django.db import models

from incidents.core.record_types import Part
from incidents.models.fields import EncryptedJSONField


def told_fields(row: type[models.Model]) -> list[str]:
    """The names of the time columns that keep what was told beside them."""
    names = {field.name for field in row._meta.get_fields()}
    return [name.removesuffix("_told") for name in names if name.endswith("_told")]


def columns_of(row: type[models.Model], part: Part) -> tuple[dict[str, Any], dict[str, Any]]:
    """A part as (values of the row's columns, the rest as plain JSON)."""
    known = {field.name for field in row._meta.get_fields()}
    told = set(told_fields(row))
    values: dict[str, Any] = {}
    given = part.given()
    rest = {name: given[name] for name in part.model_extra or () if name in given}
    for name, field in type(part).model_fields.items():
        value, key = getattr(part, name), field.alias or name
        if name not in known:
            if key in given:
                rest[key] = given[key]
        elif name in told:
            values[name] = value.astimezone(UTC) if value else None
            values[f"{name}_told"] = value.isoformat() if value else None
        elif isinstance(value, Part | tuple):
            values[name] = given.get(key)
        else:
            values[name] = value
    return values, rest


def members_of(row: models.Model, part: type[Part]) -> dict[str, Any]:
    """A row's columns and its extra as the members of a part."""
    known = {field.name for field in row._meta.get_fields()}
    told = set(told_fields(type(row)))
    members: dict[str, Any] = dict(getattr(row, "extra", None) or {})
    for name, field in part.model_fields.items():
        if name not in known:
            continue
        value = getattr(row, name)
        if name in told:
            as_told = getattr(row, f"{name}_told")
            value = datetime.fromisoformat(as_told) if as_told else value
        if value is not None:
            members[field.alias or name] = value
    return members


class Row(models.Model):
    """Every table: a UUID key, so that ids tell nothing and are known before saving."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)

    class Meta:
        abstract = True


class PartRow(Row):
    """One element of a list of the record, in its place."""

    part: ClassVar[type[Part]]

    case = models.ForeignKey("incidents.Case", on_delete=models.CASCADE, related_name="%(class)ss")
    position = models.PositiveIntegerField(default=0)
    extra = EncryptedJSONField(null=True, blank=True)

    class Meta:
        abstract = True

    @classmethod
    def from_part(cls, part: Part, **fixed: Any) -> Self:
        """An unsaved row that says what the part says."""
        values, rest = columns_of(cls, part)
        return cls(**values, extra=rest or None, **fixed)

    def to_part(self) -> Part:
        """The part this row says."""
        return self.part.model_validate(members_of(self, self.part))
