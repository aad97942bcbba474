"""Fields for amounts, days and times as people write them. What cannot be read is asked again, never guessed."""

from datetime import datetime
from decimal import Decimal
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from incidents.core.record import CaseRecord
from incidents.core.record_types import print_amount, read_amount
from incidents.web.victim.day_time import read_moment, show_moment
from incidents.web.victim.fields import Words, text

UTC = ZoneInfo("UTC")
MOMENT_HINT = _("For example: 2026-03-27 14:30, in your local time.")
DAY_HINT = _("For example: 2026-03-27.")
F = TypeVar("F", bound=forms.CharField)


class AmountField(forms.CharField):
    """A number; a decimal comma and spaces are forgiven. Cleans to its plain digits."""

    def clean(self, value: Any) -> str:
        typed = "".join(super().clean(value).split())
        if not typed:
            return ""
        try:
            return print_amount(read_amount(typed.replace(",", ".") if typed.count(",") == 1 else typed))
        except ValueError as error:
            raise forms.ValidationError(gettext("Enter the amount as a number, like 1250.50")) from error


class MomentField(forms.CharField):
    """A day and time, told in the reader's zone. Cleans to ISO 8601 with the offset."""

    zone: ZoneInfo = UTC
    day_only = False

    def read_for(self, record: CaseRecord) -> None:
        """Read times in the zone of this record."""
        self.zone = record.zone

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        if not typed:
            return ""
        moment = read_moment(typed, self.zone)
        if moment is None:
            raise forms.ValidationError(self.example())
        return moment.date().isoformat() if self.day_only else moment.isoformat()

    def example(self) -> str:
        """How to write it."""
        return gettext("Enter the day and time like 2026-03-27 14:30")


class DayField(MomentField):
    """A day. Cleans to its ISO date."""

    day_only = True

    def example(self) -> str:
        return gettext("Enter the day like 2026-03-27")


def amount(label: Words, *, hint: Words = "") -> AmountField:
    """A line for a number."""
    return _as(AmountField, label, hint, inputmode="decimal")


def moment(label: Words, *, hint: Words = "") -> MomentField:
    """A line for a day and time."""
    return _as(MomentField, label, hint or MOMENT_HINT)


def day(label: Words, *, hint: Words = "") -> DayField:
    """A line for a day."""
    return _as(DayField, label, hint or DAY_HINT)


def _as(kind: type[F], label: Words, hint: Words, inputmode: str = "") -> F:
    line = text(label, hint=hint, inputmode=inputmode)
    field = kind(label=label, help_text=hint, required=False, widget=line.widget)
    field.validators = line.validators
    return field


def shown_value(value: Any, zone: ZoneInfo) -> Any:
    """A member of the record the way it can be typed again."""
    if isinstance(value, Decimal):
        return print_amount(value)
    if isinstance(value, datetime):
        return show_moment(value, zone)
    return value
