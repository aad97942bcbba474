"""Fields for amounts, days and times as people write them. What cannot be read is asked again, never guessed."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from incidents.core.record_types import print_amount, read_amount
from incidents.services import clock
from incidents.web.victim.day_time import read_moment, show_moment
from incidents.web.victim.fields import Words, text
from incidents.web.victim.sums import read_number, read_sum

UTC = ZoneInfo("UTC")
ELSEWHERE = timedelta(days=1)
"""Where the zone is not known yet, it may be tomorrow already where the reader is."""

MOMENT_HINT = _("For example: 2026-03-27 14:30, in your local time.")
DAY_HINT = _("For example: 2026-03-27.")
F = TypeVar("F", bound=forms.CharField)


class AmountField(forms.CharField):
    """A number. Cleans to its plain digits."""

    unit_field = ""
    unit = ""
    """What stands in the field of the unit: three digits after a mark are thousands of money, never of coins."""

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        if not typed:
            return ""
        with_unit = read_sum(typed)
        number = with_unit[0] if with_unit else read_number(typed, self.unit)
        if number is None and read_number(typed, "USD") is not None:
            raise forms.ValidationError(gettext("Write the number without a mark for thousands, like 1250.50"))
        try:
            return print_amount(read_amount(number))
        except ValueError as error:
            raise forms.ValidationError(gettext("Enter the amount as a number, like 1250.50")) from error


class MomentField(forms.CharField):
    """A day and time, told in the reader's zone or in one that is named. Cleans to ISO 8601 with the offset."""

    zone: ZoneInfo = UTC
    may_be_ahead = False

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        if not typed:
            return ""
        moment = read_moment(typed, self.zone)
        if moment is None:
            raise forms.ValidationError(self.example())
        if not self.may_be_ahead and moment > clock.now() + ELSEWHERE:
            raise forms.ValidationError(gettext("This is in the future. Check day, month and year"))
        return self.iso(moment)

    def iso(self, moment: datetime) -> str:
        """The moment as the record takes it."""
        return moment.isoformat()

    def example(self) -> str:
        """How to write it."""
        return gettext("Enter the day and time like 2026-03-27 14:30")


class DayField(MomentField):
    """A day. Cleans to its ISO date."""

    def iso(self, moment: datetime) -> str:
        return moment.date().isoformat()

    def example(self) -> str:
        return gettext("Enter the day like 2026-03-27")


def amount(label: Words, *, hint: Words = "", unit_field: str = "") -> AmountField:
    """A line for a number; its unit is asked in another field."""
    field = _as(AmountField, label, hint, inputmode="decimal")
    field.unit_field = unit_field
    return field


def moment(label: Words, *, hint: Words = "") -> MomentField:
    """A line for a day and time."""
    return _as(MomentField, label, hint or MOMENT_HINT)


def day(label: Words, *, hint: Words = "", may_be_ahead: bool = False) -> DayField:
    """A line for a day; one that has not come yet is only taken where it can be meant."""
    field = _as(DayField, label, hint or DAY_HINT)
    field.may_be_ahead = may_be_ahead
    return field


def prepare(form: forms.Form, zone: ZoneInfo) -> None:
    """Tell a form's fields the reader's zone, and numbers the unit that was typed beside them."""
    for field in form.fields.values():
        if isinstance(field, MomentField):
            field.zone = zone
        elif isinstance(field, AmountField) and field.unit_field:
            field.unit = str(form.data.get(field.unit_field, "")).strip()


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
