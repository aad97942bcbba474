"""Every exchange with a company: written when, what they answered, until when they hold the money."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from incidents.core import directory
from incidents.core.record_parts import Contact
from incidents.web.victim.around.answer_form import ContactForm
from incidents.web.victim.draft import Draft
from incidents.web.victim.fact_pages import FactPages
from incidents.web.victim.outcomes import ANSWERS, answer_of
from incidents.web.victim.shown import Line, Shown, day_words


class ContactPages(FactPages):
    """The list of answers."""

    name = word = "contacts"
    form = ContactForm
    title = _("What you wrote to companies, and their answers")
    lead = _("The next version of your papers shows tickets, holds and refusals.")
    add_words = _("Add an answer, or a message you sent")
    change_words = _("Change this")
    remove_words = _("Take this out")
    none_words = _("I wrote to nobody else")

    def show(self, part: Contact, draft: Draft) -> Shown:
        del draft
        lines = [Line(_("Answer"), str(ANSWERS.get(answer_of(part), gettext("Nothing yet"))))]
        if part.hold_until:
            lines.append(Line(_("Held until"), day_words(part.hold_until)))
        if part.reference:
            lines.append(Line(_("Ticket number"), part.reference, is_id=True))
        if part.sent_at:
            lines.append(Line(_("You wrote"), moment=part.sent_at))
        lines += [
            Line(label, told)
            for label, told in (
                (_("They answered"), day_words(part.answered_on or "")),
                (_("How"), part.channel),
                (_("What they wrote"), part.note),
            )
            if told
        ]
        return Shown(directory.name_of(part.institution or "") or gettext("A company"), tuple(lines))


PAGES = ContactPages()
