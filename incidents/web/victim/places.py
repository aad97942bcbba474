"""Countries and their time zones, in the reader's language."""

import gettext as catalogues
from functools import cache
from importlib import resources

import pycountry
from django.utils.translation import get_language, gettext

from incidents.core.zones import is_zone


@cache
def _names(language: str) -> tuple[tuple[str, str], ...]:
    try:
        words = catalogues.translation("iso3166-1", pycountry.LOCALES_DIR, languages=[language.split("-")[0]])
    except OSError:
        words = catalogues.NullTranslations()  # type: ignore[assignment]
    named = [
        (str(item.alpha_2), words.gettext(getattr(item, "common_name", item.name))) for item in pycountry.countries
    ]
    return tuple(sorted(named, key=lambda pair: pair[1].casefold()))


def country_choices() -> list[tuple[str, str]]:
    """Every country, with an empty first line."""
    return [("", gettext("Choose a country")), *_names(get_language() or "en")]


def country_name(code: str | None) -> str:
    """The name of a country; its code where it has none.

    >>> country_name("DE"), country_name("XX"), country_name(None)
    ('Germany', 'XX', '')
    """
    return dict(_names(get_language() or "en")).get(code or "", code or "")


@cache
def _zones() -> dict[str, tuple[str, ...]]:
    """Country -> its zones, the most used first, from the time zone database's own table."""
    lines = (resources.files("tzdata") / "zoneinfo" / "zone.tab").read_text("utf-8").splitlines()
    found: dict[str, list[str]] = {}
    for line in lines:
        if line and not line.startswith("#"):
            code, _place, zone = line.split("\t")[:3]
            found.setdefault(code, []).append(zone)
    return {code: tuple(zones) for code, zones in found.items()}


def zone_of(country: str | None, browser: str = "") -> str | None:
    """The zone a person most likely means: the browser's where the country has it, else the country's first.

    Browsers that hide where they are say UTC: that is no answer.

    >>> zone_of("DE"), zone_of("US", "America/Denver"), zone_of(None, "Asia/Tokyo"), zone_of("FR", "UTC")
    ('Europe/Berlin', 'America/Denver', 'Asia/Tokyo', 'Europe/Paris')
    """
    zones = _zones().get(country or "", ())
    if browser in zones or (not zones and is_zone(browser) and "/" in browser):
        return browser
    return zones[0] if zones else None


def zone_choices(country: str | None, chosen: str | None) -> list[tuple[str, str]]:
    """The zones of a country to choose from, the chosen one among them."""
    zones = dict.fromkeys([*([chosen] if chosen else []), *_zones().get(country or "", ())])
    return [(zone, zone.replace("_", " ")) for zone in zones]
