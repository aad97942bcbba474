"""Who may open which address: the whole table, as data. A test holds every address of the portal against it."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Audience(StrEnum):
    """Who an address is for."""

    ANYONE = "anyone"
    """Nothing of a case is shown; a visitor may begin one here."""
    HOLDER = "holder"
    """Whoever holds the session of one case: by having begun it, or by its number and code."""


_ANYONE = (
    "healthz set_language victim:start victim:first_steps victim:privacy victim:companies victim:company"
    " victim:danger victim:young victim:suggest victim:step victim:keep victim:back victim:leave victim:measures"
)
_HOLDER = (
    "victim:understood victim:check victim:welcome victim:save victim:sheet victim:saved victim:new_code"
    " victim:papers victim:progress victim:make_version victim:release victim:show_files victim:bundle victim:paper"
    " victim:original victim:recipient victim:state victim:older victim:taken victim:new_line victim:line"
    " victim:remove_line victim:story"
)

PERMISSIONS: Mapping[str, Audience] = MappingProxyType(
    dict.fromkeys(_ANYONE.split(), Audience.ANYONE) | dict.fromkeys(_HOLDER.split(), Audience.HOLDER)
)
"""View name -> who it is for."""
