"""What happened: in the reader's own words, and from when to when."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from incidents.core.record import CaseRecord
from incidents.core.record_parts import Window
from incidents.core.record_types import Part
from incidents.web.victim.draft import Draft
from incidents.web.victim.fields import long_text
from incidents.web.victim.forgiving import moment
from incidents.web.victim.forms.fact_form import FactForm
from incidents.web.victim.shown import Line, Shown
from incidents.web.victim.single_page import SinglePage


class Story(Part):
    """The reader's own words."""

    story: str | None = None


class StoryForm(FactForm):
    """One long text."""

    part_class = Story

    story = long_text(
        _("What happened?"),
        hint=_("What you saw, in order, with days and times. Only the police papers show it."),
        rows=14,
    )


class StoryPage(SinglePage):
    """The page of the reader's own words."""

    word = "story"
    form = StoryForm
    title = _("In your own words")

    def from_record(self, record: CaseRecord) -> Story:
        return Story(story=record.narrative)

    def to_members(self, part: Story) -> dict[str, object]:
        return {"narrative": part.story}

    def show(self, part: Story, draft: Draft) -> Shown:
        del draft
        return Shown("", (Line(_("Your words"), part.story or gettext("Nothing yet.")),))


class WindowForm(FactForm):
    """From when to when."""

    part_class = Window

    from_ = moment(_("When did it begin?"), hint=_("For example: 2026-03-27 14:30. Write UTC behind it if it is UTC."))
    to = moment(_("When did it end?"), hint=_("Leave it empty if it still goes on."))

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if (
            said.get("from_")
            and said.get("to")
            and datetime.fromisoformat(said["to"]) < datetime.fromisoformat(said["from_"])
        ):
            self.add_error("to", gettext("The end is before the beginning. Check both times"))
        return said


class WindowPage(SinglePage):
    """The page of when it happened."""

    word = "when"
    form = WindowForm
    form_template = "victim/more/when.html"
    title = _("When it happened")
    lead = _("It helps companies and police to find the logins and orders of that time.")

    def from_record(self, record: CaseRecord) -> Window:
        return record.window

    def to_members(self, part: Window) -> dict[str, object]:
        return {"window": part.given()}

    def show(self, part: Window, draft: Draft) -> Shown:
        del draft
        lines = [Line(_("From"), gettext("Not known yet"), moment=part.from_)]
        return Shown("", (*lines, Line(_("To"), gettext("Not known yet"), moment=part.to)))

    def more(self, draft: Draft) -> Mapping[str, object]:
        times = sorted(movement.at for movement in draft.record.reported if movement.at)
        return {"first": times[0] if times else None, "last": times[-1] if times else None}


STORY, WINDOW = StoryPage(), WindowPage()
