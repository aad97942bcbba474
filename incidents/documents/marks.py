"""How single facts are set on paper: amounts, identifiers, times, days. Filters of the paper templates.

Amounts and identifiers are grouped and emphasised by style only: the characters in the file are the exact ones, so
that copying gives one clean string.
"""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from babel.core import Locale, UnknownLocaleError
from babel.dates import format_date, format_time
from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, to_locale

from incidents.core.record_types import print_amount
from incidents.documents import words
from incidents.documents.clean import defang

register = template.Library()

ENDS = 6
SMALL_FROM, SMALLEST_FROM = 47, 70


@register.filter
def amount(value: Decimal | str | None) -> SafeString:
    """Exact digits, thousands set apart by style.

    >>> amount(Decimal("20958.50"))
    '20<span class="k">958</span>.50'
    >>> amount(Decimal("-1234"))
    '-1234'
    """
    if value is None:
        return SafeString(gettext("amount not known"))
    digits = print_amount(value) if isinstance(value, Decimal) else str(value)
    sign = "-" if digits.startswith("-") else ""
    whole, point, rest = digits.removeprefix("-").partition(".")
    if len(whole) < 5 or not whole.isdigit():
        return format_html("{}{}{}{}", sign, whole, point, rest)
    first = len(whole) % 3 or 3
    groups = format_html_join(
        "", '<span class="k">{}</span>', ((whole[i : i + 3],) for i in range(first, len(whole), 3))
    )
    return format_html("{}{}{}{}{}", sign, whole[:first], groups, point, rest)


@register.filter
def ident(value: str | None) -> SafeString:
    """A hash or address, whole, in the mono face, its first and last six characters strong.

    >>> ident("0123456789abcdef")
    '<code class="id" translate="no"><b>012345</b>6789<b>abcdef</b></code>'
    """
    if not value:
        return SafeString(gettext("not known yet"))
    size = " small" if len(value) >= SMALL_FROM else ""
    size = " smallest" if len(value) >= SMALLEST_FROM else size
    if len(value) <= 2 * ENDS:
        return format_html('<code class="id" translate="no"><b>{}</b></code>', value)
    return format_html(
        '<code class="id{}" translate="no"><b>{}</b>{}<b>{}</b></code>',
        mark_safe(size),  # noqa: S308 - one of three constants
        value[:ENDS],
        value[ENDS:-ENDS],
        value[-ENDS:],
    )


@register.filter
def plain_ident(value: str | None) -> SafeString:
    """A hash or address, whole, without emphasis: for long tables."""
    return format_html('<code translate="no">{}</code>', value or "")


@register.filter
def brief(value: str | None) -> SafeString:
    """The ends of a hash or address, for eyes; the whole one stands elsewhere on the same paper.

    >>> brief("0x9a76e51e6feb83690b4f")
    '<code translate="no">0x9a76...690b4f</code>'
    """
    text = value or ""
    short = text if len(text) <= 2 * ENDS + 3 else f"{text[:ENDS]}...{text[-ENDS:]}"
    return format_html('<code translate="no">{}</code>', short)


def locale() -> Locale:
    """Babel's locale of the active language; English papers write days the way that cannot be misread."""
    language = get_language() or "en"
    try:
        return Locale.parse("en_GB" if language in {"en", "en-us"} else to_locale(language))
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en_GB")


@register.filter
def day(value: date | str | None) -> str:
    """A calendar day in words, never with a month that could be a day.

    >>> day("2022-12-08")
    '8 December 2022'
    """
    if not value:
        return gettext("not known yet")
    if isinstance(value, str):
        try:
            return day(date.fromisoformat(value[:10]))
        except ValueError:
            return value
    return str(format_date(value, "long", locale=locale()))


@register.filter
def utc(value: datetime | None) -> str:
    """An instant in UTC, to the second, sortable.

    >>> utc(datetime.fromisoformat("2022-12-08T03:36:28.343+01:00"))
    '2022-12-08 02:36:28 UTC'
    """
    if value is None:
        return gettext("time not known yet")
    return value.astimezone(ZoneInfo("UTC")).strftime("%Y-%m-%d %H:%M:%S UTC")


@register.filter
def utc_short(value: datetime | None) -> str:
    """An instant in UTC without the word, for columns that say UTC at their head."""
    return "" if value is None else value.astimezone(ZoneInfo("UTC")).strftime("%Y-%m-%d %H:%M:%S")


@register.filter
def local_short(value: datetime | None, zone: ZoneInfo) -> str:
    """An instant on the reporter's clock, for columns whose head names the zone."""
    if value is None:
        return ""
    there = value.astimezone(zone)
    return f"{format_date(there.date(), 'medium', locale=locale())} {there:%H:%M:%S}"


@register.filter
def local(value: datetime | None, zone: ZoneInfo) -> str:
    """An instant as the clock on the reporter's wall showed it, with the zone's name.

    >>> local(datetime.fromisoformat("2022-12-08T02:36:28+00:00"), ZoneInfo("Europe/Berlin"))
    '8 December 2022, 03:36:28 (Europe/Berlin)'
    """
    if value is None:
        return gettext("time not known yet")
    there = value.astimezone(zone)
    clock = format_time(there.timetz(), "HH:mm:ss", tzinfo=zone, locale=locale())
    return f"{format_date(there.date(), 'long', locale=locale())}, {clock} ({zone.key})"


@register.filter
def stamp(value: datetime) -> str:
    """An instant for metadata: UTC, whole seconds."""
    return value.astimezone(ZoneInfo("UTC")).strftime("%Y-%m-%dT%H:%M:%SZ")


@register.filter
def known(value: str | None) -> str:
    """A text, or that it is not known yet."""
    return value or gettext("not known yet")


@register.filter
def network(slug: str | None) -> str:
    """A network as people write it."""
    return words.network(slug)


@register.filter
def defanged(value: str | None) -> str:
    """A thief's link or mailbox, in a spelling that nothing turns into a link."""
    return defang(value or "")


@register.filter
def account_state(code: str | None) -> str:
    """The state of an account in words."""
    return words.of(words.ACCOUNT_STATES, code)


@register.filter
def movement_kind(code: str | None) -> str:
    """A kind of movement in one or two words."""
    return words.of(words.SHORT_KINDS, code)


@register.filter
def country(code: str | None) -> str:
    """A country's name in the active language; its code where Babel has none.

    >>> country("DE"), country("XQ")
    ('Germany', 'XQ')
    """
    return str(locale().territories.get(code or "", code or ""))
