"""The report as a list to check: each question, what the record says to it, and what is missing or looks mistyped."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from incidents.core import references
from incidents.core.directory import name_of
from incidents.core.record import CaseRecord
from incidents.core.record_types import print_amount
from incidents.web.victim import places
from incidents.web.victim.draft import LATER, Draft
from incidents.web.victim.forms.base import StepForm
from incidents.web.victim.forms.you import looks_mistyped
from incidents.web.victim.steps import CHECK, MARKED, STEPS


@dataclass(frozen=True, slots=True)
class Answer:
    """One question and its answer: lines of text, marks, and whether papers wait for it."""

    slug: str
    title: str
    lines: tuple[str, ...]
    marks: tuple[str, ...] = ()
    is_missing: bool = False


def answers(draft: Draft) -> list[Answer]:
    """Every question but the last, in order."""
    return [_answer(form, draft) for form in STEPS if form.slug != CHECK]


def _answer(form: type[StepForm], draft: Draft) -> Answer:
    lines, marks = LINES[form.slug](draft)
    missing = form in MARKED and not form.is_answered(draft.record)
    if not lines:
        later = draft.mark(form.slug) == LATER
        lines = [gettext("Later") if later else gettext("Not known yet")]
    return Answer(form.slug, str(form.title), tuple(lines), tuple(marks), missing)


Said = tuple[list[str], list[str]]


def _chosen(form: type[StepForm], field: str, value: str) -> list[str]:
    """The words of an answer that was chosen."""
    choices = dict(form.base_fields[field].choices)  # type: ignore[attr-defined]
    return [str(choices[value])] if value in choices else []


def _form(slug: str) -> type[StepForm]:
    return next(form for form in STEPS if form.slug == slug)


def _money(draft: Draft) -> Said:
    form = _form("money")
    return _chosen(form, "ongoing", str(form(draft=draft).initial.get("ongoing") or "")), []


def _safety(draft: Draft) -> Said:
    form = _form("safety")
    given = form(draft=draft).initial
    lines = _chosen(form, "safe", str(given.get("safe") or ""))
    if draft.record.safety.known_person:
        lines.append(str(form.base_fields["known_person"].label))
    return lines, []


def _person(draft: Draft) -> Said:
    form = _form("person")
    lines = _chosen(form, "who", str(form(draft=draft).initial.get("who") or ""))
    company = draft.record.victim.organisation
    if company:
        lines += [text for text in (company.name, company.registration_number, company.role) if text]
    return lines, []


def _hit(draft: Draft) -> Said:
    form, raw, marks = _form("hit"), draft.raw("hit"), []
    lines = _chosen(form, "hit", raw.get("hit", "")) + _chosen(form, "how", raw.get("how", ""))
    for account in draft.record.accounts:
        lines.append(account.institution_name or name_of(account.institution or ""))
        if not account.institution:
            marks.append(gettext("We do not know this company. No letter is made to it. Show it to the police."))
    lines += [wallet.app for wallet in draft.record.wallets if wallet.app]
    return lines, marks


def _amount(draft: Draft) -> Said:
    record, raw, marks = draft.record, draft.raw("amount"), []
    lines = [record.estimate.text] if record.estimate.text else []
    if record.estimate.amount is not None:
        read = f"{print_amount(record.estimate.amount)} {record.estimate.asset}"
        if read != record.estimate.text:
            lines.append(gettext("Read as: %(sum)s") % {"sum": read})
    if record.discovered_at:
        here = record.discovered_at.astimezone(record.zone)
        when = date_format(here, "DATE_FORMAT" if record.noticed_day_only else "DATETIME_FORMAT")
        lines.append(gettext("Noticed: %(when)s (%(zone)s)") % {"when": when, "zone": record.time_zone or "UTC"})
    elif raw.get("day"):
        typed = " ".join(raw.get(name, "") for name in ("day", "month", "year"))
        marks.append(gettext("You typed %(text)s. We could not read it as a day.") % {"text": typed})
    return lines, marks


def _things(draft: Draft) -> Said:
    record, lines, marks = draft.record, [], []
    if record.movements:
        count = len(record.movements)
        lines.append(
            ngettext("%(count)s line of what was taken", "%(count)s lines of what was taken", count) % {"count": count}
        )
    if record.evidence:
        count = len(record.evidence)
        lines.append(ngettext("%(count)s file", "%(count)s files", count) % {"count": count})
    if record.indicators:
        count = len(record.indicators)
        words = ngettext("%(count)s link or contact of the thief", "%(count)s links or contacts of the thief", count)
        lines.append(words % {"count": count})
    doubtful = sum(_is_doubtful(record, place) for place in range(len(record.movements)))
    if doubtful:
        words = ngettext(
            "%(count)s line looks mistyped. We keep it.", "%(count)s lines look mistyped. We keep them.", doubtful
        )
        marks.append(words % {"count": doubtful})
    if draft.raw("things").get("pasted"):
        marks.append(gettext("Something you pasted is not added yet."))
    return lines, marks


def _is_doubtful(record: CaseRecord, place: int) -> bool:
    movement = record.movements[place]
    texts = [text for text in (movement.txid, movement.to_address) if text]
    return any(not references.read(text, network=movement.network).valid for text in texts)


def _where(draft: Draft) -> Said:
    went = [m.to_institution or m.to_address for m in draft.record.movements]
    lines = [name_of(place) if place else "" for place in dict.fromkeys(went)]
    lines += [m.note for m in draft.record.movements if m.note and not (m.to_institution or m.to_address)]
    return [line for line in dict.fromkeys(lines) if line], []


def _police(draft: Draft) -> Said:
    told = draft.raw("police").get("told", "")
    lines = _chosen(_form("police"), "told", told)
    for report in draft.record.police_reports:
        lines += [text for text in (report.number, report.authority, report.filed_on) if text]
    return lines, []


def _you(draft: Draft) -> Said:
    record = draft.record
    victim = record.victim
    reporter = record.reporter.name if record.reporter else None
    lines = [text for text in (reporter, victim.legal_name, places.country_name(record.country)) if text]
    marks = []
    for kind, value in (("email", victim.email), ("phone", victim.phone)):
        if value:
            lines.append(value)
            if looks_mistyped(kind, value):
                marks.append(gettext("%(value)s looks mistyped. We keep it.") % {"value": value})
    if record.time_zone:
        lines.append(gettext("Times are those of %(zone)s") % {"zone": record.time_zone.replace("_", " ")})
    return lines, marks


LINES: dict[str, Callable[[Draft], Said]] = {
    "money": _money,
    "safety": _safety,
    "person": _person,
    "hit": _hit,
    "amount": _amount,
    "things": _things,
    "where": _where,
    "police": _police,
    "you": _you,
}
