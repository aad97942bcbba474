"""The states of a case in words."""

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from incidents.core.vocabulary import CaseState

LABELS: Mapping[str, Promise] = MappingProxyType(
    {
        CaseState.DRAFT: _("Being filled in"),
        CaseState.UNCONFIRMED: _("Papers made. Nobody here has looked at it"),
        CaseState.SUBMITTED: _("Papers made"),
        CaseState.IN_PROGRESS: _("Support staff work on it"),
        CaseState.CLOSED: _("Closed"),
        CaseState.ERASED: _("Erased"),
    }
)
