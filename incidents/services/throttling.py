"""Limits: how often something may happen within a stretch of time. Counted in the database, shared by all processes."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import F
from django.db.transaction import atomic

from incidents.core.cipher import blind_index
from incidents.core.errors import TooMany
from incidents.models import Throttle
from incidents.services import clock

KEPT = timedelta(days=2)


def count(*, what: str, whom: str, most: int, within: timedelta, number: int = 1) -> None:
    """Count one more (or ``number``); raises TooMany(wait=seconds) when that makes more than ``most`` in this stretch.

    ``whom`` (an address, a reference) is kept as a keyed hash only.
    """
    now = clock.now()
    since = _stretch(now, within)
    key = blind_index(settings.INDEX_KEY, f"{what}|{whom}")
    with atomic():
        row, _ = Throttle.objects.get_or_create(key=key, since=since)
        Throttle.objects.filter(id=row.id).update(count=F("count") + number)
        row.refresh_from_db(fields=["count"])
    if row.count > most:
        raise TooMany("too_many_tries", wait=int((since + within - now).total_seconds()) + 1)


def first_time(*, what: str, whom: str, until: datetime) -> bool:
    """Whether this is the first call with these arguments: what may be used once, until it is worthless anyway."""
    key = blind_index(settings.INDEX_KEY, f"{what}|{whom}")
    return Throttle.objects.get_or_create(key=key, since=until, defaults={"count": 1})[1]


def bar(*, what: str, whom: str, until: datetime) -> None:
    """Nothing of the kind for this one until then."""
    first_time(what=what, whom=whom, until=until)


def is_barred(*, what: str, whom: str) -> bool:
    """Whether a bar holds."""
    key = blind_index(settings.INDEX_KEY, f"{what}|{whom}")
    return Throttle.objects.filter(key=key, since__gt=clock.now()).exists()


def forget_old() -> int:
    """Remove counters of stretches long over."""
    return Throttle.objects.filter(since__lt=clock.now() - KEPT).delete()[0]


def _stretch(now: datetime, within: timedelta) -> datetime:
    seconds = int(within.total_seconds())
    return datetime.fromtimestamp(int(now.timestamp()) // seconds * seconds, tz=now.tzinfo)
