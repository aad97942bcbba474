"""Question 5: roughly how much, of what, and when it was noticed. What cannot be read as a number stays as typed."""

import re
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from incidents.core.record import CaseRecord
from incidents.core.record_types import print_amount
from incidents.core.vocabulary import Actor
from incidents.models import Case
from incidents.services import cases, clock
from incidents.web.victim.draft import DONE
from incidents.web.victim.fields import one_of, text
from incidents.web.victim.forms.base import StepForm
from incidents.web.victim.places import zone_of
from incidents.web.victim.sums import read_sum

TODAY, YESTERDAY, DAY, UNKNOWN = "today", "yesterday", "day", "unknown"
END_OF_DAY = time(23, 59)
_TIME = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm)?", re.IGNORECASE)


def read_time(text: str) -> time | None:
    """A time of day as people write it.

    >>> read_time("14:05"), read_time("2 pm"), read_time("noonish")
    (datetime.time(14, 5), datetime.time(14, 0), None)
    """
    match = _TIME.fullmatch(text.strip())
    if not match:
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3]:
        hour = hour % 12 + (12 if match[3].lower() == "pm" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


class AmountForm(StepForm):
    """A rough sum and the day it was noticed."""

    slug = "amount"
    title = _("Roughly how much, and when did you notice?")
    remember = ("when", "day", "month", "year", "at")
    beside = ("day", "month", "year")
    reveals = {"day": "day", "month": "day", "year": "day"}

    much = text(
        _("Roughly how much was taken, and of what?"),
        hint=_("For example: 0.8 BTC, or 3000 USDT and some ETH. A guess is fine."),
        spelled=True,
    )
    when = one_of(
        _("When did you notice?"),
        ((TODAY, _("Today")), (YESTERDAY, _("Yesterday")), (DAY, _("On another day")), (UNKNOWN, _("I do not know"))),
    )
    day = text(_("Day"), inputmode="numeric")
    month = text(_("Month"), inputmode="numeric")
    year = text(_("Year"), inputmode="numeric")
    at = text(_("At about what time? If you know"), hint=_("For example: 14:30, in your local time."))
    browser_zone = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput({"data-browser-zone": ""}))

    def given(self, record: CaseRecord) -> dict[str, Any]:
        return {"much": record.estimate.text}

    @classmethod
    def is_answered(cls, record: CaseRecord) -> bool:
        return bool(record.estimate.text or record.discovered_at)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        self.zone = self._zone(said.get("browser_zone", ""))
        self.noticed: datetime | None = None
        here = clock.now().astimezone(ZoneInfo(self.zone or "UTC"))
        day = {TODAY: here.date(), YESTERDAY: here.date() - timedelta(days=1)}.get(said.get("when", ""))
        if said.get("when") == DAY:
            day = self._day(said)
        if day is None:
            return said
        at = read_time(said["at"]) if said.get("at") else None
        if said.get("at") and at is None:
            self.add_error("at", gettext("Enter the time like 14:30, or leave it empty"))
        told = datetime.combine(day, at or END_OF_DAY, ZoneInfo(self.zone or "UTC"))
        if day > here.date():
            self.add_error("day", gettext("This day is in the future. Check day, month and year"))
        self.noticed = min(told, here.replace(second=0, microsecond=0))
        return said

    def _zone(self, browser: str) -> str | None:
        said = self.draft.record
        return said.time_zone or zone_of(said.country, browser)

    def _day(self, said: dict[str, Any]) -> date | None:
        try:
            year = int(said["year"])
            return date(year + 2000 if year < 100 else year, int(said["month"]), int(said["day"]))
        except (KeyError, ValueError):
            self.add_error("day", gettext("Enter the day as numbers, like 27 3 2026"))
            return None

    def keep(self, *, by: Actor, case: Case, seen: int | None) -> str:
        said = self.cleaned_data
        read = read_sum(said["much"])
        members: dict[str, object] = {
            "estimate.text": said["much"] or None,
            "estimate.amount": print_amount(read[0]) if read else None,
            "estimate.asset": read[1] if read else None,
            "discovered_at": self.noticed.isoformat() if self.noticed else None,
            "noticed_day_only": True if self.noticed and not said.get("at") else None,
        }
        if self.zone:
            members["time_zone"] = self.zone
        cases.update(by=by, case=case, members=members, seen=seen)
        return DONE
