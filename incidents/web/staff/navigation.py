"""The lines of the staff's navigation, as data: where, called what, for whom."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from incidents.access.desk import can_staff
from incidents.access.permissions import PERMISSIONS, Permission
from incidents.models import User


@dataclass(frozen=True)
class Page:
    """One line: the address's name and its label."""

    name: str
    label: str | Promise

    @property
    def url(self) -> str:
        """Where it leads."""
        return reverse(self.name)


PAGES = (
    Page("staff:home", _("Overview")),
    Page("staff:queue", _("Cases")),
    Page("staff:search", _("Search")),
    Page("staff:hand_over", _("Hand-over")),
    Page("staff:disputes", _("Objections")),
    Page("staff:blocks", _("Block list")),
    Page("staff:formats", _("File formats")),
    Page("staff:events", _("Trail")),
    Page("staff:people", _("People")),
)


def pages_for(user: User) -> list[Page]:
    """What this person may open, in the order above."""
    found = []
    for page in PAGES:
        needed = PERMISSIONS.get(page.name)
        if isinstance(needed, Permission) and can_staff(user, needed):
            found.append(page)
    return found
