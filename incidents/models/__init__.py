"""The tables. One noun per file; constraints and look-ups live here, decisions do not."""

from incidents.models.accounts import Account, Cause, Contact, Indicator, Letter, PoliceReport, Suspect, Wallet
from incidents.models.case import Case
from incidents.models.document import Document
from incidents.models.event import Event, EventHead
from incidents.models.evidence import Evidence
from incidents.models.incident import Incident
from incidents.models.movement import Movement
from incidents.models.submission import Submission
from incidents.models.throttle import Throttle
from incidents.models.user import User

__all__ = [
    "Account",
    "Case",
    "Cause",
    "Contact",
    "Document",
    "Event",
    "EventHead",
    "Evidence",
    "Incident",
    "Indicator",
    "Letter",
    "Movement",
    "PoliceReport",
    "Submission",
    "Suspect",
    "Throttle",
    "User",
    "Wallet",
]
