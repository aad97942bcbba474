"""The roles of the support staff in words."""

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from incidents.core.desk_vocabulary import StaffRole

ROLES: Mapping[str, Promise] = MappingProxyType(
    {
        StaffRole.SUPPORT: _("Support"),
        StaffRole.CASE_WORKER: _("Case worker"),
        StaffRole.SUPERVISOR: _("Supervisor"),
        StaffRole.AUDITOR: _("Auditor"),
        StaffRole.ADMINISTRATOR: _("Administrator"),
    }
)
