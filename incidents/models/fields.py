"""Columns of our own: exact amounts, and values that are encrypted at rest.

An encrypted value is bound to its table, column and row. It is opened when it is first read from a model instance
(which knows its row); through ``values()``, filters and updates only the sealed text is ever seen.
"""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from incidents.core.cipher import KeyRing
from incidents.core.record_types import print_amount, read_amount


class AmountField(models.TextField[Any, Any]):
    """An exact decimal, kept as the digits it was given (Django's DecimalField is a float on SQLite)."""

    def from_db_value(self, value: str | None, *_: object) -> Decimal | None:
        return None if value is None else Decimal(value)

    def to_python(self, value: Any) -> Decimal | None:
        return None if value is None else read_amount(value)

    def get_prep_value(self, value: Any) -> str | None:
        return None if value is None else print_amount(read_amount(value))


class Sealed(str):
    """An encrypted value as the database holds it."""

    __slots__ = ()


def key_ring() -> KeyRing:
    """The keys of this installation; the first writes."""
    return KeyRing(tuple(settings.FIELD_KEYS))


class _Opening:
    """Opens a sealed value on first access, when the row is known."""

    def __init__(self, field: "EncryptedTextField") -> None:
        self.field = field

    def __get__(self, instance: models.Model | None, owner: object = None) -> Any:
        if instance is None:
            return self
        name = self.field.attname
        if name not in instance.__dict__:
            instance.refresh_from_db(fields=[name])
        value = instance.__dict__[name]
        if isinstance(value, Sealed):
            value = instance.__dict__[name] = self.field.read(key_ring().open(value, self.field.place(instance)))
        return value

    def __set__(self, instance: models.Model, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class EncryptedTextField(models.TextField[Any, Any]):
    """Text that only the application can read."""

    descriptor_class = _Opening

    def place(self, instance: models.Model) -> str:
        """Where a value belongs: table.column and row."""
        return f"{instance._meta.db_table}.{self.column}|{instance.pk}"

    def read(self, text: str) -> Any:
        return text

    def write(self, value: Any) -> str:
        return str(value)

    def from_db_value(self, value: str | None, *_: object) -> Sealed | None:
        return None if value is None else Sealed(value)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:  # noqa: FBT001
        stored = model_instance.__dict__.get(self.attname)
        if stored is None or isinstance(stored, Sealed):
            return stored
        return self.sealed(stored, model_instance)

    def sealed(self, value: Any, instance: models.Model) -> Sealed:
        """A value as this row keeps it."""
        return Sealed(key_ring().seal(self.write(value), self.place(instance)))

    def get_prep_value(self, value: Any) -> Any:
        if value is None or isinstance(value, Sealed):
            return value
        raise TypeError(f"{self.name} is encrypted: save it through its model instance")

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:  # noqa: FBT001, FBT002
        return None if value is None else str(self.get_prep_value(value))


class EncryptedJSONField(EncryptedTextField):
    """A JSON value that only the application can read."""

    def read(self, text: str) -> Any:
        return json.loads(text)

    def write(self, value: Any) -> str:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def for_update(row: models.Model, values: Mapping[str, Any]) -> dict[str, Any]:
    """Values for an UPDATE that finds its row by a filter: those of encrypted fields sealed for this row."""
    given = dict(values)
    for name, value in values.items():
        field = row._meta.get_field(name)
        if isinstance(field, EncryptedTextField) and value is not None:
            given[name] = field.sealed(value, row)
    return given
