"""How rows, holders and sums are set on the police's papers. Filters of the paper templates."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from incidents.core.addressees import NOT_FROM_REPORTER, platform
from incidents.core.record_parts import Account, Indicator
from incidents.core.vocabulary import Confidence, VictimKind
from incidents.documents import words
from incidents.documents.clean import defang
from incidents.documents.desk import seen_line
from incidents.documents.facts import Numbered
from incidents.documents.marks import amount, utc
from incidents.documents.sums import written

register = template.Library()

CLICKABLE = frozenset({"url", "domain", "email"})

VICTIM_KINDS: words.Words = {
    VictimKind.COMPANY: _("a company"),
    VictimKind.CHILD: _("a child"),
    VictimKind.DECEASED: _("a person who died"),
}


@register.filter
def rounded(value: Decimal) -> SafeString:
    """An estimate in ordinary money: two decimals."""
    return amount(value.quantize(Decimal("0.01")) if abs(value) < Decimal(10) ** 20 else value)


@register.filter
def sums(value: Mapping[str, Decimal]) -> SafeString | str:
    """Sums in native units, thousands set apart by style."""
    parts = [(amount(figure), asset) for asset, figure in value.items() if figure]
    return format_html_join(", ", "{} {}", parts) if parts else gettext("not known yet")


@register.filter
def value_source(code: str | None) -> str:
    """Where a value in ordinary money is from."""
    return words.value_source(code)


@register.filter
def sums_or_nothing(value: Mapping[str, Decimal]) -> str:
    """Sums in native units; empty where there are none."""
    return written(value) if any(value.values()) else ""


@register.filter
def holder(item: Numbered) -> str:
    """Who is said to stand behind a destination."""
    return seen_line(item)


@register.filter
def company(account: Account) -> str:
    """The company of an account."""
    return company_name(account.institution or account.institution_name) or gettext("not known yet")


@register.filter
def company_name(slug: str | None) -> str:
    """A company's name from its slug; the slug where the directory has none."""
    return (platform(slug, None)[1] if slug else "") or slug or ""


@register.filter
def victim_kind(code: str | None) -> str:
    """Who was hurt, in words."""
    return words.of(VICTIM_KINDS, code)


@register.filter
def traced(item: Indicator) -> str:
    """A trace of the other side, in a spelling that nothing turns into a link."""
    value = item.value or ""
    return defang(value) if item.kind in CLICKABLE or "://" in value else value


@register.filter
def reporter_role(code: str | None) -> str:
    """The role of a reporter in words."""
    return words.of(words.REPORTER_ROLES, code)


@register.filter
def none(value: str) -> str:
    """A text, or "none"."""
    return value or gettext("none")


@register.filter
def utc_text(value: str | datetime | None) -> str:
    """An instant given as ISO text, in UTC."""
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            return str(value)
    return utc(value)


@register.filter
def ranges(numbers: Iterable[int]) -> str:
    """Row numbers, runs drawn together.

    >>> ranges([1, 2, 3, 7, 9, 10])
    '1-3, 7, 9-10'
    """
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in runs)


@register.filter
def label_line(label: Mapping[str, Any]) -> str:
    """One label: who, text, role, source and date, and its doubt."""
    name = label.get("name") or label.get("slug") or "?"
    if label.get("confidence") == Confidence.VICTIM_SAYS:
        return gettext("%(name)s, as the reporter says; no public label confirms it") % {"name": name}
    return gettext(
        "%(name)s: label \u201c%(text)s\u201d, %(role)s; source %(source)s, list of %(date)s; may be wrong"
    ) % {
        "name": name,
        "text": label.get("label") or "-",
        "role": words.of(words.LABEL_ROLES, label.get("role")),
        "source": label.get("source") or gettext("not known yet"),
        "date": label.get("date") or gettext("unknown date"),
    }


@register.filter
def row_mark(code: str) -> str:
    """What a row's identifiers are marked with."""
    marks = {
        "looks_mistyped": gettext("An identifier in this row does not pass its format check; it may be mistyped."),
        NOT_FROM_REPORTER: gettext(
            "The blockchain shows another sender than the accounts and wallets that the reporter described."
        ),
        "fake_token": gettext("This token contract is not the one of the known token of that name."),
    }
    return marks.get(code, code)
