"""The first weeks: what to do next at a company, by what it answered and how long ago, and which pages help now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from incidents.core.record import CaseRecord
from incidents.web.victim.outcomes import HOLD, answer_of
from incidents.web.victim.papers import Recipient

NOT_SENT, SILENT = "not_sent", "silent"
SILENT_AFTER = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Section:
    """What to do in one situation."""

    title: Promise
    steps: tuple[Promise, ...]


SECTIONS: Mapping[str, Section] = MappingProxyType(
    {
        NOT_SENT: Section(
            _("You have not sent it yet"),
            (
                _("Send it in a support ticket, after you log in. Type the site yourself."),
                _("Then come back and press: I have sent it."),
            ),
        ),
        SILENT: Section(
            _("No answer"),
            (
                _("Look into the ticket itself, after you log in. Look into your spam folder too."),
                _("Write once more in the same ticket. Paste the message again."),
                _("Do you have a police number by now? Add it, and make the next version."),
                _("Tell the police the name of the company. Officers have ways of their own."),
            ),
        ),
        "ticket": Section(
            _("They gave a ticket number, nothing more"),
            (
                _("That is a receipt. It is no decision and no hold."),
                _("Keep the number here. The next version of your papers carries it."),
                _("Ask in the same ticket what an officer has to send them."),
            ),
        ),
        "refused": Section(
            _("They refused"),
            (
                _("A no to you need not be a no to the police."),
                _("Ask which rule stands behind it, and what they need from an officer."),
                _("Ask them to keep all records, even if they hold nothing."),
                _("Save the answer here, and give it to the police."),
            ),
        ),
        "id": Section(
            _("They want proof of who you are"),
            (
                _("That can be right: they may answer only the person concerned."),
                _("Upload it only after you log in on their site. Never by chat, mail or a link."),
                _("Write across the copy what it is for, and the day."),
                _("They never need your recovery phrase, a password or a one-time code."),
                _("You have no account there? Ask for another way, and tell the police."),
            ),
        ),
        "not_ours": Section(
            _("They say it is not theirs"),
            (
                _("The public list that named them may be wrong or old."),
                _("Ask whether one of their customers was credited, or who uses the address."),
                _("Save the answer here. The next police papers show it."),
            ),
        ),
        HOLD: Section(
            _("They hold the money"),
            (
                _("A hold ends. Save the last day here."),
                _("Give the police the company's name and your ticket number today."),
                _("Ask the company what an officer has to send, and until when."),
                _("A hold is no return. What comes next, police and courts decide."),
            ),
        ),
    }
)


@dataclass(frozen=True, slots=True)
class Advice:
    """What fits now, and everything else below it."""

    now: Section
    others: tuple[Section, ...]
    waits_since: datetime | None
    may_complain: bool


def situation(group: Recipient) -> str:
    """Where a letter stands: not sent, silent, or what was answered."""
    if group.answered:
        return answer_of(group.answered.contact)
    return SILENT if group.sent_at else NOT_SENT


def advice(group: Recipient, record: CaseRecord) -> Advice:
    """What to do about one letter."""
    here = situation(group)
    now = SECTIONS.get(here, SECTIONS[SILENT])
    others = tuple(section for name, section in SECTIONS.items() if section is not now and name != NOT_SENT)
    asked = any(item.kind == "L2c" and item.institution == group.slug and not item.dropped for item in record.letters)
    return Advice(now, others, None if group.answered else group.sent_at, group.is_own and not asked)


@dataclass(frozen=True, slots=True)
class Hint:
    """A page that helps at this moment, and why."""

    url: str
    words: str


def hints(groups: list[Recipient], record: CaseRecord, today: date, now: datetime) -> list[Hint]:
    """Pages for the first weeks: what is due by its date first."""
    found = [hint for group in groups if group.letter for hint in _of_letter(group, record, today, now)]
    if not any(report.number for report in record.police_reports):
        found.append(Hint(reverse("victim:police_questions"), gettext("What the police may ask you")))
    found.append(Hint(reverse("victim:calls"), gettext("Somebody calls and offers help? Read this first")))
    return found


def _of_letter(group: Recipient, record: CaseRecord, today: date, now: datetime) -> list[Hint]:
    url = reverse("victim:next_steps", args=[group.folder, group.letter])
    name = {"name": group.name}
    held = [answer.contact.hold_until for answer in group.answers if answer.contact.hold_until]
    if held:
        try:
            until = date.fromisoformat(held[-1][:10])
        except ValueError:
            return []
        words = (
            gettext("%(name)s holds the money for now. What to do until it ends")
            if until >= today
            else gettext("The hold at %(name)s may be over. What now")
        )
        return [Hint(url, words % name)]
    if group.answered:
        return [Hint(url, gettext("%(name)s answered. What now") % name)]
    if group.sent_at and now - group.sent_at > SILENT_AFTER:
        return [Hint(url, gettext("No answer from %(name)s? What now") % name)]
    return []
